// SPDX-License-Identifier: MIT
// S-shaped activations.
#pragma once

#include "core/activation/kernel.h"
#include "core/simd/math.h"

namespace actlab {

// 1 / (1 + e^-x).
struct Sigmoid {
  static constexpr std::string_view kAliases[] = {"logistic"};
  static constexpr Activation kAbout = {
      .name = "sigmoid",
      .aliases = kAliases,
      .family = Family::kSigmoidal,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kGlorot,
      .tex = R"(\frac{1}{1 + e^{-x}})",
      .slope_tex = R"(f(x)\,(1 - f(x)))",
      .year = 0,
      .source = "",
      .names = {.pytorch = "Sigmoid", .keras = "sigmoid", .tfjs = "sigmoid", .onnx = "Sigmoid"},
      .value_bound = {.ulp = 2},
      .slope_bound = {.ulp = 4}};

  static Shape shape(const float*) {
    return {
        .infimum = 0.0f, .supremum = 1.0f, .monotone = true, .saturates_left = true, .saturates_right = true};
  }

  static f32x4 value(f32x4 x, const f32x4*) { return sigmoid(x); }
  // f'' = f' (1 - 2 f) = -f' tanh(x / 2)
  static f32x4 curvature(f32x4 x, const f32x4*) {
    const SaturationParts s = parts(x);
    return copysign(tanh_slope_of(s, 0.25f) * tanh_of(s), -x);
  }
  static ValueSlope value_slope(f32x4 x, const f32x4*) {
    const SaturationParts s = parts(x);
    return {sigmoid_of(s, x), tanh_slope_of(s, 0.25f)};
  }

 private:
  static SaturationParts parts(f32x4 x) { return saturation_parts(0.5f * abs(x), 0.0f); }
};

// tanh x.
struct Tanh {
  static constexpr Activation kAbout = {
      .name = "tanh",
      .family = Family::kSigmoidal,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kGlorot,
      .tex = R"(\tanh x)",
      .slope_tex = "1 - f(x)^2",
      .year = 0,
      .source = "",
      .names = {.pytorch = "Tanh", .keras = "tanh", .tfjs = "tanh", .onnx = "Tanh"},
      .value_bound = {.ulp = 2.5f},
      .slope_bound = {.ulp = 4}};

  static Shape shape(const float*) {
    return {.infimum = -1.0f,
            .supremum = 1.0f,
            .monotone = true,
            .zero_centred = true,
            .saturates_left = true,
            .saturates_right = true};
  }

  static f32x4 value(f32x4 x, const f32x4*) { return tanh(x); }
  // f'' = -2 f f'
  static f32x4 curvature(f32x4 x, const f32x4*) {
    const SaturationParts s = parts(x);
    return copysign(tanh_slope_of(s, 2.0f) * tanh_of(s), -x);
  }
  static ValueSlope value_slope(f32x4 x, const f32x4*) {
    const SaturationParts s = parts(x);
    return {copysign(tanh_of(s), x), tanh_slope_of(s, 1.0f)};
  }

 private:
  static SaturationParts parts(f32x4 x) { return saturation_parts(abs(x), 0.0f); }
};

}  // namespace actlab
