// SPDX-License-Identifier: MIT
// Definitions of the S-shaped activations, and of what is made of them.
#pragma once

#include "tests/support/oracle/math.h"

namespace actlab::test::oracle_detail {

struct Sigmoid {
  static constexpr const char* kName = "sigmoid";
  static double value(double x, const double*) { return logistic(x); }
  static double slope(double x, const double*) { return logistic_slope(x); }
  static double curvature(double x, const double*) { return logistic_curvature(x); }
};

struct LogSigmoid {
  static constexpr const char* kName = "log_sigmoid";
  static double value(double x, const double*) { return -log1p_exp(-x); }
  static double slope(double x, const double*) { return logistic(-x); }
  static double curvature(double x, const double*) { return -logistic_slope(x); }
};

struct Tanh {
  static constexpr const char* kName = "tanh";
  static double value(double x, const double*) { return std::tanh(x); }
  static double slope(double x, const double*) { return sech_squared(x); }
  static double curvature(double x, const double*) { return -2.0 * std::tanh(x) * sech_squared(x); }
};

struct TanhShrink {
  static constexpr const char* kName = "tanh_shrink";
  static double value(double x, const double*) {
    const double difference = x - std::tanh(x);
    return std::abs(x) < 0.1 ? series(x) : difference;
  }
  static double slope(double x, const double*) { return square(std::tanh(x)); }
  static double curvature(double x, const double*) { return 2.0 * std::tanh(x) * sech_squared(x); }

 private:
  // Maclaurin's series, where the difference cancels: the first term left out is 5e-15 of the sum at 0.1.
  static double series(double x) {
    const double z = x * x;
    return x * z *
           (1.0 / 3 +
            z * (-2.0 / 15 +
                 z * (17.0 / 315 + z * (-62.0 / 2835 + z * (1382.0 / 155925 - z * (21844.0 / 6081075))))));
  }
};

struct Arctan {
  static constexpr const char* kName = "arctan";
  static double value(double x, const double*) { return std::atan(x); }
  static double slope(double x, const double*) { return 1.0 / (1.0 + x * x); }
  static double curvature(double x, const double*) { return -2.0 * x / square(1.0 + x * x); }
};

struct Softsign {
  static constexpr const char* kName = "softsign";
  static double value(double x, const double*) { return x / (1.0 + std::abs(x)); }
  static double slope(double x, const double*) { return 1.0 / square(1.0 + std::abs(x)); }
  static double curvature(double x, const double* p) {
    const double bend = 2.0 * slope(x, p) / (1.0 + std::abs(x));
    return x == 0.0 ? 0.0 : std::copysign(bend, -x);
  }
};

}  // namespace actlab::test::oracle_detail
