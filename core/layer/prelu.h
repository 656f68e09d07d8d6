// SPDX-License-Identifier: MIT
// Leaky ReLU whose slope left of 0 is learned (He, Zhang, Ren & Sun 2015).
#pragma once

#include <cstddef>

#include "core/activation/bound.h"
#include "core/layer/pass.h"
#include "core/layer/placement.h"

namespace actlab {

struct PreluConfig {
  bool shared = false;  // one slope for all units, as PyTorch's default is
  float initial = 0.25f;

  std::size_t outputs(std::size_t inputs) const { return inputs; }
};

// Not `Prelu`, which is the registry's entry: its kernels do the work, a unit at a time.
class PreluLayer {
 public:
  PreluLayer(const PreluConfig& config, std::size_t inputs);

  void place(Placement& placement);

  // y (inputs, B) from x (inputs, B).
  void forward(const float* x, float* y, std::size_t B, const Pass& pass) const;

  // Sets the slopes' gradient, and dx (inputs, B) unless it is null, from x of the forward pass and dy (inputs, B).
  void backward(const float* x, const float* y, const float* dy, float* dx, std::size_t B,
                const Pass& pass) const;

  // The derivative of every output in its input (inputs, B).
  void slopes(const float* x, float* slopes, std::size_t B) const;

 private:
  BoundActivation function_of(std::size_t unit) const;

  const Activation* entry_;
  PreluConfig config_;
  std::size_t inputs_;
  float *slope_ = nullptr, *dslope_ = nullptr;  // (1) when shared, else (inputs)
};

}  // namespace actlab
