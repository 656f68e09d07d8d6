// SPDX-License-Identifier: MIT
// Definitions of the activations whose pieces are polynomials. At a kink the slope is PyTorch's, the curvature 0.
#pragma once

#include <cstddef>

#include "tests/support/oracle/math.h"

namespace actlab::test::oracle_detail {

// For functions made of straight pieces.
struct Straight {
  static double curvature(double, const double*) { return 0.0; }
};

struct Linear : Straight {
  static constexpr const char* kName = "linear";
  static double value(double x, const double*) { return x; }
  static double slope(double, const double*) { return 1.0; }
};

struct BinaryStep : Straight {
  static constexpr const char* kName = "binary_step";
  static double value(double x, const double*) { return x > 0.0 ? 1.0 : 0.0; }
  static double slope(double, const double*) { return 0.0; }
};

struct Relu : Straight {
  static constexpr const char* kName = "relu";
  static double value(double x, const double*) { return x > 0.0 ? x : 0.0; }
  static double slope(double x, const double*) { return x > 0.0 ? 1.0 : 0.0; }
};

struct Relu6 : Straight {
  static constexpr const char* kName = "relu6";
  static double value(double x, const double*) { return clip(x, 0.0, 6.0); }
  static double slope(double x, const double*) { return x > 0.0 && x < 6.0 ? 1.0 : 0.0; }
};

struct SquaredRelu {
  static constexpr const char* kName = "squared_relu";
  static double value(double x, const double*) { return x > 0.0 ? x * x : 0.0; }
  static double slope(double x, const double*) { return x > 0.0 ? 2.0 * x : 0.0; }
  static double curvature(double x, const double*) { return x > 0.0 ? 2.0 : 0.0; }
};

// p: slope of the left
struct LeakyRelu : Straight {
  static constexpr const char* kName = "leaky_relu";
  static double value(double x, const double* p) { return x > 0.0 ? x : p[0] * x; }
  static double slope(double x, const double* p) { return x > 0.0 ? 1.0 : p[0]; }
};

struct Prelu : LeakyRelu {
  static constexpr const char* kName = "prelu";
};

// In evaluation. p: lower, upper
struct Rrelu : Straight {
  static constexpr const char* kName = "rrelu";
  static double value(double x, const double* p) { return x > 0.0 ? x : 0.5 * (p[0] + p[1]) * x; }
  static double slope(double x, const double* p) { return x > 0.0 ? 1.0 : 0.5 * (p[0] + p[1]); }
};

// p: theta
struct ThresholdRelu : Straight {
  static constexpr const char* kName = "threshold_relu";
  static double value(double x, const double* p) { return x > p[0] ? x : 0.0; }
  static double slope(double x, const double* p) { return x > p[0] ? 1.0 : 0.0; }
};

struct HardTanh : Straight {
  static constexpr const char* kName = "hard_tanh";
  static double value(double x, const double*) { return clip(x, -1.0, 1.0); }
  static double slope(double x, const double*) { return std::abs(x) < 1.0 ? 1.0 : 0.0; }
};

struct HardSigmoid : Straight {
  static constexpr const char* kName = "hard_sigmoid";
  static double value(double x, const double*) { return clip(x + 3.0, 0.0, 6.0) / 6.0; }
  static double slope(double x, const double*) { return std::abs(x) < 3.0 ? 1.0 / 6.0 : 0.0; }
};

struct HardSilu {
  static constexpr const char* kName = "hard_silu";
  static double value(double x, const double*) { return x * clip(x + 3.0, 0.0, 6.0) / 6.0; }
  static double slope(double x, const double*) {
    return x <= -3.0 ? 0.0 : x >= 3.0 ? 1.0 : (2.0 * x + 3.0) / 6.0;
  }
  static double curvature(double x, const double*) { return std::abs(x) < 3.0 ? 1.0 / 3.0 : 0.0; }
};

// p: lambda
struct HardShrink : Straight {
  static constexpr const char* kName = "hard_shrink";
  static double value(double x, const double* p) { return std::abs(x) > p[0] ? x : 0.0; }
  static double slope(double x, const double* p) { return std::abs(x) > p[0] ? 1.0 : 0.0; }
};

// p: lambda
struct SoftShrink : Straight {
  static constexpr const char* kName = "soft_shrink";
  static double value(double x, const double* p) { return x - clip(x, -p[0], p[0]); }
  static double slope(double x, const double* p) { return std::abs(x) > p[0] ? 1.0 : 0.0; }
};

// The largest of a_i x + b_i; of equal ones the first. p: eight a, eight b
struct Maxout : Straight {
  static constexpr const char* kName = "maxout";
  static double value(double x, const double* p) { return best(x, p).value; }
  static double slope(double x, const double* p) { return best(x, p).slope; }

 private:
  static constexpr std::size_t kPieces = 8;
  struct Piece {
    double value;
    double slope;
  };
  static Piece best(double x, const double* p) {
    Piece largest = {p[0] * x + p[kPieces], p[0]};
    for (std::size_t i = 1; i < kPieces; ++i) {
      const double y = p[i] * x + p[kPieces + i];
      largest.slope = y > largest.value ? p[i] : largest.slope;
      largest.value = y > largest.value ? y : largest.value;
    }
    return largest;
  }
};

}  // namespace actlab::test::oracle_detail
