// SPDX-License-Identifier: MIT
// Four columns at a time, down the classes in order.
#include "core/activation/softmax.h"

#include "core/contract.h"
#include "core/simd/math.h"

namespace actlab {
namespace {

// The largest entry of each of four columns; NaN where there is one.
f32x4 largest(const float* x, std::size_t K, std::size_t B) {
  f32x4 m = load(x);
  for (std::size_t k = 1; k < K; ++k) {
    const f32x4 entry = load(x + k * B);
    m = select((entry > m) | (entry != entry), entry, m);
  }
  return m;
}

// Calls body(offset) for every four columns.
template <class Body>
void for_each_vector(std::size_t K, std::size_t B, Body body) {
  ACTLAB_EXPECT(K >= 1 && B % kLanes == 0);
  for (std::size_t b = 0; b < B; b += kLanes) body(b);
}

}  // namespace

void softmax(const float* x, float* y, std::size_t K, std::size_t B) {
  for_each_vector(K, B, [&](std::size_t b) {
    const f32x4 m = largest(x + b, K, B);
    f32x4 sum = 0.0f;
    for (std::size_t k = 0; k < K; ++k) {
      const f32x4 e = exp_nonpositive(load(x + b + k * B) - m);
      store(y + b + k * B, e);
      sum += e;
    }
    for (std::size_t k = 0; k < K; ++k) store(y + b + k * B, load(y + b + k * B) / sum);
  });
}

void log_softmax(const float* x, float* y, std::size_t K, std::size_t B) {
  for_each_vector(K, B, [&](std::size_t b) {
    const f32x4 m = largest(x + b, K, B);
    f32x4 sum = 0.0f;
    for (std::size_t k = 0; k < K; ++k) sum += exp_nonpositive(load(x + b + k * B) - m);
    const f32x4 log_sum = log(sum);
    for (std::size_t k = 0; k < K; ++k) store(y + b + k * B, (load(x + b + k * B) - m) - log_sum);
  });
}

// dx_i = y_i (dy_i - sum_j y_j dy_j)
void softmax_backward(const float* y, const float* dy, float* dx, std::size_t K, std::size_t B) {
  for_each_vector(K, B, [&](std::size_t b) {
    f32x4 mean = 0.0f;
    for (std::size_t k = 0; k < K; ++k) mean += load(y + b + k * B) * load(dy + b + k * B);
    for (std::size_t k = 0; k < K; ++k) {
      const std::size_t i = b + k * B;
      store(dx + i, load(y + i) * (load(dy + i) - mean));
    }
  });
}

// dx_i = dy_i - e^y_i sum_j dy_j
void log_softmax_backward(const float* y, const float* dy, float* dx, std::size_t K, std::size_t B) {
  for_each_vector(K, B, [&](std::size_t b) {
    f32x4 sum = 0.0f;
    for (std::size_t k = 0; k < K; ++k) sum += load(dy + b + k * B);
    for (std::size_t k = 0; k < K; ++k) {
      const std::size_t i = b + k * B;
      store(dx + i, load(dy + i) - exp_nonpositive(load(y + i)) * sum);
    }
  });
}

}  // namespace actlab
