// SPDX-License-Identifier: MIT
// Definitions of the activations made of roots, and of the periodic ones.
#pragma once

#include <limits>

#include "tests/support/oracle/math.h"

namespace actlab::test::oracle_detail {

struct BentIdentity {
  static constexpr const char* kName = "bent_identity";
  static double value(double x, const double*) { return x + 0.5 * x * x / (root(x) + 1.0); }
  static double slope(double x, const double*) { return 1.0 + 0.5 * x / root(x); }
  static double curvature(double x, const double*) { return 0.5 / (root(x) * root(x) * root(x)); }

 private:
  static double root(double x) { return std::sqrt(x * x + 1.0); }
};

// p: b
struct Squareplus {
  static constexpr const char* kName = "squareplus";
  static double value(double x, const double* p) {
    const double larger = 0.5 * (std::abs(x) + root(x, p));
    return x < 0.0 ? 0.25 * p[0] / larger : larger;
  }
  static double slope(double x, const double* p) { return value(x, p) / root(x, p); }
  static double curvature(double x, const double* p) {
    return 0.5 * p[0] / (root(x, p) * root(x, p) * root(x, p));
  }

 private:
  static double root(double x, const double* p) { return std::sqrt(x * x + p[0]); }
};

// p: alpha
struct Isru {
  static constexpr const char* kName = "isru";
  static double value(double x, const double* p) { return x / root(x, p); }
  static double slope(double x, const double* p) { return 1.0 / (root(x, p) * root(x, p) * root(x, p)); }
  static double curvature(double x, const double* p) {
    return -3.0 * p[0] * x * slope(x, p) / (root(x, p) * root(x, p));
  }

 private:
  static double root(double x, const double* p) { return std::sqrt(1.0 + p[0] * x * x); }
};

// p: alpha
struct Isrlu {
  static constexpr const char* kName = "isrlu";
  static double value(double x, const double* p) { return x < 0.0 ? Isru::value(x, p) : x; }
  static double slope(double x, const double* p) { return x < 0.0 ? Isru::slope(x, p) : 1.0; }
  static double curvature(double x, const double* p) { return x < 0.0 ? Isru::curvature(x, p) : 0.0; }
};

// What an oscillation has at infinity: no limit.
inline double unless_infinite(double x, double y) {
  return std::abs(x) > std::numeric_limits<float>::max() ? std::numeric_limits<double>::quiet_NaN() : y;
}

// p: omega
struct Sine {
  static constexpr const char* kName = "sine";
  static double value(double x, const double* p) { return unless_infinite(x, std::sin(p[0] * x)); }
  static double slope(double x, const double* p) { return unless_infinite(x, p[0] * std::cos(p[0] * x)); }
  static double curvature(double x, const double* p) { return -p[0] * p[0] * value(x, p); }
};

// p: a
struct Snake {
  static constexpr const char* kName = "snake";
  static double value(double x, const double* p) { return x + square(std::sin(p[0] * x)) / p[0]; }
  // 1 + sin(2 a x), as a square that keeps its digits where it is nearly 0.
  static double slope(double x, const double* p) {
    return unless_infinite(x, square(std::sin(p[0] * x) + std::cos(p[0] * x)));
  }
  static double curvature(double x, const double* p) {
    return unless_infinite(x, 2.0 * p[0] * std::cos(2.0 * p[0] * x));
  }
};

struct Sinc {
  static constexpr const char* kName = "sinc";
  static double value(double x, const double*) {
    const double quotient = std::sin(x) / x;
    return x == 0.0 ? 1.0 : quotient;
  }
  static double slope(double x, const double*) {
    const double quotient = (x * std::cos(x) - std::sin(x)) / (x * x);
    return std::abs(x) < 0.5 ? slope_series(x) : quotient;
  }
  // x f'' + 2 f' + x f = 0
  static double curvature(double x, const double* p) {
    const double bend = -value(x, p) - 2.0 * slope(x, p) / x;
    return x == 0.0 ? -1.0 / 3 : bend;
  }

 private:
  // Maclaurin's series, where the quotient cancels: the first term left out is 1e-14 of the sum at 0.5.
  static double slope_series(double x) {
    const double z = x * x;
    return -x * (1.0 / 3 -
                 z * (1.0 / 30 -
                      z * (1.0 / 840 - z * (1.0 / 45360 - z * (1.0 / 3991680 - z * (1.0 / 518918400))))));
  }
};

}  // namespace actlab::test::oracle_detail
