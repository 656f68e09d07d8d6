// SPDX-License-Identifier: MIT
// Activations made of roots and quotients. Where x^2 would overflow, x is clipped: its share of the result no longer
// changes there.
#pragma once

#include <cmath>

#include "core/activation/kernel.h"
#include "core/activation/piecewise.h"
#include "core/simd/pair.h"

namespace actlab {

namespace activation_detail {

// sqrt(x^2 + b) for x >= 0 and 0 <= b <= 100, also where x^2 is no float.
struct Hypotenuse {
  f32x4 root;
  f32x4 lost;  // what rounding took from it, relative to it
};

inline Hypotenuse hypotenuse(f32x4 x, f32x4 b) {
  const f32x4 clipped = min(x, 0x1p60f);
  const FloatPair square = exact_product(clipped, clipped);
  const FloatPair sum = exact_sum(square.high, b);
  const f32x4 root = sqrt(sum.high);
  const FloatPair back = exact_product(root, root);
  const f32x4 rest = ((sum.high - back.high) - back.low) + (sum.low + square.low);
  return {max(root, x), 0.5f * (rest / sum.high)};
}

}  // namespace activation_detail

// x / (1 + |x|).
struct Softsign {
  static constexpr Activation kAbout = {
      .name = "softsign",
      .family = Family::kAlgebraic,
      .cost = CostClass::kDivision,
      .initializer = FittingInitializer::kGlorot,
      .tex = R"(\frac{x}{1 + |x|})",
      .slope_tex = R"(\frac{1}{(1 + |x|)^2})",
      .year = 2009,
      .source = "Bergstra, Desjardins, Lamblin & Bengio 2009",
      .names = {.pytorch = "Softsign", .keras = "softsign", .tfjs = "softsign", .onnx = "Softsign"},
      .value_bound = {.ulp = 2},
      .slope_bound = {.ulp = 4}};

  static Shape shape(const float*) {
    return {.infimum = -1.0f,
            .supremum = 1.0f,
            .smoothness = Smoothness::kC1,
            .monotone = true,
            .zero_centred = true,
            .saturates_left = true,
            .saturates_right = true};
  }

  using Functor = Softsign;
  using Constants = NoConstants;
  static ValueSlope value_slope(f32x4 x, Constants) {
    const f32x4 a = min(abs(x), std::numeric_limits<float>::max());
    const f32x4 q = 1.0f / (1.0f + a);
    return {copysign(a / (1.0f + a), x), q * q};
  }
  static f32x4 curvature(f32x4 x, Constants) {
    const f32x4 q = 1.0f / (1.0f + abs(x));
    return select(x == 0.0f, 0.0f, copysign(2.0f * q * q * q, -x));
  }
};

// x / sqrt(1 + a x^2).
struct Isru {
  static constexpr ActivationParameter kParameters[] = {
      {.name = "alpha",
       .initial = 1.0,
       .min = kSmallestScale,
       .max = 10.0,
       .description = "how early it bends: its limit is 1 / sqrt(alpha)"}};
  static constexpr Activation kAbout = {.name = "isru",
                                        .parameters = kParameters,
                                        .family = Family::kAlgebraic,
                                        .cost = CostClass::kDivision,
                                        .initializer = FittingInitializer::kGlorot,
                                        .tex = R"(\frac{x}{\sqrt{1 + \alpha x^2}})",
                                        .slope_tex = R"((1 + \alpha x^2)^{-3/2})",
                                        .year = 2017,
                                        .source = "Carlile et al. 2017",
                                        .names = {.pytorch = "", .keras = "", .tfjs = "", .onnx = ""},
                                        .value_bound = {.ulp = 3},
                                        .slope_bound = {.ulp = 4}};

  static Shape shape(const float* p) {
    const float asymptote = constants(p).asymptote;
    return {.infimum = -asymptote,
            .supremum = asymptote,
            .monotone = true,
            .zero_centred = true,
            .saturates_left = true,
            .saturates_right = true};
  }

  using Functor = Isru;
  struct Constants {
    float alpha;
    float asymptote;  // 1 / sqrt(alpha)
    float limit;      // from here on the value is that, and the slope 0 in float32
  };
  static Constants constants(const float* p) {
    const double asymptote = 1.0 / std::sqrt(static_cast<double>(p[0]));  // correctly rounded everywhere
    return {p[0], static_cast<float>(asymptote), static_cast<float>(1e16 * asymptote)};
  }

  static ValueSlope value_slope(f32x4 x, Constants c) {
    const f32x4 a = min(abs(x), c.limit);
    // 1 + alpha a^2 with what rounding takes from it: its error counts 3/2 times in the slope.
    const FloatPair product = exact_product(c.alpha, a);
    const FloatPair term = exact_product(product.high, a);
    const FloatPair square = exact_sum(1.0f, term.high);
    const f32x4 lost = ((term.low + product.low * a) + square.low) / square.high;
    const f32x4 root = sqrt(square.high);
    const f32x4 slope = 1.0f / square.high / root;
    const f32x4 value = select(a >= c.limit, c.asymptote, min(a / root, c.asymptote));
    return {copysign(value, x), slope - slope * (1.5f * lost)};
  }
  // f'' = -3 alpha x (1 + alpha x^2)^(-5/2)
  static f32x4 curvature(f32x4 x, Constants c) {
    const f32x4 a = min(abs(x), c.limit);
    const f32x4 square = 1.0f + c.alpha * a * a;
    return copysign(3.0f * c.alpha * a / square / square / sqrt(square), -x);
  }
};

// x / sqrt(1 + a x^2) below 0, x above.
struct Isrlu {
  static constexpr Activation kAbout = {
      .name = "isrlu",
      .parameters = Isru::kParameters,
      .family = Family::kAlgebraic,
      .cost = CostClass::kDivision,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\begin{cases}x & x \ge 0\\\frac{x}{\sqrt{1 + \alpha x^2}} & x < 0\end{cases})",
      .slope_tex = R"(\begin{cases}1 & x \ge 0\\(1 + \alpha x^2)^{-3/2} & x < 0\end{cases})",
      .year = 2017,
      .source = "Carlile et al. 2017",
      .names = {.pytorch = "", .keras = "", .tfjs = "", .onnx = ""},
      .value_bound = Isru::kAbout.value_bound,
      .slope_bound = Isru::kAbout.slope_bound};

  static Shape shape(const float* p) {
    Shape shape = Isru::shape(p);
    shape.supremum = activation_detail::kInfinity;
    shape.smoothness = Smoothness::kC2;
    shape.saturates_right = false;
    return shape;
  }

  using Functor = Isrlu;
  using Constants = Isru::Constants;
  static Constants constants(const float* p) { return Isru::constants(p); }
  static ValueSlope value_slope(f32x4 x, Constants c) {
    const ValueSlope left = Isru::value_slope(x, c);
    return {select(x >= 0.0f, x, left.value), select(x >= 0.0f, 1.0f, left.slope)};
  }
  static f32x4 curvature(f32x4 x, Constants c) { return select(x >= 0.0f, 0.0f, Isru::curvature(x, c)); }
};

// (x + sqrt(x^2 + b)) / 2: relu with the corner rounded.
struct Squareplus {
  static constexpr ActivationParameter kParameters[] = {
      {.name = "b",
       .initial = 4.0,
       .min = kSmallestScale,
       .max = 100.0,
       .description = "width of the bend: f(0) = sqrt(b) / 2"}};
  static constexpr Activation kAbout = {
      .name = "squareplus",
      .parameters = kParameters,
      .family = Family::kAlgebraic,
      .cost = CostClass::kDivision,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\frac{x + \sqrt{x^2 + b}}{2})",
      .slope_tex = R"(\frac{1}{2} \left(1 + \frac{x}{\sqrt{x^2 + b}}\right))",
      .year = 2021,
      .source = "Barron 2021",
      .names = {.pytorch = "", .keras = "squareplus", .tfjs = "", .onnx = ""},
      .value_bound = {.ulp = 3},
      .slope_bound = {.ulp = 4}};

  static Shape shape(const float*) {
    return {
        .infimum = 0.0f, .supremum = activation_detail::kInfinity, .monotone = true, .saturates_left = true};
  }

  using Functor = Squareplus;
  struct Constants {
    float b;
  };
  static Constants constants(const float* p) { return {p[0]}; }

  // On the left, x + root would cancel; it is b / (root - x).
  static ValueSlope value_slope(f32x4 x, Constants c) {
    const f32x4 a = abs(x);
    const auto [root, lost] = activation_detail::hypotenuse(a, c.b);
    const f32x4 half_sum = 0.5f * a + 0.5f * root;
    // (1 - a / root) / 2, which cancels where a is large, and is the better of the two where it is not.
    const f32x4 half_sum_lost = (0.5f * a - (half_sum - 0.5f * root)) & (a < activation_detail::kInfinity);
    const f32x4 far = 0.25f * c.b / root / half_sum;
    const f32x4 left_slope = select(2.0f * a < root, 0.5f - 0.5f * (a / root),
                                    far - far * (1.5f * lost + half_sum_lost / half_sum));
    return {select(x < 0.0f, 0.25f * c.b / half_sum, half_sum),
            select(x < 0.0f, left_slope, 1.0f - left_slope)};
  }
  // f'' = b / (2 root^3)
  static f32x4 curvature(f32x4 x, Constants c) {
    const f32x4 root = activation_detail::hypotenuse(abs(x), c.b).root;
    return 0.5f * c.b / root / root / root;
  }
};

// (sqrt(x^2 + 1) - 1) / 2 + x.
struct BentIdentity {
  static constexpr Activation kAbout = {.name = "bent_identity",
                                        .family = Family::kAlgebraic,
                                        .cost = CostClass::kDivision,
                                        .initializer = FittingInitializer::kGlorot,
                                        .tex = R"(\frac{\sqrt{x^2 + 1} - 1}{2} + x)",
                                        .slope_tex = R"(\frac{x}{2 \sqrt{x^2 + 1}} + 1)",
                                        .year = 0,
                                        .source = "",
                                        .names = {.pytorch = "", .keras = "", .tfjs = "", .onnx = ""},
                                        .value_bound = {.ulp = 4},
                                        .slope_bound = {.ulp = 2}};

  static Shape shape(const float*) {
    using activation_detail::kInfinity;
    return {.infimum = -kInfinity, .supremum = kInfinity, .monotone = true, .zero_centred = true};
  }

  using Functor = BentIdentity;
  using Constants = NoConstants;
  // (root - 1) / 2 = x (x / (root + 1)) / 2, which does not cancel near 0. The quotient is at most 1.
  static ValueSlope value_slope(f32x4 x, Constants) {
    const f32x4 a = min(abs(x), 0x1p60f);
    const f32x4 root = sqrt(a * a + 1.0f);
    return {x * (1.0f + copysign(0.5f * (a / (root + 1.0f)), x)), 1.0f + copysign(0.5f * a / root, x)};
  }
  // f'' = 1 / (2 root^3)
  static f32x4 curvature(f32x4 x, Constants) {
    const f32x4 root = activation_detail::hypotenuse(abs(x), 1.0f).root;
    return 0.5f / root / root / root;
  }
};

}  // namespace actlab
