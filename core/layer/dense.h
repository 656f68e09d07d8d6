// SPDX-License-Identifier: MIT
// The fully connected layer: y = W x + b.
#pragma once

#include <cstddef>

#include "core/layer/pass.h"
#include "core/layer/placement.h"

namespace actlab {

struct DenseConfig {
  std::size_t units = 1;
  bool use_bias = true;

  std::size_t outputs(std::size_t /*inputs*/) const { return units; }
};

// I = inputs, O = outputs, B = batch columns, a multiple of 4.
struct Dense {
  std::size_t inputs = 0, outputs = 0;
  bool use_bias = true;
  // Owned by the network: weight (O, I), bias (O), and their gradients of the same shapes.
  float *weight = nullptr, *bias = nullptr, *dweight = nullptr, *dbias = nullptr;

  // fan_out  outputs as an initialiser counts them
  void place(Placement& placement, std::size_t fan_out);
  void place(Placement& placement) { place(placement, outputs); }

  // y (O, B) from x (I, B).
  void forward(const float* x, float* y, std::size_t B, const Pass& pass) const;

  // Sets dweight and dbias, and dx (I, B) unless it is null, from x of the forward pass and dy (O, B).
  void backward(const float* x, const float* y, const float* dy, float* dx, std::size_t B,
                const Pass& pass) const;
};

}  // namespace actlab
