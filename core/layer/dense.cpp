// SPDX-License-Identifier: MIT
// The dense layer as three products.
#include "core/layer/dense.h"

#include "core/linalg/matmul.h"

namespace actlab {

// A bias has the fans of its weights, as the initialisers of both may be the same.
void Dense::place(Placement& placement, std::size_t fan_out) {
  ArrayStart start{.by = ArrayStart::By::kKernelInitializer, .fan_in = inputs, .fan_out = fan_out};
  placement.learn("weight", {outputs, inputs}, start, weight, dweight);
  start.by = ArrayStart::By::kBiasInitializer;
  if (use_bias) placement.learn("bias", {outputs}, start, bias, dbias);
}

void Dense::forward(const float* x, float* y, std::size_t B, const Pass& /*pass*/) const {
  matmul(weight, inputs, 1, x, use_bias ? bias : nullptr, y, outputs, inputs, B);
}

void Dense::backward(const float* x, const float* /*y*/, const float* dy, float* dx, std::size_t B,
                     const Pass& pass) const {
  matmul_transposed(dy, x, dweight, outputs, inputs, pass.count);
  if (use_bias) row_sums(dy, dbias, outputs, B);
  if (dx != nullptr) matmul(weight, 1, inputs, dy, nullptr, dx, inputs, outputs, B);
}

}  // namespace actlab
