// SPDX-License-Identifier: MIT
// Regularisers: what is added to the loss for the size of weights and of outputs, as its gradient alone.
#pragma once

#include <cstddef>

namespace actlab {

// Of one layer.
//   l1, l2        l1 sum |w| + l2 sum w^2 over its kernel, not its bias (Keras)
//   activity_l1   activity_l1 sum |y| / samples over its outputs in a batch
struct Penalty {
  float l1 = 0, l2 = 0, activity_l1 = 0;

  bool is_on_weights() const { return l1 != 0 || l2 != 0; }
};

// dw += l1 sign(w) + 2 l2 w; the sign of 0 is 0. A weight below 2^-80 is left alone, lest it end among the denormals.
// n  a multiple of 4
void add_weight_penalty(const Penalty& penalty, const float* w, float* dw, std::size_t n);

// dy += l1 sign(y) / count in the columns that hold a sample.
// y, dy  (units, B), B = count padded to a multiple of 4
void add_activity_penalty(float l1, const float* y, float* dy, std::size_t units, std::size_t count);

}  // namespace actlab
