// SPDX-License-Identifier: MIT
// Activations made of straight pieces: exact, without an elementary function.
#pragma once

#include <limits>

#include "core/activation/kernel.h"

namespace actlab {

// x. What a network without an activation computes.
struct Linear {
  static constexpr std::string_view kAliases[] = {"identity"};
  static constexpr Activation kAbout = {
      .name = "linear",
      .aliases = kAliases,
      .family = Family::kPiecewise,
      .cost = CostClass::kTrivial,
      .initializer = FittingInitializer::kGlorot,
      .tex = "x",
      .slope_tex = "1",
      .year = 0,
      .source = "",
      .names = {.pytorch = "Identity", .keras = "linear", .tfjs = "linear", .onnx = "Identity"},
      .value_bound = {.ulp = 0},
      .slope_bound = {.ulp = 0}};

  static Shape shape(const float*) {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    return {.infimum = -kInfinity, .supremum = kInfinity, .monotone = true, .zero_centred = true};
  }

  static f32x4 value(f32x4 x, const f32x4*) { return x; }
  static f32x4 curvature(f32x4 x, const f32x4*) { return select(x == x, 0.0f, x); }
  static ValueSlope value_slope(f32x4 x, const f32x4*) { return {x, select(x == x, 1.0f, x)}; }
};

// max(0, x).
struct Relu {
  static constexpr std::string_view kAliases[] = {"rectifier"};
  static constexpr Activation kAbout = {
      .name = "relu",
      .aliases = kAliases,
      .family = Family::kPiecewise,
      .cost = CostClass::kTrivial,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\max(0, x))",
      .slope_tex = R"(\begin{cases}1 & x > 0\\0 & x \le 0\end{cases})",
      .year = 2010,
      .source = "Nair & Hinton 2010; Glorot, Bordes & Bengio 2011",
      .names = {.pytorch = "ReLU", .keras = "relu", .tfjs = "relu", .onnx = "Relu"},
      .value_bound = {.ulp = 0},
      .slope_bound = {.ulp = 0}};

  static Shape shape(const float*) {
    return {.infimum = 0.0f,
            .supremum = std::numeric_limits<float>::infinity(),
            .smoothness = Smoothness::kC0,
            .monotone = true,
            .saturates_left = true,
            .true_zeros = true,
            .kink_count = 1,
            .kinks = {{.x = 0.0f, .slope = 0.0f}}};
  }

  static f32x4 value(f32x4 x, const f32x4*) { return max(x, 0.0f); }
  static f32x4 curvature(f32x4 x, const f32x4*) { return select(x == x, 0.0f, x); }
  static ValueSlope value_slope(f32x4 x, const f32x4* p) {
    return {value(x, p), select(x == x, f32x4(1.0f) & (x > 0.0f), x)};
  }
};

// x for x > 0, else a x.
struct LeakyRelu {
  static constexpr ActivationParameter kParameters[] = {{.name = "negative_slope",
                                                         .initial = 0.01,
                                                         .min = 0.0,
                                                         .max = 1.0,
                                                         .min_open = false,
                                                         .description = "slope for x <= 0"}};
  static constexpr Activation kAbout = {
      .name = "leaky_relu",
      .parameters = kParameters,
      .family = Family::kPiecewise,
      .cost = CostClass::kTrivial,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\begin{cases}x & x > 0\\a x & x \le 0\end{cases})",
      .slope_tex = R"(\begin{cases}1 & x > 0\\a & x \le 0\end{cases})",
      .year = 2013,
      .source = "Maas, Hannun & Ng 2013",
      .names = {.pytorch = "LeakyReLU", .keras = "leaky_relu", .tfjs = "leakyReLU", .onnx = "LeakyRelu"},
      .value_bound = {.ulp = 0.5f},  // one product, correctly rounded
      .slope_bound = {.ulp = 0}};

  static Shape shape(const float* p) {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    const bool straight = p[0] == 1.0f;
    const bool flat = p[0] == 0.0f;
    return {.infimum = flat ? 0.0f : -kInfinity,
            .supremum = kInfinity,
            .smoothness = straight ? Smoothness::kSmooth : Smoothness::kC0,
            .monotone = true,
            .zero_centred = !flat,
            .saturates_left = flat,
            .true_zeros = flat,
            .kink_count = straight ? 0u : 1u,
            .kinks = {{.x = 0.0f, .slope = p[0]}}};
  }

  // A slope of 0 times -infinity would be NaN where the limit is 0, hence the mask.
  static f32x4 value(f32x4 x, const f32x4* p) { return select(x <= 0.0f, (x * p[0]) & (p[0] != 0.0f), x); }
  static f32x4 curvature(f32x4 x, const f32x4*) { return select(x == x, 0.0f, x); }
  static ValueSlope value_slope(f32x4 x, const f32x4* p) {
    return {value(x, p), select(x <= 0.0f, p[0], select(x > 0.0f, 1.0f, x))};
  }
};

}  // namespace actlab
