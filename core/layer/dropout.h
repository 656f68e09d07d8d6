// SPDX-License-Identifier: MIT
// Leaves out a random share of the units in training (Srivastava et al. 2014).
#pragma once

#include <cstddef>

#include "core/layer/pass.h"
#include "core/layer/placement.h"

namespace actlab {

struct DropoutConfig {
  float rate = 0.5f;  // share that is left out, in [0, 1)

  std::size_t outputs(std::size_t inputs) const { return inputs; }
};

class Dropout {
 public:
  // index  of the layer: masks differ from layer to layer
  Dropout(const DropoutConfig& config, std::size_t inputs, std::size_t index)
      : rate_(config.rate), inputs_(inputs), index_(index) {}

  void place(Placement& placement) { factors_ = placement.buffer(inputs_ * placement.capacity); }

  // y (inputs, B) = x times 0 or 1 / (1 - rate) in training, drawn for each element from the run's seed and the update;
  // else x. As in PyTorch, what is infinite or NaN does not become 0.
  void forward(const float* x, float* y, std::size_t B, const Pass& pass) const;

  // dx (inputs, B), unless it is null, from dy (inputs, B), through what the last pass did.
  void backward(const float* x, const float* y, const float* dy, float* dx, std::size_t B,
                const Pass& pass) const;

 private:
  float rate_;
  std::size_t inputs_, index_;
  float* factors_ = nullptr;
};

}  // namespace actlab
