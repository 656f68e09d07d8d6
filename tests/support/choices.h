// SPDX-License-Identifier: MIT
// What tests of activations have in common: every elementwise one with its parameters, and its maps one number at a time.
#pragma once

#include <doctest.h>

#include "core/activation/bound.h"
#include "tests/support/parameters.h"

namespace actlab::test {

using Map = void (BoundActivation::*)(const float* x, float* y, std::size_t n) const;
inline constexpr Map kMaps[] = {&BoundActivation::value, &BoundActivation::slope,
                                &BoundActivation::curvature};

inline float at(Map map, const BoundActivation& f, float x) {
  float y = 0.0f;
  (f.*map)(&x, &y, 1);
  return y;
}
inline float value_at(const BoundActivation& f, float x) { return at(&BoundActivation::value, f, x); }
inline float slope_at(const BoundActivation& f, float x) { return at(&BoundActivation::slope, f, x); }
inline float curvature_at(const BoundActivation& f, float x) { return at(&BoundActivation::curvature, f, x); }

// Calls check(f, p) for each elementwise activation with each choice of its parameters.
template <class Check>
void for_each_choice(Check check) {
  for (const Activation& f : activations()) {
    if (f.inputs != Inputs::kOne) continue;
    for (const Parameters& p : parameter_choices(f)) {
      INFO(f.name << " " << text_of(f, p));
      check(f, p);
    }
  }
}

}  // namespace actlab::test
