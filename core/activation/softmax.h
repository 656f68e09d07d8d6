// SPDX-License-Identifier: MIT
// Softmax and its logarithm over the columns of a batch, forward and backward.
#pragma once

#include <cstddef>

namespace actlab {

// K = classes, at least 1; B = batch columns, a multiple of 4. An output may be one of the inputs.

// y (K, B): e^x over the column's sum, from x (K, B). The largest of a column is taken out first, so that no
// exponential overflows.
void softmax(const float* x, float* y, std::size_t K, std::size_t B);

// y (K, B): the logarithm of softmax, from x (K, B).
void log_softmax(const float* x, float* y, std::size_t K, std::size_t B);

// dx (K, B) from the outputs y and their gradients dy, all (K, B).
void softmax_backward(const float* y, const float* dy, float* dx, std::size_t K, std::size_t B);
void log_softmax_backward(const float* y, const float* dy, float* dx, std::size_t K, std::size_t B);

}  // namespace actlab
