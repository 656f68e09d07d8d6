// SPDX-License-Identifier: MIT
// Activations that weigh their input by a probability.
#pragma once

#include <limits>

#include "core/activation/kernel.h"
#include "core/simd/math.h"

namespace actlab {

// x Phi(x), Phi the standard normal distribution.
struct Gelu {
  static constexpr Activation kAbout = {
      .name = "gelu",
      .family = Family::kGated,
      .cost = CostClass::kTwoTranscendentals,
      .initializer = FittingInitializer::kHe,
      .tex = R"(x\,\Phi(x))",
      .slope_tex = R"(\Phi(x) + x\,\varphi(x))",
      .year = 2016,
      .source = "Hendrycks & Gimpel 2016",
      .names = {.pytorch = "GELU", .keras = "gelu(approximate=False)", .tfjs = "gelu", .onnx = "Gelu"},
      .value_bound = {.ulp = 4},
      .slope_bound = {.ulp = 4, .absolute = 1e-7f, .near_from = -3.0f, .near_to = 0.0f}};

  static Shape shape(const float*) {
    return {.infimum = -0.16997121f,  // at x = -0.75179
            .supremum = std::numeric_limits<float>::infinity(),
            .zero_centred = true,
            .saturates_left = true};
  }

  using Functor = Gelu;
  using Constants = NoConstants;
  static f32x4 value(f32x4 x, Constants) { return value_of(x, tail(x)); }
  // f'' = phi(x) (2 - x^2)
  static f32x4 curvature(f32x4 x, Constants) {
    const f32x4 a = min(abs(x), kFar);
    return gaussian_times_two64(a, 0.5f) * (0x1p-64f * kDensityAtZero) * (2.0f - a * a);
  }
  static ValueSlope value_slope(f32x4 x, Constants) {
    const Tail t = tail(x);
    return {value_of(x, t), slope_of(x, t)};
  }

 private:
  static constexpr float kDensityAtZero = 0x1.988454p-2f;  // phi(0) = 1 / sqrt(2 pi)
  static constexpr float kFar = 15.0f;                     // beyond, a Phi(-a) and a phi(a) are 0 in float32

  // With a = |x|: Phi(-a) = D share / 2.
  struct Tail {
    f32x4 a;
    f32x4 gaussian_times_two64;  // 2^64 e^(-a^2 / 2)
    TailRatio ratio;
    f32x4 share;  // 2^64 e^(-a^2 / 2) / denominator
  };

  static Tail tail(f32x4 x) {
    const f32x4 a = min(abs(x), kFar);
    const f32x4 gaussian = gaussian_times_two64(a, 0.5f);
    const TailRatio ratio = tail_ratio(a);
    return {a, gaussian, ratio, gaussian / ratio.denominator};
  }

  // x Phi(x) = max(x, 0) - a Phi(-a) on both sides; nothing cancels, as Phi(-a) <= 1/2.
  static f32x4 value_of(f32x4 x, const Tail& t) {
    return max(x, 0.0f) - t.ratio.numerator_times_a * t.share * (0.5f * 0x1p-64f);
  }

  // Phi(x) + x phi(x) is -s on the left and 1 + s on the right, s = a phi(a) - Phi(-a).
  static f32x4 slope_of(f32x4 x, const Tail& t) {
    const f32x4 a_density = t.a * kDensityAtZero * t.gaussian_times_two64;
    const f32x4 s = (a_density - 0.5f * t.ratio.numerator * t.share) * 0x1p-64f;
    return select(x < 0.0f, -s, 1.0f + s);
  }
};

}  // namespace actlab
