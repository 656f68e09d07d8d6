// SPDX-License-Identifier: MIT
// The exponential itself, the bell curve, and rectifiers that bend down to a floor along e^x.
#pragma once

#include <limits>

#include "core/activation/kernel.h"
#include "core/activation/piecewise.h"
#include "core/simd/math.h"

namespace actlab {

// e^x.
struct Exponential {
  static constexpr std::string_view kAliases[] = {"exp"};
  static constexpr Activation kAbout = {
      .name = "exponential",
      .aliases = kAliases,
      .family = Family::kExponential,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kLecun,
      .tex = "e^x",
      .slope_tex = "e^x",
      .year = 0,
      .source = "",
      .names = {.pytorch = "exp", .keras = "exponential", .tfjs = "exp", .onnx = "Exp"},
      .value_bound = kExpBound,
      .slope_bound = kExpBound};

  static Shape shape(const float*) {
    return {
        .infimum = 0.0f, .supremum = activation_detail::kInfinity, .monotone = true, .saturates_left = true};
  }

  using Functor = Exponential;
  using Constants = NoConstants;
  static ValueSlope value_slope(f32x4 x, Constants) {
    const f32x4 e = exp(x);
    return {e, e};
  }
  static f32x4 slope_of_value(f32x4 a, Constants) { return a; }
  static f32x4 curvature(f32x4 x, Constants) { return exp(x); }
};

// e^(-x^2).
struct Gaussian {
  static constexpr Activation kAbout = {.name = "gaussian",
                                        .family = Family::kExponential,
                                        .cost = CostClass::kOneExp,
                                        .initializer = FittingInitializer::kLecun,
                                        .tex = "e^{-x^2}",
                                        .slope_tex = "-2 x e^{-x^2}",
                                        .year = 1988,
                                        .source = "Broomhead & Lowe 1988",
                                        .names = {.pytorch = "", .keras = "", .tfjs = "", .onnx = ""},
                                        .value_bound = {.ulp = 2},
                                        .slope_bound = {.ulp = 4}};

  static Shape shape(const float*) {
    return {.infimum = 0.0f, .supremum = 1.0f, .saturates_left = true, .saturates_right = true};
  }

  using Functor = Gaussian;
  using Constants = NoConstants;
  static ValueSlope value_slope(f32x4 x, Constants) {
    const f32x4 clipped = near_zero(x);
    const f32x4 bell = gaussian_times_two64(clipped, 1.0f);
    return {bell * 0x1p-64f, -2.0f * clipped * bell * 0x1p-64f};
  }
  static f32x4 curvature(f32x4 x, Constants) {
    const f32x4 clipped = near_zero(x);
    return (4.0f * clipped * clipped - 2.0f) * gaussian_times_two64(clipped, 1.0f) * 0x1p-64f;
  }

 private:
  // From 10.4 on, x^2 e^(-x^2) is 0 in float32.
  static f32x4 near_zero(f32x4 x) { return min(max(x, -11.0f), 11.0f); }
};

// right x for x > 0, else left (e^(c x) - 1): the kernels of selu and, whatever their parameters, of elu and celu.
struct ExpRectifier {
  struct Constants {
    ExpScale scale;  // c
    float unit;      // ln 2 / c
    float limit;     // of x: from here on, to the left, e^(c x) is 0 in float32
    float left, right;
    float gain, gain_lost;  // left c, and what rounding took from it, relative to it
  };
  static constexpr Constants constants(double c, double left, double gain, double right) {
    return {.scale = exp_scale(c),
            .unit = static_cast<float>(kLn2 / c),
            .limit = static_cast<float>(-110.0 / c),
            .left = static_cast<float>(left),
            .right = static_cast<float>(right),
            .gain = static_cast<float>(gain),
            .gain_lost = static_cast<float>(gain / static_cast<float>(gain) - 1)};
  }

  // Here e^(c x) need not reach further down than where the value is -left in float32.
  static f32x4 value(f32x4 x, const Constants& c) {
    const Reduced e = reduce<0>(x, 0.2f * c.limit, c);
    return value_of(x, e, e.power, c);
  }
  static ValueSlope value_slope(f32x4 x, const Constants& c) {
    const Reduced e = reduce<64>(x, c.limit, c);
    return {value_of(x, e, e.power * 0x1p-64f, c), select(x > 0.0f, c.right, left_slope_of(e, c))};
  }
  static f32x4 curvature(f32x4 x, const Constants& c) {
    const f32x4 left = left_slope_of(reduce<64>(x, c.limit, c), c) * c.scale.scale;
    return select(x >= 0.0f, 0.0f, left);
  }

 private:
  // c x = n ln 2 + r, in one step: what that loses to rounding is multiplied by e^(c x), which for a value is next to
  // nothing. Slopes add it.
  struct Reduced {
    f32x4 n, power, product, rest, r;
    f32x4 s;  // r - w, as in ExpRatio
  };
  template <int kBias>
  static Reduced reduce(f32x4 x, f32x4 limit, const Constants& c) {
    constexpr float kShift = simd_detail::rounding_shift(kBias + 127);
    const f32x4 clipped = max(min(x, 0.0f), limit);
    const f32x4 shifted = clipped * c.scale.per_unit + kShift;
    const f32x4 n = shifted - kShift;
    const f32x4 product = n * c.unit;
    const f32x4 rest = clipped - product;
    const f32x4 r = rest * c.scale.scale;
    return {n, simd_detail::power_of_two(bits_of(shifted)), product, rest,
            r, r - simd_detail::r_coth_half_less_two(r)};
  }
  // e^(c x) - 1 = (E - 1) + E (e^r - 1), and e^r - 1 = 2 r / (2 - s) = r + r s / (2 - s).
  static f32x4 value_of(f32x4 x, const Reduced& e, f32x4 E, const Constants& c) {
    const f32x4 linear = c.gain * e.rest;
    return c.right * max(x, 0.0f) +
           (c.left * (E - 1.0f) + E * (linear + linear * (e.s / (2.0f - e.s) + c.gain_lost)));
  }
  // left c e^(c x), with what the reduction lost
  static f32x4 left_slope_of(const Reduced& e, const Constants& c) {
    const f32x4 lost = ((e.product - e.n * c.scale.unit_high) - e.n * c.scale.unit_low) * c.scale.scale;
    // (2 + w + r) / (2 + w - r), where w = r - s.
    const f32x4 ratio = (2.0f + (2.0f * e.r - e.s)) / (2.0f - e.s);
    return c.gain * (ratio + ratio * lost) * e.power * 0x1p-64f;
  }
};

// The same with all factors 1, which is what elu and celu mostly are: in fewer operations.
struct UnitExpRectifier {
  using Constants = NoConstants;

  static PowerRest begin(f32x4 x) {
    const Reduced e = reduce<0>(x, -22.0f);
    return {e.power, e.r};
  }
  static f32x4 end(PowerRest begun, f32x4 x) { return value_of(x, begun.power, expm1_of(begun.rest)); }
  static ValueSlope value_slope(f32x4 x, Constants) {
    const Reduced e = reduce<64>(x, -110.0f);
    return {value_of(x, e.power * 0x1p-64f, expm1_of(e.r)), select(x > 0.0f, 1.0f, exp_of(e))};
  }
  static f32x4 curvature(f32x4 x, Constants) {
    return select(x >= 0.0f, 0.0f, exp_of(reduce<64>(x, -110.0f)));
  }

 private:
  struct Reduced {
    f32x4 n, power, product, r;
  };
  template <int kBias>
  static Reduced reduce(f32x4 x, f32x4 limit) {
    constexpr float kShift = simd_detail::rounding_shift(kBias + 127);
    const f32x4 clipped = max(min(x, 0.0f), limit);
    const f32x4 shifted = clipped * simd_detail::kLog2E + kShift;
    const f32x4 n = shifted - kShift;
    const f32x4 product = n * static_cast<float>(kLn2);  // in one step, as in ExpRectifier
    return {n, simd_detail::power_of_two(bits_of(shifted)), product, clipped - product};
  }
  static f32x4 expm1_of(f32x4 r) {
    const f32x4 s = r - simd_detail::r_coth_half_less_two(r);
    return (r + r) / (2.0f - s);
  }
  // Where x > 0, e^x - 1 was made of 0; elsewhere it is no smaller than x.
  static f32x4 value_of(f32x4 x, f32x4 E, f32x4 expm1) { return max(x, (E - 1.0f) + E * expm1); }
  static f32x4 exp_of(const Reduced& e) {
    const f32x4 lost = (e.product - e.n * simd_detail::kLn2High) - e.n * simd_detail::kLn2Low;
    const f32x4 ratio = 1.0f + expm1_of(e.r);
    return (ratio + ratio * lost) * e.power * 0x1p-64f;
  }
};

namespace activation_detail {

inline Shape exp_rectifier_shape(float floor, float slope_left_of_0, float slope_right_of_0) {
  const bool smooth = slope_left_of_0 == slope_right_of_0;
  return {.infimum = floor,
          .supremum = kInfinity,
          .smoothness = smooth ? Smoothness::kC1 : Smoothness::kC0,
          .monotone = true,
          .zero_centred = true,
          .saturates_left = true,
          .kink_count = smooth ? 0u : 1u,
          .kinks = {{{.x = 0.0f, .slope = slope_left_of_0}}}};
}

}  // namespace activation_detail

// x for x > 0, else a (e^x - 1).
struct Elu {
  static constexpr ActivationParameter kParameters[] = {
      {.name = "alpha",
       .initial = 1.0,
       .min = kSmallestScale,
       .max = 10.0,
       .description = "depth of the left branch: f falls to -alpha"}};
  static constexpr Activation kAbout = {
      .name = "elu",
      .parameters = kParameters,
      .family = Family::kExponential,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\begin{cases}x & x > 0\\\alpha (e^x - 1) & x \le 0\end{cases})",
      .slope_tex = R"(\begin{cases}1 & x > 0\\\alpha e^x & x \le 0\end{cases})",
      .year = 2016,
      .source = "Clevert, Unterthiner & Hochreiter 2016",
      .names = {.pytorch = "ELU", .keras = "elu", .tfjs = "elu", .onnx = "Elu"},
      .value_bound = {.ulp = 2},
      .slope_bound = {.ulp = 4}};

  static Shape shape(const float* p) { return activation_detail::exp_rectifier_shape(-p[0], p[0], 1.0f); }

  using Functor = ExpRectifier;
  using DefaultFunctor = UnitExpRectifier;
  static Functor::Constants constants(const float* p) { return Functor::constants(1, p[0], p[0], 1); }
};

// elu with the two factors that keep the mean and the variance of activations at 0 and 1.
struct Selu {
  static constexpr double kScale = 1.0507009873554805, kAlpha = 1.6732632423543772;
  static constexpr Activation kAbout = {
      .name = "selu",
      .family = Family::kExponential,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kLecun,
      .tex = R"(s \begin{cases}x & x > 0\\\alpha (e^x - 1) & x \le 0\end{cases})",
      .slope_tex = R"(s \begin{cases}1 & x > 0\\\alpha e^x & x \le 0\end{cases})",
      .year = 2017,
      .source = "Klambauer et al. 2017",
      .names = {.pytorch = "SELU", .keras = "selu", .tfjs = "selu", .onnx = "Selu"},
      .value_bound = {.ulp = 2},
      .slope_bound = {.ulp = 4}};

  static Shape shape(const float*) {
    constexpr auto kDepth = static_cast<float>(kScale * kAlpha);
    return activation_detail::exp_rectifier_shape(-kDepth, kDepth, static_cast<float>(kScale));
  }

  using Functor = ExpRectifier;
  static Functor::Constants constants(const float*) {
    return Functor::constants(1, kScale * kAlpha, kScale * kAlpha, kScale);
  }
};

// x for x > 0, else a (e^(x / a) - 1): elu with a slope of 1 at 0 whatever its depth.
struct Celu {
  static constexpr Activation kAbout = {
      .name = "celu",
      .parameters = Elu::kParameters,
      .family = Family::kExponential,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\begin{cases}x & x > 0\\\alpha (e^{x / \alpha} - 1) & x \le 0\end{cases})",
      .slope_tex = R"(\begin{cases}1 & x > 0\\e^{x / \alpha} & x \le 0\end{cases})",
      .year = 2017,
      .source = "Barron 2017",
      .names = {.pytorch = "CELU", .keras = "celu", .tfjs = "", .onnx = "Celu"},
      .value_bound = {.ulp = 2},
      .slope_bound = {.ulp = 4}};

  static Shape shape(const float* p) { return activation_detail::exp_rectifier_shape(-p[0], 1.0f, 1.0f); }

  using Functor = ExpRectifier;
  using DefaultFunctor = UnitExpRectifier;
  static Functor::Constants constants(const float* p) { return Functor::constants(1.0 / p[0], p[0], 1, 1); }
};

}  // namespace actlab
