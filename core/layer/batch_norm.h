// SPDX-License-Identifier: MIT
// Each unit brought to mean 0 and variance 1 over the batch, then scaled and moved (Ioffe & Szegedy 2015).
#pragma once

#include <cstddef>

#include "core/layer/pass.h"
#include "core/layer/placement.h"

namespace actlab {

struct BatchNormConfig {
  float momentum = 0.1f;  // share of a batch in the running statistics (PyTorch's sense)
  float epsilon = 1e-5f;  // added to the variance, above 0

  std::size_t outputs(std::size_t inputs) const { return inputs; }
};

class BatchNorm {
 public:
  BatchNorm(const BatchNormConfig& config, std::size_t inputs) : config_(config), inputs_(inputs) {}

  void place(Placement& placement);

  // y (inputs, B) = (x - mean) / sqrt(variance + epsilon) weight + bias. Mean and (biased) variance are those of the
  // batch's samples in training, else the running ones. A single sample is its own mean, so that the bias comes out;
  // PyTorch refuses it.
  void forward(const float* x, float* y, std::size_t B, const Pass& pass);

  // Sets dweight and dbias, and dx (inputs, B) unless it is null, from x of the last pass and dy (inputs, B). In
  // evaluation the statistics are constants.
  void backward(const float* x, const float* y, const float* dy, float* dx, std::size_t B,
                const Pass& pass) const;

  // Takes the statistics of the last training pass into the running ones: once an update, and not for a pass that only
  // looks. The variance is unbiased there; that of a single sample says nothing and is left out.
  void commit();

 private:
  // Mean and variance of a unit that a pass uses, the latter as 1 / sqrt(variance + epsilon).
  struct Statistics {
    float mean, inverse;
  };
  Statistics statistics(std::size_t unit, const Pass& pass) const;
  void measure(const float* x, std::size_t B, std::size_t count);

  BatchNormConfig config_;
  std::size_t inputs_;
  std::size_t count_ = 0;  // samples of the last training pass
  // (inputs) each.
  float *weight_ = nullptr, *bias_ = nullptr, *dweight_ = nullptr, *dbias_ = nullptr;
  float *running_mean_ = nullptr, *running_variance_ = nullptr;
  float *mean_ = nullptr, *variance_ = nullptr;  // of the last training pass
};

}  // namespace actlab
