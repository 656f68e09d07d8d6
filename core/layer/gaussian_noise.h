// SPDX-License-Identifier: MIT
// Adds normal noise in training, as denoising autoencoders want it.
#pragma once

#include <cstddef>

#include "core/layer/pass.h"
#include "core/layer/placement.h"

namespace actlab {

struct GaussianNoiseConfig {
  float stddev = 0.1f;  // at least 0

  std::size_t outputs(std::size_t inputs) const { return inputs; }
};

class GaussianNoise {
 public:
  // index  of the layer: noise differs from layer to layer
  GaussianNoise(const GaussianNoiseConfig& config, std::size_t inputs, std::size_t index)
      : stddev_(config.stddev), inputs_(inputs), index_(index) {}

  void place(Placement&) {}

  // y (inputs, B) = x + stddev times a normal number in training, drawn for each element from the run's seed and the
  // update; else x.
  void forward(const float* x, float* y, std::size_t B, const Pass& pass) const;

  // dx (inputs, B) = dy, unless it is null.
  void backward(const float* x, const float* y, const float* dy, float* dx, std::size_t B,
                const Pass& pass) const;

 private:
  float stddev_;
  std::size_t inputs_, index_;
};

}  // namespace actlab
