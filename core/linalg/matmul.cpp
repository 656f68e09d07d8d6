// SPDX-License-Identifier: MIT
// Two ways to multiply: blocks that are packed to fit the caches, and factors read from where they stand.
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
constexpr std::size_t kDepth = 256, kBlock = 32768;

// Packing pays from these numbers of rows and terms, and of columns, on, measured under V8: where there are fewer, what is
// packed is not used often enough.
constexpr std::size_t kLargeSide = 64, kLargeBatch = 128;

// Element (row, column) stands at data[row * row_step + column * column_step]; fastest where one of the steps is 1.
struct Matrix {
  const float* data;
  std::size_t row_step, column_step;

  const float* at(std::size_t row, std::size_t column) const {
    return data + row * row_step + column * column_step;
  }
};

// to[k * to_step + lane] = from[lane * lane_step + k * k_step] for k below `count` and four lanes. Those from `lanes` on are
// not there and get what another has: whatever is made of them is thrown away.
[[gnu::noinline]] void pack(const float* from, std::size_t lane_step, std::size_t k_step, std::size_t lanes,
                            std::size_t count, float* to, std::size_t to_step) {
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

// Columns n to end of `depth` rows of x from k on, as panels of kColumns.
void pack_block(const Matrix& x, std::size_t k, std::size_t depth, std::size_t n, std::size_t end,
                float* block) {
  for (std::size_t c = n; c < end; c += kLanes) {
    float* to = block + (c - n) / kColumns * kColumns * depth + (c - n) % kColumns;
    pack(x.at(k, c), x.column_step, x.row_step, std::min(kLanes, end - c), depth, to, kColumns);
  }
}

// One tile of y, rows y_step apart: adds the products of `depth` columns of a with rows of x to what is there, or to
// `start` (kRows) unless that is null.
// a  (depth, kRows), x (depth, kColumns)
// It has one caller and so becomes part of its loops: V8 unrolls a loop the more, the deeper it lies. A turn holds no more
// than the registers do, since V8 puts all loads of a turn before its arithmetic.
void tile(const float* a, const float* x, std::size_t depth, const float* start, float* y,
          std::size_t y_step) {
  f32x4 sum[kRows][2];
  for (std::size_t r = 0; r < kRows; ++r) {
    sum[r][0] = start != nullptr ? splat(start[r]) : load(y + r * y_step);
    sum[r][1] = start != nullptr ? splat(start[r]) : load(y + r * y_step + kLanes);
  }
  for (std::size_t k = 0; k < depth; ++k) {
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
    store(y + r * y_step, sum[r][0]);
    store(y + r * y_step + kLanes, sum[r][1]);
  }
}

[[gnu::noinline]] void copy(const float* from, std::size_t from_step, float* to, std::size_t to_step,
                            std::size_t rows, std::size_t columns) {
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) to[r * to_step + c] = from[r * from_step + c];
  }
}

// y (M, N) = a x (+ bias), by tiles over packed pieces of both.
void multiply_blocks(const Matrix& a, const Matrix& x, const float* bias, float* y, std::size_t M,
                     std::size_t K, std::size_t N) {
  alignas(64) float block[kBlock];
  alignas(64) float band[kRows * kDepth];
  float edge[kRows * kColumns];
  for (std::size_t k = 0; k < K; k += kDepth) {
    const std::size_t depth = std::min(kDepth, K - k);
    const std::size_t width = kBlock / depth / kColumns * kColumns;
    for (std::size_t n = 0; n < N; n += width) {
      const std::size_t end = std::min(N, n + width);
      pack_block(x, k, depth, n, end, block);
      for (std::size_t m = 0; m < M; m += kRows) {
        const std::size_t rows = std::min(kRows, M - m);
        pack(a.at(m, k), a.row_step, a.column_step, rows, depth, band, kRows);
        float start[kRows] = {};
        for (std::size_t r = 0; r < rows && bias != nullptr; ++r) start[r] = bias[m + r];
        for (std::size_t c = n; c < end; c += kColumns) {
          float* const corner = y + m * N + c;
          const std::size_t columns = std::min(kColumns, end - c);
          const bool whole = rows == kRows && columns == kColumns;
          if (!whole && k > 0) copy(corner, N, edge, kColumns, rows, columns);
          tile(band, block + (c - n) * depth, depth, k == 0 ? start : nullptr, whole ? corner : edge,
               whole ? N : kColumns);
          if (!whole) copy(edge, kColumns, corner, N, rows, columns);
        }
      }
    }
  }
}

// The bias of every row where there is none.
constexpr float kNoBias = 0;

// V vectors of every row of y (M, N) = a x (+ bias), R rows at a time and all from where it stands.
// x, y  rows x_step and y_step floats apart
template <std::size_t R, std::size_t V>
void multiply_columns(const Matrix& matrix, const float* x, std::size_t x_step, const float* bias, float* y,
                      std::size_t y_step, std::size_t M, std::size_t K) {
  // Copied, since what a store might change would be read again for every row. Pointers, since counting and multiplying
  // take time that the few turns of a small layer's loop do not hide.
  const auto [data, row_step, column_step] = matrix;
  const float *a = data, *const end = x + K * x_step;
  const std::size_t bias_step = bias != nullptr ? 1 : 0;
  if (bias == nullptr) bias = &kNoBias;
  for (;;) {
    // What is beyond the last row is made from that one again.
    std::size_t row[R];
    const float* factors[R];
    f32x4 sum[R][V];
    for (std::size_t r = 0; r < R; ++r) {
      row[r] = std::min(r, M - 1);
      factors[r] = a + row[r] * row_step;
      for (std::size_t v = 0; v < V; ++v) sum[r][v] = splat(bias[row[r] * bias_step]);
    }
    for (const float* from = x; from != end; from += x_step) {
      f32x4 factor[R];
      for (std::size_t r = 0; r < R; ++r) {
        factor[r] = splat(*factors[r]);
        factors[r] += column_step;
      }
      for (std::size_t v = 0; v < V; ++v) {
        const f32x4 xs = load(from + v * kLanes);
        for (std::size_t r = 0; r < R; ++r) sum[r][v] = sum[r][v] + factor[r] * xs;
      }
    }
    for (std::size_t v = 0; v < V; ++v) {
      for (std::size_t r = 0; r < R; ++r) store(y + row[r] * y_step + v * kLanes, sum[r][v]);
    }
    if (M <= R) return;
    M -= R;
    a += R * row_step;
    bias += R * bias_step;
    y += R * y_step;
  }
}

// By the number of vectors.
constexpr decltype(&multiply_columns<2, 1>) kMultiplyColumns[] = {
    nullptr, multiply_columns<2, 1>, multiply_columns<2, 2>, multiply_columns<2, 3>, multiply_columns<2, 4>};

// y (M, N) = a x (+ bias) for x (K, N) row by row, where packing would take longer than it saves.
void multiply_small(const Matrix& a, const float* x, const float* bias, float* y, std::size_t M,
                    std::size_t K, std::size_t N) {
  constexpr std::size_t kWidest = 4 * kLanes;
  for (std::size_t n = 0; n < N; n += kWidest) {
    kMultiplyColumns[std::min(kWidest, N - n) / kLanes](a, x + n, N, bias, y + n, N, M, K);
  }
}

// The sum of each vector's lanes, added as (0 + 2) + (1 + 3).
f32x4 sums(const f32x4 (&v)[kLanes]) {
  const f32x4 first = interleave_low(v[0], v[1]) + interleave_high(v[0], v[1]);
  const f32x4 second = interleave_low(v[2], v[3]) + interleave_high(v[2], v[3]);
  return low_halves(first, second) + high_halves(first, second);
}

// The first `count` lanes, at least one, or all when there are no more.
void store_some(float* to, f32x4 v, std::size_t count) {
  if (count >= kLanes) return store(to, v);
  to[0] = lane<0>(v);
  if (count > 1) to[1] = lane<1>(v);
  if (count > 2) to[2] = lane<2>(v);
}

// panel (B, kColumns) = the transpose of x (kColumns, B).
void transpose_panel(const float* x, std::size_t B, float* panel) {
  for (std::size_t c = 0; c < kColumns; c += kLanes) {
    const float *row0 = x + c * B, *row1 = row0 + B, *row2 = row1 + B, *row3 = row2 + B;
    float* to = panel + c;
    for (const float* end = row1; row0 != end; row0 += kLanes) {
      f32x4 v[kLanes] = {load(row0), load(row1), load(row2), load(row3)};
      transpose(v);
      for (std::size_t i = 0; i < kLanes; ++i) store(to + i * kColumns, v[i]);
      row1 += kLanes;
      row2 += kLanes;
      row3 += kLanes;
      to += kLanes * kColumns;
    }
  }
}

// Some columns of dw = dy x^T as dot products over the batch, two rows by four columns at a time. What is beyond the edge
// is made from the last row or column once more.
// x        (columns, B)
// dw_step  floats from one row of dw to the next
void dots(const float* dy, const float* x, float* dw, std::size_t dw_step, std::size_t M, std::size_t columns,
          std::size_t B) {
  for (std::size_t k = 0; k < columns; k += kLanes) {
    const float* row[kLanes];
    for (std::size_t c = 0; c < kLanes; ++c) row[c] = x + std::min(k + c, columns - 1) * B;
    for (std::size_t m = 0; m < M; m += 2) {
      const std::size_t second = std::min(m + 1, M - 1);
      const float *dy0 = dy + m * B, *dy1 = dy + second * B;
      f32x4 sum0[kLanes], sum1[kLanes];
      for (std::size_t c = 0; c < kLanes; ++c) sum0[c] = sum1[c] = splat(0.0f);
      for (std::size_t b = 0; b < B; b += kLanes) {
        const f32x4 d0 = load(dy0 + b), d1 = load(dy1 + b);
        for (std::size_t c = 0; c < kLanes; ++c) {
          const f32x4 xs = load(row[c] + b);
          sum0[c] = sum0[c] + d0 * xs;
          sum1[c] = sum1[c] + d1 * xs;
        }
      }
      store_some(dw + m * dw_step + k, sums(sum0), columns - k);
      store_some(dw + second * dw_step + k, sums(sum1), columns - k);
    }
  }
}

// dw (M, K) = dy x^T over the first `count` of B columns, where packing both would take longer than it saves. Eight
// columns of x are transposed and multiplied as above, unless there are too few rows to make up for that; the others,
// often all two of a network's inputs, are dot products.
void multiply_small_transposed(const float* dy, const float* x, float* dw, std::size_t M, std::size_t K,
                               std::size_t B, std::size_t count) {
  alignas(64) float panel[kColumns * kDepth];
  std::size_t k = 0;
  for (; M >= kRows && B <= kDepth && k + kColumns <= K; k += kColumns) {
    transpose_panel(x + k * B, B, panel);
    multiply_columns<4, 2>({dy, B, 1}, panel, kColumns, nullptr, dw + k, K, M, count);
  }
  dots(dy, x + k * B, dw + k, K, M, K - k, B);
}

}  // namespace

void matmul(const float* a, std::size_t row_step, std::size_t column_step, const float* x, const float* bias,
            float* y, std::size_t M, std::size_t K, std::size_t B) {
  ACTLAB_EXPECT(B % kLanes == 0);
  const Matrix factor{a, row_step, column_step};
  // Down a long column of a, every term is in another page.
  const bool is_far = column_step >= kDepth && K > kDepth && B >= 32;
  if (std::min(M, K) >= kLargeSide && (B >= kLargeBatch || is_far)) {
    multiply_blocks(factor, {x, B, 1}, bias, y, M, K, B);
  } else {
    multiply_small(factor, x, bias, y, M, K, B);
  }
}

void matmul_transposed(const float* dy, const float* x, float* dw, std::size_t M, std::size_t K,
                       std::size_t count) {
  const std::size_t B = padded(count);
  // A panel has kDepth terms at most.
  if (std::min(M, K) >= kLargeSide && B > kDepth) {
    multiply_blocks({dy, B, 1}, {x, 1, B}, nullptr, dw, M, count, K);
  } else {
    multiply_small_transposed(dy, x, dw, M, K, B, count);
  }
}

void row_sums(const float* dy, float* db, std::size_t M, std::size_t B) {
  ACTLAB_EXPECT(B % kLanes == 0);
  for (std::size_t m = 0; m < M; m += kLanes) {
    // What is beyond the last row is that one again.
    const float* row[kLanes] = {dy + m * B};
    for (std::size_t r = 1; r < kLanes; ++r) row[r] = row[r - 1] + (m + r < M ? B : 0);
    f32x4 sum[kLanes] = {load(row[0]), load(row[1]), load(row[2]), load(row[3])};
    for (const float* const end = row[0] + B;;) {
      for (std::size_t r = 0; r < kLanes; ++r) row[r] += kLanes;
      if (row[0] == end) break;
      for (std::size_t r = 0; r < kLanes; ++r) sum[r] += load(row[r]);
    }
    store_some(db + m, sums(sum), M - m);
  }
}

}  // namespace actlab
