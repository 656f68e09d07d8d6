// SPDX-License-Identifier: MIT
// Activations that go up and down for ever.
#pragma once

#include "core/activation/kernel.h"
#include "core/activation/piecewise.h"
#include "core/simd/math.h"

namespace actlab {

namespace activation_detail {

// Where the sine of p[0] x keeps its digits.
inline constexpr AccuracyBound kPeriodicBound = {
    .ulp = 4, .absolute = 1e-7f, .from = -kTrigDomain, .to = kTrigDomain, .of_product = true};

}  // namespace activation_detail

// sin(w x).
struct Sine {
  static constexpr ActivationParameter kParameters[] = {
      {.name = "omega",
       .initial = 1.0,
       .min = kSmallestScale,
       .max = 100.0,
       .description = "frequency; 30 in the first layer of SIREN"}};
  static constexpr Activation kAbout = {
      .name = "sine",
      .parameters = kParameters,
      .family = Family::kPeriodic,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kSiren,
      .tex = R"(\sin(\omega x))",
      .slope_tex = R"(\omega \cos(\omega x))",
      .year = 2020,
      .source = "Sitzmann et al. 2020",
      .names = {.pytorch = "sin", .keras = "", .tfjs = "sin", .onnx = "Sin"},
      .value_bound = activation_detail::kPeriodicBound,
      .slope_bound = activation_detail::kPeriodicBound};

  static Shape shape(const float*) { return {.infimum = -1.0f, .supremum = 1.0f, .zero_centred = true}; }

  using Functor = Sine;
  using Constants = TrigScale;
  static Constants constants(const float* p) { return trig_scale(p[0]); }
  static ValueSlope value_slope(f32x4 x, const Constants& c) {
    const SinCos s = sin_cos(x, c);
    return {s.sin, c.scale * s.cos};
  }
  static f32x4 curvature(f32x4 x, const Constants& c) { return -c.scale * c.scale * sin_cos(x, c).sin; }
};

// x + sin^2(a x) / a.
struct Snake {
  static constexpr ActivationParameter kParameters[] = {
      {.name = "a",
       .initial = 1.0,
       .min = kSmallestScale,
       .max = 10.0,
       .description = "frequency of the waves on the line"}};
  static constexpr Activation kAbout = {
      .name = "snake",
      .parameters = kParameters,
      .family = Family::kPeriodic,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kLecun,
      .tex = R"(x + \frac{1}{a} \sin^2(a x))",
      .slope_tex = R"(1 + \sin(2 a x))",
      .year = 2020,
      .source = "Ziyin, Hartwig & Ueda 2020",
      .names = {.pytorch = "", .keras = "", .tfjs = "", .onnx = ""},
      // Half the domain, since the curvature is a cosine of 2 a x.
      .value_bound = {.ulp = 4, .from = -0.5f * kTrigDomain, .to = 0.5f * kTrigDomain, .of_product = true},
      .slope_bound = {.ulp = 4,
                      .absolute = 1e-7f,
                      .from = -0.5f * kTrigDomain,
                      .to = 0.5f * kTrigDomain,
                      .of_product = true}};

  static Shape shape(const float*) {
    using activation_detail::kInfinity;
    return {.infimum = -kInfinity, .supremum = kInfinity, .monotone = true, .zero_centred = true};
  }

  using Functor = Snake;
  struct Constants {
    TrigScale once, twice;  // a, 2 a
  };
  static Constants constants(const float* p) { return {trig_scale(p[0]), trig_scale(2.0 * p[0])}; }
  static ValueSlope value_slope(f32x4 x, const Constants& c) {
    const SinCos s = sin_cos(x, c.once);
    // x + s^2 / a, whose parts nearly cancel around a x = -1: in pairs.
    FloatPair square = exact_product(s.sin, s.sin);
    square.low += 2.0f * s.sin * s.sin_lost;
    const f32x4 wave = square.high / c.once.scale;
    const FloatPair back = exact_product(wave, c.once.scale);
    const f32x4 wave_lost = (((square.high - back.high) - back.low) + square.low) / c.once.scale;
    const FloatPair value = exact_sum(x, wave);
    // 1 + sin(2 a x) = (sin + cos)^2, which is never negative.
    FloatPair sum = exact_sum(s.sin, s.cos);
    sum.low += s.sin_lost + s.cos_lost;
    return {select(abs(x) < activation_detail::kInfinity, value.high + (value.low + wave_lost), x),
            sum.high * sum.high + 2.0f * sum.high * sum.low};
  }
  // f'' = 2 a cos(2 a x)
  static f32x4 curvature(f32x4 x, const Constants& c) { return c.twice.scale * sin_cos(x, c.twice).cos; }
};

// sin(x) / x, 1 at 0.
struct Sinc {
  static constexpr Activation kAbout = {
      .name = "sinc",
      .family = Family::kPeriodic,
      .cost = CostClass::kTwoTranscendentals,
      .initializer = FittingInitializer::kLecun,
      .tex = R"(\begin{cases}\frac{\sin x}{x} & x \ne 0\\1 & x = 0\end{cases})",
      .slope_tex = R"(\begin{cases}\frac{\cos x}{x} - \frac{\sin x}{x^2} & x \ne 0\\0 & x = 0\end{cases})",
      .year = 0,
      .source = "",
      .names = {.pytorch = "", .keras = "", .tfjs = "", .onnx = ""},
      .value_bound = kSinBound,
      .slope_bound = kSinBound};

  static Shape shape(const float*) {
    return {.infimum = -0.21723363f,  // at x = +-4.4934
            .supremum = 1.0f,
            .saturates_left = true,
            .saturates_right = true};
  }

  using Functor = Sinc;
  using Constants = NoConstants;
  static ValueSlope value_slope(f32x4 x, Constants) {
    const Parts p = parts(x);
    return {p.value, p.slope};
  }
  // f'' = -f - 2 f' / x
  static f32x4 curvature(f32x4 x, Constants) {
    const Parts p = parts(x);
    return -p.value - 2.0f * p.slope_by_x;
  }

 private:
  struct Parts {
    f32x4 value, slope, slope_by_x;
  };
  static Parts parts(f32x4 x) {
    const SinCos s = sin_cos(x, trig_scale(1));
    const mask4 infinite = abs(x) == activation_detail::kInfinity;
    const f32x4 value = select(x == 0.0f, 1.0f, select(infinite, 0.0f, s.sin / x));
    // f' = (cos x - f) / x, or near 0, where that keeps no digits, x times a series in x^2.
    const f32x4 z = x * x;
    f32x4 q = -0x1.0176f4p-22f;
    q = q * z + 0x1.718384p-16f;
    q = q * z + -0x1.38129ep-10f;
    q = q * z + 0x1.111116p-5f;
    q = q * z + -0x1.555556p-2f;
    const mask4 near_zero = abs(x) < 1.5f;
    const f32x4 slope = select(infinite, 0.0f, select(near_zero, x * q, (s.cos - value) / x));
    return {value, slope, select(near_zero, q, slope / x)};
  }
};

}  // namespace actlab
