// SPDX-License-Identifier: MIT
// What the oracle's formulas share: libm in a form that compilers vectorise, and parts that several functions have.
#pragma once

#include <algorithm>
#include <cmath>

// glibc has vector variants of these, within 4 ulp of a double, but tells g++ of them only under -ffast-math, which
// would lose NaN and infinity.
#if defined(__GLIBC__) && defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define ACTLAB_VECTORISED __attribute__((simd("notinbranch")))
extern "C" {
ACTLAB_VECTORISED double atan(double) noexcept;
ACTLAB_VECTORISED double cos(double) noexcept;
ACTLAB_VECTORISED double erfc(double) noexcept;
ACTLAB_VECTORISED double exp(double) noexcept;
ACTLAB_VECTORISED double expm1(double) noexcept;
ACTLAB_VECTORISED double log1p(double) noexcept;
ACTLAB_VECTORISED double sin(double) noexcept;
ACTLAB_VECTORISED double tanh(double) noexcept;
}
#undef ACTLAB_VECTORISED
#endif

namespace actlab::test::oracle_detail {

// A loop is vectorised only when no call stands in a branch: formulas compute both sides, then choose.
// NaN need not pass through: what calls the formulas sees to it.

// e^-300 < 1e-130 vanishes in float32, whatever float it is multiplied by; vector variants are slow far beyond.
inline constexpr double kFar = 300.0;

// e^-|x|
inline double decay(double x) {
  const double a = std::abs(x);
  const double e = std::exp(-std::min(a, kFar));
  return a > kFar ? 0.0 : e;
}

// e^x - 1, x <= 0
inline double expm1_nonpositive(double x) { return std::expm1(std::max(x, -kFar)); }

// 1 / (1 + e^-x)
inline double logistic(double x) {
  const double e = decay(x);
  return (x < 0.0 ? e : 1.0) / (1.0 + e);
}
inline double logistic_slope(double x) {
  const double e = decay(x);
  return e / ((1.0 + e) * (1.0 + e));
}
inline double logistic_curvature(double x) { return -logistic_slope(x) * std::tanh(0.5 * x); }

// log(1 + e^x)
inline double log1p_exp(double x) { return std::max(x, 0.0) + std::log1p(decay(x)); }

// 1 / cosh(x)^2
inline double sech_squared(double x) { return 4.0 * logistic_slope(2.0 * x); }

// x logistic(g), its slope and its curvature, where g has the derivatives dg and ddg at x.
inline double gated_slope(double x, double g, double dg) { return logistic(g) + x * dg * logistic_slope(g); }
inline double gated_curvature(double x, double g, double dg, double ddg) {
  return logistic_slope(g) * (2.0 * dg + x * ddg) + logistic_curvature(g) * x * dg * dg;
}

inline double clip(double x, double low, double high) { return std::min(std::max(x, low), high); }
inline double square(double x) { return x * x; }

}  // namespace actlab::test::oracle_detail
