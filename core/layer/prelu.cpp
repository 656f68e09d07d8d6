// SPDX-License-Identifier: MIT
// The registry's kernels, with a slope for each unit.
#include "core/layer/prelu.h"

namespace actlab {

PreluLayer::PreluLayer(const PreluConfig& config, std::size_t inputs)
    : entry_(find_activation("prelu")), config_(config), inputs_(inputs) {}

void PreluLayer::place(Placement& placement) {
  placement.learn("slope", {config_.shared ? 1 : inputs_}, {.constant = config_.initial}, slope_, dslope_);
}

BoundActivation PreluLayer::function_of(std::size_t unit) const {
  return BoundActivation(*entry_, slope_ + (config_.shared ? 0 : unit));
}

void PreluLayer::forward(const float* x, float* y, std::size_t B, const Pass& /*pass*/) const {
  for (std::size_t i = 0; i < inputs_; ++i) function_of(i).value(x + i * B, y + i * B, B);
}

void PreluLayer::backward(const float* x, const float* /*y*/, const float* dy, float* dx, std::size_t B,
                          const Pass& pass) const {
  double shared = 0;
  for (std::size_t i = 0; i < inputs_; ++i) {
    const BoundActivation function = function_of(i);
    const float dslope = function.parameter_gradient(x + i * B, dy + i * B, pass.count);
    shared += double{dslope};
    if (!config_.shared) dslope_[i] = dslope;
    if (dx != nullptr) function.backward(x + i * B, dy + i * B, dx + i * B, B);
  }
  if (config_.shared) *dslope_ = static_cast<float>(shared);
}

void PreluLayer::slopes(const float* x, float* slopes, std::size_t B) const {
  for (std::size_t i = 0; i < inputs_; ++i) function_of(i).slope(x + i * B, slopes + i * B, B);
}

}  // namespace actlab
