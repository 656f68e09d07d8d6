// SPDX-License-Identifier: MIT
// The layer that applies an activation function: to every unit, to pairs of units, or to all units of a sample at once.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "core/activation/bound.h"
#include "core/layer/pass.h"
#include "core/layer/placement.h"

namespace actlab {

struct ActivateConfig {
  const Activation* function = nullptr;
  std::array<float, kMaxActivationParameters> parameters{};

  // Gates take their inputs in pairs.
  std::size_t outputs(std::size_t inputs) const {
    return function->inputs == Inputs::kGate ? inputs / 2 : inputs;
  }
};

class Activate {
 public:
  // inputs  units of the layer before; even for a gate
  // index   of the layer: random slopes differ from layer to layer
  Activate(const ActivateConfig& config, std::size_t inputs, std::size_t index);

  void place(Placement& placement);

  // y (outputs, B) from x (inputs, B).
  void forward(const float* x, float* y, std::size_t B, const Pass& pass) const;

  // dx (inputs, B), unless it is null, from x and y of the last pass that kept and dy (outputs, B).
  void backward(const float* x, const float* y, const float* dy, float* dx, std::size_t B,
                const Pass& pass) const;

  // The derivative of every output in its own input, or in both of a gate's, from x of the last pass that kept.
  // slopes  (inputs, B)
  void slopes(const float* x, float* slopes, std::size_t B) const;

 private:
  // Floats a column that `backward` needs besides the layer's input and output.
  std::size_t kept_floats() const;

  void forward_random(const float* x, float* y, std::size_t n, const Pass& pass) const;

  ActivateConfig config_;
  std::size_t inputs_, index_;
  std::optional<BoundActivation> function_;  // of a gate: g; of softmax and its logarithm: nothing
  float* kept_ = nullptr;                    // slopes
};

}  // namespace actlab
