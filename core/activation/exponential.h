// SPDX-License-Identifier: MIT
// Rectifiers softened by an exponential.
#pragma once

#include <cstdint>
#include <limits>

#include "core/activation/kernel.h"
#include "core/simd/math.h"

namespace actlab {

// x for x > 0, else a (e^x - 1).
struct Elu {
  static constexpr ActivationParameter kParameters[] = {
      {.name = "alpha",
       .initial = 1.0,
       .min = 0.0,
       .max = 10.0,
       .min_open = true,
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

  static Shape shape(const float* p) {
    const bool smooth = p[0] == 1.0f;
    return {.infimum = -p[0],
            .supremum = std::numeric_limits<float>::infinity(),
            .smoothness = smooth ? Smoothness::kC1 : Smoothness::kC0,
            .monotone = true,
            .zero_centred = true,
            .saturates_left = true,
            .kink_count = smooth ? 0u : 1u,
            .kinks = {{.x = 0.0f, .slope = p[0]}}};
  }

  static f32x4 value(f32x4 x, const f32x4* p) { return value_slope(x, p).value; }
  static f32x4 curvature(f32x4 x, const f32x4* p) { return select(x >= 0.0f, 0.0f, value_slope(x, p).slope); }
  static ValueSlope value_slope(f32x4 x, const f32x4* p) {
    const ExpPair e = exp_pair_nonpositive(min(x, 0.0f));
    const mask4 right = x > 0.0f;
    return {select(right, x, p[0] * e.expm1), select(right, 1.0f, e.exp_times_two64 * p[0] * 0x1p-64f)};
  }
};

// log(1 + e^(b x)) / b.
struct Softplus {
  static constexpr ActivationParameter kParameters[] = {{.name = "beta",
                                                         .initial = 1.0,
                                                         .min = 0.0,
                                                         .max = 20.0,
                                                         .min_open = true,
                                                         .description = "sharpness: relu as beta grows"}};
  static constexpr Activation kAbout = {
      .name = "softplus",
      .parameters = kParameters,
      .family = Family::kExponential,
      .cost = CostClass::kTwoTranscendentals,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\frac{1}{\beta} \log(1 + e^{\beta x}))",
      .slope_tex = R"(\frac{1}{1 + e^{-\beta x}})",
      .year = 2001,
      .source = "Dugas et al. 2001",
      .names = {.pytorch = "Softplus", .keras = "softplus", .tfjs = "softplus", .onnx = "Softplus"},
      .value_bound = {.ulp = 2.5f},
      .slope_bound = {.ulp = 4}};

  static Shape shape(const float*) {
    return {.infimum = 0.0f,
            .supremum = std::numeric_limits<float>::infinity(),
            .monotone = true,
            .saturates_left = true};
  }

  static f32x4 value(f32x4 x, const f32x4* p) { return value_of(x, p[0], decay(x, p[0])); }
  // f'' = b e / (1 + e)^2
  static f32x4 curvature(f32x4 x, const f32x4* p) {
    const Decay d = decay(x, p[0]);
    return p[0] * d.e / ((1.0f + d.e) * (1.0f + d.e));
  }
  static ValueSlope value_slope(f32x4 x, const f32x4* p) {
    const Decay d = decay(x, p[0]);
    return {value_of(x, p[0], d), slope_of(x, d)};
  }

 private:
  // e = e^(-beta |x|), and 2^64 e, which is never denormal.
  struct Decay {
    f32x4 times_two64;
    f32x4 e;
  };

  // Half an ulp of beta x is up to 40 ulp of e^(beta x), so the product's error counts: each factor is cut
  // into two halves of 12 bits, whose products are exact (Dekker 1971).
  static Decay decay(f32x4 x, f32x4 beta) {
    constexpr auto kHead = static_cast<std::int32_t>(0xFFFFF000);
    constexpr float kFar = 128.0f;  // e^-128 / beta is 0 in float32 for beta > 4e-11
    const f32x4 a = min(abs(x), kFar / beta);
    const f32x4 a_head = float_of_bits(bits_of(a) & kHead);
    const f32x4 beta_head = float_of_bits(bits_of(beta) & kHead);
    const f32x4 a_rest = a - a_head;
    const f32x4 beta_rest = beta - beta_head;
    const f32x4 product = beta * a;
    const f32x4 error =
        ((beta_head * a_head - product) + beta_head * a_rest + beta_rest * a_head) + beta_rest * a_rest;
    const f32x4 times_two64 = select(product >= kFar, 0.0f, exp_times_two64(-product, -product, -error));
    return {times_two64, times_two64 * 0x1p-64f};
  }

  // max(x, 0) + log(1 + e) / b. Where e may be denormal, log(1 + e) is e, and its factor 2^64 is kept until
  // after the division, which may enlarge it.
  static f32x4 value_of(f32x4 x, f32x4 beta, const Decay& d) {
    const mask4 tail = d.e < 0x1p-100f;
    const f32x4 quotient = select(tail, d.times_two64, log1p_unit(d.e)) / beta;
    return max(x, 0.0f) + quotient * select(tail, 0x1p-64f, 1.0f);
  }

  // 1 / (1 + e^(-b x))
  static f32x4 slope_of(f32x4 x, const Decay& d) {
    return select(x < 0.0f, d.times_two64, 0x1p64f) / (1.0f + d.e) * 0x1p-64f;
  }
};

}  // namespace actlab
