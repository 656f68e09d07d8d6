// SPDX-License-Identifier: MIT
// Definitions of the activations that weigh their input by a number between 0 and 1.
#pragma once

#include <numbers>

#include "tests/support/oracle/math.h"

namespace actlab::test::oracle_detail {

struct Gelu {
  static constexpr const char* kName = "gelu";
  static double value(double x, const double*) { return x * distribution(x); }
  static double slope(double x, const double*) { return distribution(x) + x * density(x); }
  static double curvature(double x, const double*) { return (2.0 - x * x) * density(x); }

 private:
  // Of the standard normal distribution. erfc(26) < 1e-295; its vector variant is slow beyond.
  static double distribution(double x) { return 0.5 * std::erfc(std::min(-x / std::numbers::sqrt2, 26.0)); }
  static double density(double x) {
    return decay(0.5 * x * x) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
  }
};

// 1 + tanh(u) = 2 logistic(2 u), where nothing cancels.
struct GeluTanh {
  static constexpr const char* kName = "gelu_tanh";
  static double value(double x, const double*) { return x * logistic(gate(x)); }
  static double slope(double x, const double*) { return gated_slope(x, gate(x), gate_slope(x)); }
  static double curvature(double x, const double*) {
    return gated_curvature(x, gate(x), gate_slope(x), 6.0 * kTwice * kCubic * x);
  }

 private:
  static constexpr double kTwice = 2.0 * std::numbers::sqrt2 * std::numbers::inv_sqrtpi;
  static constexpr double kCubic = 0.044715;
  static double gate(double x) { return kTwice * x * (1.0 + kCubic * x * x); }
  static double gate_slope(double x) { return kTwice * (1.0 + 3.0 * kCubic * x * x); }
};

struct Silu {
  static constexpr const char* kName = "silu";
  static double value(double x, const double*) { return x * logistic(x); }
  static double slope(double x, const double*) { return gated_slope(x, x, 1.0); }
  static double curvature(double x, const double*) { return gated_curvature(x, x, 1.0, 0.0); }
};

// p: beta
struct Swish {
  static constexpr const char* kName = "swish";
  static double value(double x, const double* p) { return x * logistic(p[0] * x); }
  static double slope(double x, const double* p) { return gated_slope(x, p[0] * x, p[0]); }
  static double curvature(double x, const double* p) { return gated_curvature(x, p[0] * x, p[0], 0.0); }
};

struct Mish {
  static constexpr const char* kName = "mish";
  static double value(double x, const double*) { return x * std::tanh(log1p_exp(x)); }
  static double slope(double x, const double*) {
    const double s = log1p_exp(x);
    return std::tanh(s) + x * sech_squared(s) * logistic(x);
  }
  static double curvature(double x, const double*) {
    const double s = log1p_exp(x);
    const double ds = logistic(x);
    return sech_squared(s) * (2.0 * ds + x * logistic_slope(x) - 2.0 * x * std::tanh(s) * ds * ds);
  }
};

}  // namespace actlab::test::oracle_detail
