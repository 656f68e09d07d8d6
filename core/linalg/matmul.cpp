// SPDX-License-Identifier: MIT
// Products cut into blocks that fit the caches; one register tile does all the arithmetic.
#include "core/linalg/matmul.h"

#include <algorithm>

#include "core/contract.h"
#include "core/simd/f32x4.h"

namespace actlab {
namespace {

// Rows and columns of a tile: its sums and their operands fill 15 of x86's 16 registers, the last being V8's own.
constexpr std::size_t kRows = 4, kColumns = 2 * kLanes;

// Terms that a tile adds up before it writes its sums, and floats of x that are in use while they are added: a panel
// stays in the first cache and the block in the second.
constexpr std::size_t kDepth = 256, kBlock = 16384;

// Below so many products nothing is packed.
constexpr std::size_t kSmall = 4096;

// Element (row, column) stands at data[row * row_step + column * column_step]; one of the steps is 1.
struct Matrix {
  const float* data;
  std::size_t row_step, column_step;

  const float* at(std::size_t row, std::size_t column) const {
    return data + row * row_step + column * column_step;
  }
};

// to[k * to_step + lane] = from[lane * lane_step + k * k_step] for k below `count` and four lanes. Those from `lanes` on are
// not there and get what another has: whatever is made of them is thrown away.
void pack(const float* from, std::size_t lane_step, std::size_t k_step, std::size_t lanes, std::size_t count,
          float* to, std::size_t to_step) {
  std::size_t k = 0;
  if (lane_step == 1 && lanes == kLanes) {
    for (; k < count; ++k) store(to + k * to_step, load(from + k * k_step));
    return;
  }
  const float* row[kLanes];
  for (std::size_t lane = 0; lane < kLanes; ++lane) row[lane] = from + std::min(lane, lanes - 1) * lane_step;
  for (; k_step == 1 && k + kLanes <= count; k += kLanes) {
    f32x4 v[kLanes];
    for (std::size_t lane = 0; lane < kLanes; ++lane) v[lane] = load(row[lane] + k);
    transpose(v);
    for (std::size_t i = 0; i < kLanes; ++i) store(to + (k + i) * to_step, v[i]);
  }
  for (; k < count; ++k) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) to[k * to_step + lane] = row[lane][k * k_step];
  }
}

// A part of y, at most kRows high, and what it is made of.
struct Part {
  float* y;
  std::size_t y_step;         // floats between its rows
  std::size_t rows, columns;  // that are there
  std::size_t depth;          // terms to add
  const float* start;         // (rows): what the sums begin with; null for what stands in y
};

// y (kRows, kColumns) += a x, or `start` + a x.
// a  (depth, kRows), x (depth, kColumns)
// One turn of the loop holds no more than the registers do: V8 puts all loads of a turn before its arithmetic.
void tile(const float* a, const float* x, const Part& part) {
  float* const y = part.y;
  f32x4 sum[kRows][2];
  for (std::size_t r = 0; r < kRows; ++r) {
    sum[r][0] = part.start != nullptr ? splat(part.start[r]) : load(y + r * part.y_step);
    sum[r][1] = part.start != nullptr ? splat(part.start[r]) : load(y + r * part.y_step + kLanes);
  }
  for (std::size_t k = 0; k < part.depth; ++k) {
    const f32x4 x0 = load(x), x1 = load(x + kLanes);
    for (std::size_t r = 0; r < kRows; ++r) {
      const f32x4 factor = splat(a[r]);
      sum[r][0] = sum[r][0] + factor * x0;
      sum[r][1] = sum[r][1] + factor * x1;
    }
    a += kRows;
    x += kColumns;
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    store(y + r * part.y_step, sum[r][0]);
    store(y + r * part.y_step + kLanes, sum[r][1]);
  }
}

// The first `count` lanes, at least one, or all when there are no more.
void store_some(float* to, f32x4 v, std::size_t count) {
  if (count >= kLanes) return store(to, v);
  to[0] = lane<0>(v);
  if (count > 1) to[1] = lane<1>(v);
  if (count > 2) to[2] = lane<2>(v);
}

void copy(const float* from, std::size_t from_step, float* to, std::size_t to_step, const Part& part) {
  for (std::size_t r = 0; r < part.rows; ++r) {
    for (std::size_t c = 0; c < part.columns; ++c) to[r * to_step + c] = from[r * from_step + c];
  }
}

// The same where only part.rows of the rows and part.columns of the columns are there.
void edge_tile(const float* a, const float* x, const Part& part) {
  float whole[kRows * kColumns] = {};
  if (part.start == nullptr) copy(part.y, part.y_step, whole, kColumns, part);
  tile(a, x, {whole, kColumns, kRows, kColumns, part.depth, part.start});
  copy(whole, kColumns, part.y, part.y_step, part);
}

// y (M, N) = a x (+ bias): a (M, K), x (K, N), y's rows N apart. Every sum runs in the order of k.
void multiply_blocks(const Matrix& a, const Matrix& x, const float* bias, float* y, std::size_t M,
                     std::size_t K, std::size_t N) {
  float block[kBlock], band[kRows * kDepth];
  for (std::size_t k = 0; k < K; k += kDepth) {
    const std::size_t depth = std::min(kDepth, K - k);
    const std::size_t width = kBlock / depth / kColumns * kColumns;
    for (std::size_t n = 0; n < N; n += width) {
      const std::size_t end = std::min(N, n + width);
      for (std::size_t c = n; c < end; c += kLanes) {
        float* to = block + (c - n) / kColumns * kColumns * depth + (c - n) % kColumns;
        pack(x.at(k, c), x.column_step, x.row_step, std::min(kLanes, end - c), depth, to, kColumns);
      }
      for (std::size_t m = 0; m < M; m += kRows) {
        const std::size_t rows = std::min(kRows, M - m);
        pack(a.at(m, k), a.row_step, a.column_step, rows, depth, band, kRows);
        float start[kRows] = {};
        for (std::size_t r = 0; r < rows && bias != nullptr; ++r) start[r] = bias[m + r];
        for (std::size_t c = n; c < end; c += kColumns) {
          const Part part{y + m * N + c,           N, rows, std::min(kColumns, end - c), depth,
                          k == 0 ? start : nullptr};
          const bool is_whole = part.rows == kRows && part.columns == kColumns;
          (is_whole ? tile : edge_tile)(band, block + (c - n) * depth, part);
        }
      }
    }
  }
}

// Columns of y, V vectors wide or some floats less, by pairs of rows and from a as it stands.
// x      (K, V * kLanes), rows x_step apart
// y      (M, columns), rows y_step apart
template <std::size_t V>
void multiply_columns(const Matrix& a, const float* x, std::size_t x_step, const float* bias, float* y,
                      std::size_t y_step, std::size_t columns, std::size_t M, std::size_t K) {
  for (std::size_t m = 0; m < M; m += 2) {
    // The last row of an odd number is made twice.
    const std::size_t second = std::min(m + 1, M - 1);
    const float *a0 = a.at(m, 0), *a1 = a.at(second, 0);
    f32x4 sum0[V], sum1[V];
    for (std::size_t v = 0; v < V; ++v) {
      sum0[v] = splat(bias != nullptr ? bias[m] : 0.0f);
      sum1[v] = splat(bias != nullptr ? bias[second] : 0.0f);
    }
    const float* row = x;
    for (std::size_t k = 0; k < K; ++k) {
      const f32x4 factor0 = splat(*a0), factor1 = splat(*a1);
      for (std::size_t v = 0; v < V; ++v) {
        const f32x4 xs = load(row + v * kLanes);
        sum0[v] = sum0[v] + factor0 * xs;
        sum1[v] = sum1[v] + factor1 * xs;
      }
      a0 += a.column_step;
      a1 += a.column_step;
      row += x_step;
    }
    for (std::size_t v = 0; v < V; ++v) {
      store_some(y + m * y_step + v * kLanes, sum0[v], columns - v * kLanes);
      store_some(y + second * y_step + v * kLanes, sum1[v], columns - v * kLanes);
    }
  }
}

// For products that packing takes longer than it saves.
void multiply_small(const Matrix& a, const Matrix& x, const float* bias, float* y, std::size_t M,
                    std::size_t K, std::size_t N) {
  constexpr std::size_t kWidest = 4 * kLanes;
  constexpr decltype(&multiply_columns<1>) kByVectors[] = {multiply_columns<1>, multiply_columns<2>,
                                                           multiply_columns<3>, multiply_columns<4>};
  float panel[kWidest * kDepth];
  for (std::size_t n = 0; n < N; n += kWidest) {
    const std::size_t columns = std::min(kWidest, N - n), width = padded(columns);
    const float* from = x.at(0, n);
    std::size_t step = x.row_step;
    if (x.column_step != 1) {
      for (std::size_t c = 0; c < columns; c += kLanes) {
        pack(x.at(0, n + c), x.column_step, x.row_step, std::min(kLanes, columns - c), K, panel + c, width);
      }
      from = panel;
      step = width;
    }
    kByVectors[width / kLanes - 1](a, from, step, bias, y + n, N, columns, M, K);
  }
}

// y (M, N) = a x (+ bias): a (M, K), x (K, N), y's rows N apart. Every sum runs in the order of k, however it is cut.
void multiply(const Matrix& a, const Matrix& x, const float* bias, float* y, std::size_t M, std::size_t K,
              std::size_t N) {
  (M * K * N < kSmall && K <= kDepth ? multiply_small : multiply_blocks)(a, x, bias, y, M, K, N);
}

}  // namespace

void matmul(const float* a, std::size_t row_step, std::size_t column_step, const float* x, const float* bias,
            float* y, std::size_t M, std::size_t K, std::size_t B) {
  ACTLAB_EXPECT(B % kLanes == 0 && (row_step == 1 || column_step == 1));
  multiply({a, row_step, column_step}, {x, B, 1}, bias, y, M, K, B);
}

void matmul_transposed(const float* dy, const float* x, float* dw, std::size_t M, std::size_t K,
                       std::size_t B) {
  ACTLAB_EXPECT(B % kLanes == 0);
  multiply({dy, B, 1}, {x, 1, B}, nullptr, dw, M, B, K);
}

void row_sums(const float* dy, float* db, std::size_t M, std::size_t B) {
  ACTLAB_EXPECT(B % kLanes == 0);
  for (std::size_t m = 0; m < M; m += kLanes) {
    const std::size_t rows = std::min(kLanes, M - m);
    const float* row[kLanes];
    for (std::size_t r = 0; r < kLanes; ++r) row[r] = dy + (m + std::min(r, rows - 1)) * B;
    f32x4 sum[kLanes] = {load(row[0]), load(row[1]), load(row[2]), load(row[3])};
    for (std::size_t b = kLanes; b < B; b += kLanes) {
      for (std::size_t r = 0; r < kLanes; ++r) sum[r] += load(row[r] + b);
    }
    transpose(sum);
    store_some(db + m, (sum[0] + sum[2]) + (sum[1] + sum[3]), rows);
  }
}

}  // namespace actlab
