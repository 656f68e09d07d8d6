// SPDX-License-Identifier: MIT
// An elementwise activation with its parameters chosen: how everything else calls the kernels.
#pragma once

#include <cstddef>

#include "core/activation/registry.h"
#include "core/simd/f32x4.h"

namespace actlab {

// Arrays may have any length and alignment. A result depends on its input alone, not on its place in the array. An
// output may be the input itself; else nothing overlaps.
class BoundActivation {
 public:
  // entry  of Inputs::kOne
  // p      one float for each parameter, kMaxPieces for a list, within their ranges; not read when there are none
  BoundActivation(const Activation& entry, const float* p);

  const Activation& entry() const { return *entry_; }

  void value(const float* x, float* y, std::size_t n) const {
    if (kernels_->value == nullptr || n % kLanes != 0) return value_by_parts(x, y, n);
    kernels_->value(x, y, n, constants_);
  }
  void slope(const float* x, float* y, std::size_t n) const;
  void curvature(const float* x, float* y, std::size_t n) const;

  // a = f(z) and da = f'(z) in one pass, bit for bit what `value` and `slope` give. Only a may be z.
  void forward(const float* z, float* a, float* da, std::size_t n) const;

  // True when `backward` wants the values a of the forward pass, false when it wants the inputs z.
  bool backward_from_value() const { return kernels_->backward != nullptr; }

  // dz = da f'(z): the gradient through the function.
  // a_or_z  see backward_from_value()
  // da, dz  may be one array
  void backward(const float* a_or_z, const float* da, float* dz, std::size_t n) const {
    if (kernels_->backward == nullptr || n % kLanes != 0) return backward_by_parts(a_or_z, da, dz, n);
    kernels_->backward(a_or_z, da, dz, n, constants_);
  }

  // The sum of da df/dp over n elements, p the first parameter. Only where kernels.parameter_slope is there.
  float parameter_gradient(const float* z, const float* da, std::size_t n) const;

 private:
  // What does not fill whole vectors, or has no kernel of its own. What a layer of a small network calls is inline above: a
  // call less is a fiftieth of an update.
  void value_by_parts(const float* x, float* y, std::size_t n) const;
  void backward_by_parts(const float* a_or_z, const float* da, float* dz, std::size_t n) const;

  const Activation* entry_;
  const Kernels* kernels_;
  KernelConstants constants_;
};

}  // namespace actlab
