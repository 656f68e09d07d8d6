// SPDX-License-Identifier: MIT
// Definitions of rectifiers softened by an exponential, and of the exponentials themselves.
#pragma once

#include <limits>

#include "tests/support/oracle/math.h"

namespace actlab::test::oracle_detail {

struct Selu {
  static constexpr const char* kName = "selu";
  static constexpr double kScale = 1.0507009873554805;
  static constexpr double kAlpha = 1.6732632423543772;
  static double value(double x, const double*) {
    const double left = kScale * kAlpha * expm1_nonpositive(std::min(x, 0.0));
    return x > 0.0 ? kScale * x : left;
  }
  static double slope(double x, const double*) {
    const double left = kScale * kAlpha * decay(x);
    return x > 0.0 ? kScale : left;
  }
  static double curvature(double x, const double* p) { return x < 0.0 ? slope(x, p) : 0.0; }
};

// p: alpha
struct Elu {
  static constexpr const char* kName = "elu";
  static double value(double x, const double* p) {
    const double left = p[0] * expm1_nonpositive(std::min(x, 0.0));
    return x > 0.0 ? x : left;
  }
  static double slope(double x, const double* p) {
    const double left = p[0] * decay(x);
    return x > 0.0 ? 1.0 : left;
  }
  static double curvature(double x, const double* p) { return x < 0.0 ? slope(x, p) : 0.0; }
};

// p: alpha
struct Celu {
  static constexpr const char* kName = "celu";
  static double value(double x, const double* p) {
    const double left = p[0] * expm1_nonpositive(std::min(x, 0.0) / p[0]);
    return x > 0.0 ? x : left;
  }
  static double slope(double x, const double* p) {
    const double left = decay(x / p[0]);
    return x > 0.0 ? 1.0 : left;
  }
  static double curvature(double x, const double* p) { return x < 0.0 ? slope(x, p) / p[0] : 0.0; }
};

// p: beta
struct Softplus {
  static constexpr const char* kName = "softplus";
  static double value(double x, const double* p) { return log1p_exp(p[0] * x) / p[0]; }
  static double slope(double x, const double* p) { return logistic(p[0] * x); }
  static double curvature(double x, const double* p) { return p[0] * logistic_slope(p[0] * x); }
};

struct Exponential {
  static constexpr const char* kName = "exponential";
  static double value(double x, const double*) {
    const double e = std::exp(clip(x, -kFar, kFar));
    return x > kFar ? std::numeric_limits<double>::infinity() : x < -kFar ? 0.0 : e;
  }
  static double slope(double x, const double* p) { return value(x, p); }
  static double curvature(double x, const double* p) { return value(x, p); }
};

struct Gaussian {
  static constexpr const char* kName = "gaussian";
  static double value(double x, const double*) { return decay(x * x); }
  static double slope(double x, const double*) { return -2.0 * x * decay(x * x); }
  static double curvature(double x, const double*) { return (4.0 * x * x - 2.0) * decay(x * x); }
};

}  // namespace actlab::test::oracle_detail
