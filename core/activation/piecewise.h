// SPDX-License-Identifier: MIT
// Activations of two straight pieces that meet, or do not meet, at 0: exact, without an elementary function.
#pragma once

#include <limits>

#include "core/activation/kernel.h"

namespace actlab {

namespace activation_detail {

inline constexpr float kInfinity = std::numeric_limits<float>::infinity();

// y, or NaN where x is.
inline f32x4 unless_nan(f32x4 x, f32x4 y) { return select(x == x, y, x); }

// max(x, 0) + slope min(x, 0).
inline Shape leaky_shape(float slope) {
  const bool straight = slope == 1.0f;
  const bool flat = slope == 0.0f;
  return {.infimum = slope > 0.0f ? -kInfinity : 0.0f,
          .supremum = kInfinity,
          .smoothness = straight ? Smoothness::kSmooth : Smoothness::kC0,
          .monotone = slope >= 0.0f,
          .zero_centred = slope > 0.0f,
          .saturates_left = flat,
          .true_zeros = flat,
          .kink_count = straight ? 0u : 1u,
          .kinks = {{{.x = 0.0f, .slope = slope}}}};
}

}  // namespace activation_detail

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
    using activation_detail::kInfinity;
    return {.infimum = -kInfinity, .supremum = kInfinity, .monotone = true, .zero_centred = true};
  }

  using Functor = Linear;
  using Constants = NoConstants;
  static f32x4 value(f32x4 x, Constants) { return x; }
  static ValueSlope value_slope(f32x4 x, Constants c) { return {x, slope_of_value(x, c)}; }
  static f32x4 slope_of_value(f32x4 a, Constants) { return activation_detail::unless_nan(a, 1.0f); }
  static f32x4 curvature(f32x4 x, Constants) { return activation_detail::unless_nan(x, 0.0f); }
};

// 1 for x > 0, else 0. Its slope is 0 wherever it has one, so a network cannot learn through it.
struct BinaryStep {
  static constexpr std::string_view kAliases[] = {"heaviside"};
  static constexpr Activation kAbout = {
      .name = "binary_step",
      .aliases = kAliases,
      .family = Family::kPiecewise,
      .cost = CostClass::kTrivial,
      .initializer = FittingInitializer::kGlorot,
      .tex = R"(\begin{cases}1 & x > 0\\0 & x \le 0\end{cases})",
      .slope_tex = "0",
      .year = 1943,
      .source = "McCulloch & Pitts 1943",
      .names = {.pytorch = "heaviside", .keras = "", .tfjs = "step", .onnx = ""},
      .value_bound = {.ulp = 0},
      .slope_bound = {.ulp = 0}};

  static Shape shape(const float*) {
    return {.infimum = 0.0f,
            .supremum = 1.0f,
            .smoothness = Smoothness::kJump,
            .monotone = true,
            .saturates_left = true,
            .saturates_right = true,
            .true_zeros = true,
            .kink_count = 1,
            .kinks = {{{.x = 0.0f, .slope = 0.0f}}}};
  }

  using Functor = BinaryStep;
  using Constants = NoConstants;
  static ValueSlope value_slope(f32x4 x, Constants c) {
    return {activation_detail::unless_nan(x, f32x4(1.0f) & (x > 0.0f)), curvature(x, c)};
  }
  static f32x4 slope_of_value(f32x4 a, Constants c) { return curvature(a, c); }
  static f32x4 curvature(f32x4 x, Constants) { return activation_detail::unless_nan(x, 0.0f); }
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

  static Shape shape(const float*) { return activation_detail::leaky_shape(0.0f); }

  using Functor = Relu;
  using Constants = NoConstants;
  static f32x4 value(f32x4 x, Constants) { return max(x, 0.0f); }
  static ValueSlope value_slope(f32x4 x, Constants c) { return {value(x, c), slope_of_value(x, c)}; }
  static f32x4 slope_of_value(f32x4 a, Constants) {
    return activation_detail::unless_nan(a, f32x4(1.0f) & (a > 0.0f));
  }
  static f32x4 curvature(f32x4 x, Constants) { return activation_detail::unless_nan(x, 0.0f); }
};

// x for x > 0, else a x.
struct LeakyRelu {
  static constexpr ActivationParameter kParameters[] = {
      {.name = "negative_slope", .initial = 0.01, .min = 0.0, .max = 1.0, .description = "slope for x <= 0"}};
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

  static Shape shape(const float* p) { return activation_detail::leaky_shape(p[0]); }

  using Functor = LeakyRelu;
  struct Constants {
    float slope;
  };
  static Constants constants(const float* p) { return {p[0]}; }

  // A slope of 0 times -infinity would be NaN where the limit is 0, hence the mask.
  static f32x4 value(f32x4 x, Constants c) {
    const f32x4 slope = c.slope;
    return select(x <= 0.0f, (x * slope) & (slope != 0.0f), x);
  }
  static ValueSlope value_slope(f32x4 x, Constants c) { return {value(x, c), slope_of_value(x, c)}; }
  // The value has the sign of the input, or is 0 where the slope is.
  static f32x4 slope_of_value(f32x4 a, Constants c) {
    return select(a <= 0.0f, c.slope, activation_detail::unless_nan(a, 1.0f));
  }
  static f32x4 curvature(f32x4 x, Constants) { return activation_detail::unless_nan(x, 0.0f); }
};

// Leaky ReLU with a slope that is learned, and may become negative.
struct Prelu {
  static constexpr ActivationParameter kParameters[] = {{.name = "slope",
                                                         .initial = 0.25,
                                                         .min = -10.0,
                                                         .max = 10.0,
                                                         .description = "slope for x <= 0; can be learned"}};
  static constexpr Activation kAbout = {
      .name = "prelu",
      .parameters = kParameters,
      .family = Family::kPiecewise,
      .cost = CostClass::kTrivial,
      .initializer = FittingInitializer::kHe,
      .tex = LeakyRelu::kAbout.tex,
      .slope_tex = LeakyRelu::kAbout.slope_tex,
      .year = 2015,
      .source = "He, Zhang, Ren & Sun 2015",
      .names = {.pytorch = "PReLU", .keras = "PReLU", .tfjs = "prelu", .onnx = "PRelu"},
      .value_bound = LeakyRelu::kAbout.value_bound,
      .slope_bound = {.ulp = 0}};

  static Shape shape(const float* p) { return activation_detail::leaky_shape(p[0]); }

  // As LeakyRelu, but with a negative slope the value does not tell the side.
  using Functor = Prelu;
  using Constants = LeakyRelu::Constants;
  static Constants constants(const float* p) { return {p[0]}; }
  static ValueSlope value_slope(f32x4 x, Constants c) { return LeakyRelu::value_slope(x, c); }
  static f32x4 curvature(f32x4 x, Constants c) { return LeakyRelu::curvature(x, c); }
  static f32x4 parameter_slope(f32x4 x, Constants) { return min(x, 0.0f); }
};

// Leaky ReLU whose slope is drawn anew for each element in training (core/layer/activate.cpp); else their mean.
struct Rrelu {
  static constexpr ActivationParameter kParameters[] = {
      {.name = "lower",
       .initial = 1.0 / 8,
       .min = 0.0,
       .max = 1.0,
       .description = "smallest slope for x <= 0 in training"},
      {.name = "upper",
       .initial = 1.0 / 3,
       .min = 0.0,
       .max = 1.0,
       .description = "largest slope for x <= 0 in training"}};
  static constexpr Activation kAbout = {
      .name = "rrelu",
      .parameters = kParameters,
      .random = true,
      .family = Family::kPiecewise,
      .cost = CostClass::kTrivial,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\begin{cases}x & x > 0\\\frac{l + u}{2} x & x \le 0\end{cases})",
      .slope_tex = R"(\begin{cases}1 & x > 0\\\frac{l + u}{2} & x \le 0\end{cases})",
      .year = 2015,
      .source = "Xu, Wang, Chen & Li 2015",
      .names = {.pytorch = "RReLU", .keras = "", .tfjs = "", .onnx = ""},
      .value_bound = {.ulp = 1.5f},  // the rounded mean of two floats, and a product
      .slope_bound = {.ulp = 0.5f}};

  static Shape shape(const float* p) { return activation_detail::leaky_shape(constants(p).slope); }

  using Functor = LeakyRelu;
  static LeakyRelu::Constants constants(const float* p) { return {0.5f * (p[0] + p[1])}; }
};

}  // namespace actlab
