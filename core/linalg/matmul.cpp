// SPDX-License-Identifier: MIT
// Factors are read from where they stand, but for a panel of one of them that all rows of the other share.
#include "core/linalg/matmul.h"

#include <algorithm>

#include "core/contract.h"
#include "core/simd/f32x4.h"

namespace actlab {
namespace {

// Columns that all rows make at a time; half as many, where there are no more, take twice the rows at a time.
constexpr std::size_t kWidth = 4 * kLanes, kNarrow = 2 * kLanes;

// Terms of a panel: so many of kWidth columns, side by side, fill half of the first cache, where they stay while all rows
// use them.
constexpr std::size_t kDepth = 256;

// From so many numbers of y on, of more rows than are made at a time, it pays to copy panels of x: enough rows share them,
// or x's own rows are so far apart that few of them stay in the cache together.
constexpr std::size_t kLarge = 4096;

// Rows of dw from which on it pays to transpose x.
constexpr std::size_t kTransposedRows = 4;

// Element (row, column) stands at data[row * row_step + column * column_step].
struct Matrix {
  const float* data;
  std::size_t row_step, column_step;
};

// The bias of every row where there is none.
constexpr float kNoBias = 0;

// V vectors of every row of y (M, N) = a x (+ bias), R rows at a time and all from where it stands; with kMore, y += a x.
// M     at least 1, and a multiple of R where that is more than 2
// x, y  rows x_step and y_step floats apart
template <std::size_t R, std::size_t V, bool kMore = false>
void multiply_columns(const Matrix& matrix, const float* x, std::size_t x_step, const float* bias, float* y,
                      std::size_t y_step, std::size_t M, std::size_t K) {
  // Copied, since what a store might change would be read again for every row. Pointers, since counting and multiplying
  // take time that the few turns of a small layer's loop do not hide.
  auto [a, row_step, column_step] = matrix;
  const float* const end = x + K * x_step;
  std::size_t bias_step = bias != nullptr ? 1 : 0;
  if (bias == nullptr) bias = &kNoBias;
  for (;;) {
    // A row alone is made twice.
    if (M < R) row_step = y_step = bias_step = 0;
    const float* factors[R];
    f32x4 sum[R][V];
    for (std::size_t r = 0; r < R; ++r) {
      factors[r] = a + r * row_step;
      for (std::size_t v = 0; v < V; ++v) {
        sum[r][v] = kMore ? load(y + r * y_step + v * kLanes) : splat(bias[r * bias_step]);
      }
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
      for (std::size_t r = 0; r < R; ++r) store(y + r * y_step + v * kLanes, sum[r][v]);
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

// panel (count, kWidth) = columns of x, whose rows stand `step` floats apart.
void copy_panel(const float* x, std::size_t step, std::size_t count, float* panel) {
  for (const float* const end = panel + count * kWidth; panel != end; panel += kWidth, x += step) {
    for (std::size_t i = 0; i < kWidth; i += kLanes) store(panel + i, load(x + i));
  }
}

// kWidth columns of y (M, N) = a x (+ bias), for any number of terms and all rows of y. Apart from `matmul`, whose small
// products need no room for a panel.
[[gnu::noinline]] void multiply_panels(const Matrix& a, const float* x, const float* bias, float* y,
                                       std::size_t M, std::size_t K, std::size_t N) {
  alignas(64) float panel[kWidth * kDepth];
  for (std::size_t k = 0; k < K; k += kDepth) {
    const std::size_t depth = std::min(kDepth, K - k);
    copy_panel(x + k * N, N, depth, panel);
    const auto multiply = k == 0 ? multiply_columns<2, 4> : multiply_columns<2, 4, true>;
    multiply({a.data + k * a.column_step, a.row_step, a.column_step}, panel, kWidth, bias, y, N, M, depth);
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

// panel (count, C) = the transpose of the first `count` columns, in whole vectors, of x, whose C rows stand B floats apart.
template <std::size_t C>
void transpose_panel(const float* x, std::size_t B, std::size_t count, float* panel) {
  for (std::size_t c = 0; c < C; c += kLanes) {
    const float *row0 = x + c * B, *row1 = row0 + B, *row2 = row1 + B, *row3 = row2 + B;
    float* to = panel + c;
    for (const float* const end = row0 + padded(count); row0 != end; row0 += kLanes) {
      f32x4 v[kLanes] = {load(row0), load(row1), load(row2), load(row3)};
      transpose(v);
      for (std::size_t i = 0; i < kLanes; ++i) store(to + i * C, v[i]);
      row1 += kLanes;
      row2 += kLanes;
      row3 += kLanes;
      to += kLanes * C;
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

// The columns of dw (M, K) = dy x^T that fill panels, and how many those are.
[[gnu::noinline]] std::size_t multiply_panels_transposed(const float* dy, const float* x, float* dw,
                                                         std::size_t M, std::size_t K, std::size_t count) {
  const std::size_t B = padded(count);
  alignas(64) float panel[kWidth * kDepth];
  std::size_t k = 0;
  for (; k + kWidth <= K; k += kWidth) {
    // Written twice, since the first becomes part of this loop, without what it need not do.
    transpose_panel<kWidth>(x + k * B, B, std::min(kDepth, count), panel);
    multiply_columns<2, 4>({dy, B, 1}, panel, kWidth, nullptr, dw + k, K, M, std::min(kDepth, count));
    for (std::size_t b = kDepth; b < count; b += kDepth) {
      const std::size_t depth = std::min(kDepth, count - b);
      transpose_panel<kWidth>(x + k * B + b, B, depth, panel);
      multiply_columns<2, 4, true>({dy + b, B, 1}, panel, kWidth, nullptr, dw + k, K, M, depth);
    }
  }
  return k;
}

}  // namespace

void matmul(const float* a, std::size_t row_step, std::size_t column_step, const float* x, const float* bias,
            float* y, std::size_t M, std::size_t K, std::size_t B) {
  ACTLAB_EXPECT(B > 0 && B % kLanes == 0);
  const Matrix factor{a, row_step, column_step};
  // The rows of such an x already stand side by side.
  if (B <= kWidth) return kMultiplyColumns[B / kLanes](factor, x, B, bias, y, B, M, K);
  for (std::size_t n = 0; n < B; n += kWidth) {
    const std::size_t vectors = std::min(kWidth, B - n) / kLanes;
    if (M > 2 && M * B >= kLarge && vectors == kWidth / kLanes) {
      multiply_panels(factor, x + n, bias, y + n, M, K, B);
    } else {
      kMultiplyColumns[vectors](factor, x + n, B, bias, y + n, B, M, K);
    }
  }
}

void matmul_transposed(const float* dy, const float* x, float* dw, std::size_t M, std::size_t K,
                       std::size_t count) {
  const std::size_t B = padded(count);
  alignas(64) float panel[kNarrow * kDepth];
  std::size_t k = 0;
  if (M >= kTransposedRows) {
    if (K >= kWidth) k = multiply_panels_transposed(dy, x, dw, M, K, count);
    if (k + kNarrow <= K && count <= kDepth) {
      transpose_panel<kNarrow>(x + k * B, B, count, panel);
      if (M % 4 == 0) {
        multiply_columns<4, 2>({dy, B, 1}, panel, kNarrow, nullptr, dw + k, K, M, count);
      } else {
        multiply_columns<2, 2>({dy, B, 1}, panel, kNarrow, nullptr, dw + k, K, M, count);
      }
      k += kNarrow;
    }
  }
  dots(dy, x + k * B, dw + k, K, M, K - k, B);
}

void row_sums(const float* dy, float* db, std::size_t M, std::size_t B) {
  ACTLAB_EXPECT(B > 0 && B % kLanes == 0);
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
