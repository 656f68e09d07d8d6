// SPDX-License-Identifier: MIT
// How far a float is from the exact result, in units of the last place a float could have given.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace actlab::test {

// |got - exact| / u, where u is the distance between floats in the binade of `exact`: 2^-149 in and below the
// denormals, 2^104 in the last binade and beyond. A correctly rounded result is within 0.5.
// +-infinity stands for the number it is rounded from, +-2^128, and for anything beyond.
// NaN for NaN is 0; NaN for a number, or a number for NaN, is infinitely far. The sign of zero does not
// count.
inline double ulp_distance(float got, double exact) {
  if (std::isnan(got) || std::isnan(exact)) {
    return std::isnan(got) == std::isnan(exact) ? 0.0 : std::numeric_limits<double>::infinity();
  }
  const double overflow = std::ldexp(1.0, 128);
  double value = got;
  if (std::isinf(got)) {
    if (std::abs(exact) >= overflow && (exact > 0) == (got > 0)) return 0.0;
    value = std::copysign(overflow, value);
  }
  if (value == exact) return 0.0;
  const int exponent = exact == 0.0 ? -126 : std::clamp(std::ilogb(exact), -126, 127);
  return std::ldexp(std::abs(value - exact), 23 - exponent);
}

}  // namespace actlab::test
