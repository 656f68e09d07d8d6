// SPDX-License-Identifier: MIT
// Register-tiled products: a tile's sums stay in registers while the inner index runs.
#include "core/linalg/matmul.h"

#include "core/contract.h"
#include "core/simd/f32x4.h"

namespace actlab {
namespace {

// One tile of y: R rows x V vectors. 4 x 2 leaves room for the operands among 16 registers.
template <std::size_t R, std::size_t V>
void tile(const float* a, std::size_t row_step, std::size_t column_step, const float* x, const float* bias,
          float* y, std::size_t K, std::size_t B) {
  f32x4 sum[R][V];
  for (std::size_t r = 0; r < R; ++r) {
    for (std::size_t v = 0; v < V; ++v) sum[r][v] = splat(bias != nullptr ? bias[r] : 0.0f);
  }
  for (std::size_t k = 0; k < K; ++k) {
    f32x4 xs[V];
    for (std::size_t v = 0; v < V; ++v) xs[v] = load(x + k * B + 4 * v);
    for (std::size_t r = 0; r < R; ++r) {
      const f32x4 weight = splat(a[r * row_step + k * column_step]);
      for (std::size_t v = 0; v < V; ++v) sum[r][v] = sum[r][v] + weight * xs[v];
    }
  }
  for (std::size_t r = 0; r < R; ++r) {
    for (std::size_t v = 0; v < V; ++v) store(y + r * B + 4 * v, sum[r][v]);
  }
}

// R rows of y over the whole batch.
template <std::size_t R>
void row_band(const float* a, std::size_t row_step, std::size_t column_step, const float* x,
              const float* bias, float* y, std::size_t K, std::size_t B) {
  std::size_t b = 0;
  for (; b + 8 <= B; b += 8) tile<R, 2>(a, row_step, column_step, x + b, bias, y + b, K, B);
  if (b < B) tile<R, 1>(a, row_step, column_step, x + b, bias, y + b, K, B);
}

// In float, as the kernel's sums are; losses add lanes in double.
float add_lanes(f32x4 v) {
  float lane[4];
  store(lane, v);
  return (lane[0] + lane[2]) + (lane[1] + lane[3]);
}

// One tile of dw: R x C dot products over the batch.
template <std::size_t R, std::size_t C>
void dot_tile(const float* dy, const float* x, float* dw, std::size_t K, std::size_t B) {
  f32x4 sum[R][C];
  for (auto& row : sum) {
    for (auto& s : row) s = splat(0.0f);
  }
  for (std::size_t b = 0; b < B; b += 4) {
    f32x4 xs[C];
    for (std::size_t c = 0; c < C; ++c) xs[c] = load(x + c * B + b);
    for (std::size_t r = 0; r < R; ++r) {
      const f32x4 d = load(dy + r * B + b);
      for (std::size_t c = 0; c < C; ++c) sum[r][c] = sum[r][c] + d * xs[c];
    }
  }
  for (std::size_t r = 0; r < R; ++r) {
    for (std::size_t c = 0; c < C; ++c) dw[r * K + c] = add_lanes(sum[r][c]);
  }
}

template <std::size_t R>
void dot_band(const float* dy, const float* x, float* dw, std::size_t K, std::size_t B) {
  std::size_t k = 0;
  for (; k + 4 <= K; k += 4) dot_tile<R, 4>(dy, x + k * B, dw + k, K, B);
  for (; k < K; ++k) dot_tile<R, 1>(dy, x + k * B, dw + k, K, B);
}

}  // namespace

void matmul(const float* a, std::size_t row_step, std::size_t column_step, const float* x, const float* bias,
            float* y, std::size_t M, std::size_t K, std::size_t B) {
  ACTLAB_EXPECT(B % 4 == 0);
  std::size_t m = 0;
  for (; m + 4 <= M; m += 4) {
    row_band<4>(a + m * row_step, row_step, column_step, x, bias != nullptr ? bias + m : nullptr, y + m * B,
                K, B);
  }
  for (; m < M; ++m) {
    row_band<1>(a + m * row_step, row_step, column_step, x, bias != nullptr ? bias + m : nullptr, y + m * B,
                K, B);
  }
}

void matmul_transposed(const float* dy, const float* x, float* dw, std::size_t M, std::size_t K,
                       std::size_t B) {
  ACTLAB_EXPECT(B % 4 == 0);
  std::size_t m = 0;
  for (; m + 2 <= M; m += 2) dot_band<2>(dy + m * B, x, dw + m * K, K, B);
  if (m < M) dot_band<1>(dy + m * B, x, dw + m * K, K, B);
}

void row_sums(const float* dy, float* db, std::size_t M, std::size_t B) {
  ACTLAB_EXPECT(B % 4 == 0);
  for (std::size_t m = 0; m < M; ++m) {
    f32x4 sum = splat(0.0f);
    for (std::size_t b = 0; b < B; b += 4) sum = sum + load(dy + m * B + b);
    db[m] = add_lanes(sum);
  }
}

}  // namespace actlab
