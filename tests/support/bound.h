// SPDX-License-Identifier: MIT
// Stands in for core/activation/bound.h until that is there: then it goes, and its includers name that instead.
#pragma once

#include <algorithm>
#include <cstddef>

#include "core/activation/registry.h"

namespace actlab {

class BoundActivation {
 public:
  BoundActivation(const Activation& entry, const float* p) : entry_(&entry) {
    std::copy_n(p, entry.parameters.size(), p_);
  }
  void value(const float* x, float* y, std::size_t n) const { entry_->value(x, y, n, p_); }
  void slope(const float* x, float* y, std::size_t n) const { entry_->slope(x, y, n, p_); }
  void curvature(const float* x, float* y, std::size_t n) const { entry_->curvature(x, y, n, p_); }
  void forward(const float* z, float* a, float* da, std::size_t n) const { entry_->forward(z, a, da, n, p_); }

 private:
  const Activation* entry_;
  float p_[kMaxActivationParameters] = {};
};

}  // namespace actlab
