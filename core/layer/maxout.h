// SPDX-License-Identifier: MIT
// The largest of several linear functions of all inputs (Goodfellow et al. 2013).
#pragma once

#include <cstddef>

#include "core/layer/dense.h"

namespace actlab {

struct MaxoutConfig {
  std::size_t units = 1, pieces = 2;
  bool use_bias = true;

  std::size_t outputs(std::size_t /*inputs*/) const { return units; }
};

// Not `Maxout`, which is the registry's function of one number. K = pieces.
class MaxoutLayer {
 public:
  MaxoutLayer(const MaxoutConfig& config, std::size_t inputs);

  // weight (units K, inputs) and bias (units K), the piece's index fastest. Initialisers see one piece: `inputs` in and
  // `units` out.
  void place(Placement& placement);

  // y (units, B) from x (inputs, B). NaN in any piece comes through.
  void forward(const float* x, float* y, std::size_t B, const Pass& pass) const;

  // Sets dweight and dbias, and dx (inputs, B) unless it is null, from x and y of the last pass, a training one, and dy
  // (units, B): all of it goes to the largest piece, the first of several that are as large.
  void backward(const float* x, const float* y, const float* dy, float* dx, std::size_t B,
                const Pass& pass) const;

 private:
  std::size_t units_, pieces_;
  Dense lines_;
  float* z_ = nullptr;  // (units K, B): the pieces, and their gradients once `backward` has run
};

}  // namespace actlab
