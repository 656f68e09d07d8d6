// SPDX-License-Identifier: MIT
// Activations of straight pieces with limits or thresholds away from 0: exact, without an elementary function.
#pragma once

#include "core/activation/kernel.h"
#include "core/activation/piecewise.h"

namespace actlab {

namespace activation_detail {

// The slope of a function that rises by `slope` strictly between two limits, and is flat outside.
inline f32x4 slope_between(f32x4 x, float low, float high, float slope) {
  return unless_nan(x, f32x4(slope) & ((x > low) & (x < high)));
}

inline Shape clipped_shape(float low, float high, float left, float right) {
  return {.infimum = low,
          .supremum = high,
          .smoothness = Smoothness::kC0,
          .monotone = true,
          .zero_centred = low < 0.0f,
          .saturates_left = true,
          .saturates_right = true,
          .true_zeros = low == 0.0f,
          .kink_count = 2,
          .kinks = {{{.x = left, .slope = 0.0f}, {.x = right, .slope = 0.0f}}}};
}

// 0 up to a threshold on both sides.
inline Shape shrink_shape(float threshold, Smoothness at_threshold) {
  return {.infimum = -kInfinity,
          .supremum = kInfinity,
          .smoothness = at_threshold,
          .monotone = true,
          .zero_centred = true,
          .true_zeros = true,
          .kink_count = 2,
          .kinks = {{{.x = -threshold, .slope = 0.0f}, {.x = threshold, .slope = 0.0f}}}};
}

}  // namespace activation_detail

// min(max(0, x), 6).
struct Relu6 {
  static constexpr Activation kAbout = {
      .name = "relu6",
      .family = Family::kPiecewise,
      .cost = CostClass::kTrivial,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\min(\max(0, x), 6))",
      .slope_tex = R"(\begin{cases}1 & 0 < x < 6\\0 & \text{else}\end{cases})",
      .year = 2010,
      .source = "Krizhevsky 2010",
      .names = {.pytorch = "ReLU6", .keras = "relu6", .tfjs = "relu6", .onnx = ""},
      .value_bound = {.ulp = 0},
      .slope_bound = {.ulp = 0}};

  static Shape shape(const float*) { return activation_detail::clipped_shape(0.0f, 6.0f, 0.0f, 6.0f); }

  using Functor = Relu6;
  using Constants = NoConstants;
  static f32x4 value(f32x4 x, Constants) { return min(max(x, 0.0f), 6.0f); }
  static ValueSlope value_slope(f32x4 x, Constants c) { return {value(x, c), slope_of_value(x, c)}; }
  static f32x4 slope_of_value(f32x4 a, Constants) {
    return activation_detail::slope_between(a, 0.0f, 6.0f, 1.0f);
  }
  static f32x4 curvature(f32x4 x, Constants) { return activation_detail::unless_nan(x, 0.0f); }
};

// x between -1 and 1, which it never leaves.
struct HardTanh {
  static constexpr std::string_view kAliases[] = {"hardtanh"};
  static constexpr Activation kAbout = {
      .name = "hard_tanh",
      .aliases = kAliases,
      .family = Family::kPiecewise,
      .cost = CostClass::kTrivial,
      .initializer = FittingInitializer::kGlorot,
      .tex = R"(\min(\max(-1, x), 1))",
      .slope_tex = R"(\begin{cases}1 & -1 < x < 1\\0 & \text{else}\end{cases})",
      .year = 2004,
      .source = "Collobert 2004",
      .names = {.pytorch = "Hardtanh", .keras = "hard_tanh", .tfjs = "", .onnx = ""},
      .value_bound = {.ulp = 0},
      .slope_bound = {.ulp = 0}};

  static Shape shape(const float*) { return activation_detail::clipped_shape(-1.0f, 1.0f, -1.0f, 1.0f); }

  using Functor = HardTanh;
  using Constants = NoConstants;
  static f32x4 value(f32x4 x, Constants) { return min(max(x, -1.0f), 1.0f); }
  static ValueSlope value_slope(f32x4 x, Constants c) { return {value(x, c), slope_of_value(x, c)}; }
  static f32x4 slope_of_value(f32x4 a, Constants) {
    return activation_detail::slope_between(a, -1.0f, 1.0f, 1.0f);
  }
  static f32x4 curvature(f32x4 x, Constants) { return activation_detail::unless_nan(x, 0.0f); }
};

// x / 6 + 1/2 between 0 and 1, which it never leaves.
struct HardSigmoid {
  static constexpr std::string_view kAliases[] = {"hardsigmoid"};
  static constexpr Activation kAbout = {
      .name = "hard_sigmoid",
      .aliases = kAliases,
      .family = Family::kPiecewise,
      .cost = CostClass::kDivision,
      .initializer = FittingInitializer::kGlorot,
      .tex = R"(\min(\max(0, \frac{x}{6} + \frac{1}{2}), 1))",
      .slope_tex = R"(\begin{cases}\frac{1}{6} & -3 < x < 3\\0 & \text{else}\end{cases})",
      .year = 2019,
      .source = "Howard et al. 2019",
      .names = {.pytorch = "Hardsigmoid", .keras = "hard_sigmoid", .tfjs = "", .onnx = "HardSigmoid"},
      .value_bound = {.ulp = 0.501f},  // the nearest float, but for near ties
      .slope_bound = {.ulp = 0.5f}};

  static Shape shape(const float*) { return activation_detail::clipped_shape(0.0f, 1.0f, -3.0f, 3.0f); }

  using Functor = HardSigmoid;
  using Constants = NoConstants;
  static f32x4 value(f32x4 x, Constants) {
    const f32x4 clipped = min(max(x, -3.0f), 3.0f);
    // (x + 3) / 6 with what both steps lose to rounding added at the end: Fast2Sum, and a remainder that is exact.
    const f32x4 sum = 3.0f + clipped;
    const f32x4 lost = clipped - (sum - 3.0f);
    const f32x4 sixth = sum / 6.0f;
    const f32x4 remainder = (sum - 4.0f * sixth) - 2.0f * sixth;
    return sixth + (remainder + lost) * (1.0f / 6.0f);
  }
  static ValueSlope value_slope(f32x4 x, Constants c) {
    return {value(x, c), activation_detail::slope_between(x, -3.0f, 3.0f, 1.0f / 6.0f)};
  }
  static f32x4 curvature(f32x4 x, Constants) { return activation_detail::unless_nan(x, 0.0f); }
};

// x above a threshold, else 0.
struct ThresholdRelu {
  static constexpr std::string_view kAliases[] = {"thresholded_relu"};
  static constexpr ActivationParameter kParameters[] = {{.name = "theta",
                                                         .initial = 1.0,
                                                         .min = 0.0,
                                                         .max = 10.0,
                                                         .description = "largest input that gives 0"}};
  static constexpr Activation kAbout = {
      .name = "threshold_relu",
      .aliases = kAliases,
      .parameters = kParameters,
      .family = Family::kPiecewise,
      .cost = CostClass::kTrivial,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\begin{cases}x & x > \theta\\0 & x \le \theta\end{cases})",
      .slope_tex = R"(\begin{cases}1 & x > \theta\\0 & x \le \theta\end{cases})",
      .year = 2015,
      .source = "Konda, Memisevic & Krueger 2015",
      .names = {.pytorch = "Threshold",
                .keras = "threshold",
                .tfjs = "thresholdedReLU",
                .onnx = "ThresholdedRelu"},
      .value_bound = {.ulp = 0},
      .slope_bound = {.ulp = 0}};

  static Shape shape(const float* p) {
    return {.infimum = 0.0f,
            .supremum = activation_detail::kInfinity,
            .smoothness = p[0] == 0.0f ? Smoothness::kC0 : Smoothness::kJump,
            .monotone = true,
            .saturates_left = true,
            .true_zeros = true,
            .kink_count = 1,
            .kinks = {{{.x = p[0], .slope = 0.0f}}}};
  }

  using Functor = ThresholdRelu;
  struct Constants {
    float theta;
  };
  static Constants constants(const float* p) { return {p[0]}; }
  static ValueSlope value_slope(f32x4 x, Constants c) {
    return {select(x <= c.theta, 0.0f, x), slope_of_value(x, c)};
  }
  static f32x4 slope_of_value(f32x4 a, Constants c) {
    return select(a <= c.theta, 0.0f, activation_detail::unless_nan(a, 1.0f));
  }
  static f32x4 curvature(f32x4 x, Constants) { return activation_detail::unless_nan(x, 0.0f); }
};

// x where it is larger than lambda, else 0.
struct HardShrink {
  static constexpr std::string_view kAliases[] = {"hardshrink"};
  static constexpr ActivationParameter kParameters[] = {{.name = "lambda",
                                                         .initial = 0.5,
                                                         .min = kSmallestScale,
                                                         .max = 10.0,
                                                         .description = "largest size of x that gives 0"}};
  static constexpr Activation kAbout = {
      .name = "hard_shrink",
      .aliases = kAliases,
      .parameters = kParameters,
      .family = Family::kPiecewise,
      .cost = CostClass::kTrivial,
      .initializer = FittingInitializer::kGlorot,
      .tex = R"(\begin{cases}x & |x| > \lambda\\0 & |x| \le \lambda\end{cases})",
      .slope_tex = R"(\begin{cases}1 & |x| > \lambda\\0 & |x| \le \lambda\end{cases})",
      .year = 1994,
      .source = "Donoho & Johnstone 1994",
      .names = {.pytorch = "Hardshrink", .keras = "hard_shrink", .tfjs = "", .onnx = "Shrink"},
      .value_bound = {.ulp = 0},
      .slope_bound = {.ulp = 0}};

  static Shape shape(const float* p) { return activation_detail::shrink_shape(p[0], Smoothness::kJump); }

  using Functor = HardShrink;
  struct Constants {
    float lambda;
  };
  static Constants constants(const float* p) { return {p[0]}; }
  static ValueSlope value_slope(f32x4 x, Constants c) {
    const mask4 inside = abs(x) <= c.lambda;
    return {select(inside, 0.0f, x), select(inside, 0.0f, activation_detail::unless_nan(x, 1.0f))};
  }
  static f32x4 curvature(f32x4 x, Constants) { return activation_detail::unless_nan(x, 0.0f); }
};

// x moved towards 0 by lambda.
struct SoftShrink {
  static constexpr std::string_view kAliases[] = {"softshrink"};
  static constexpr Activation kAbout = {
      .name = "soft_shrink",
      .aliases = kAliases,
      .parameters = HardShrink::kParameters,
      .family = Family::kPiecewise,
      .cost = CostClass::kTrivial,
      .initializer = FittingInitializer::kGlorot,
      .tex = R"(\operatorname{sign}(x) \max(|x| - \lambda, 0))",
      .slope_tex = HardShrink::kAbout.slope_tex,
      .year = 1994,
      .source = "Donoho & Johnstone 1994",
      .names = {.pytorch = "Softshrink", .keras = "soft_shrink", .tfjs = "", .onnx = "Shrink(bias=lambda)"},
      .value_bound = {.ulp = 0.5f},  // one difference, correctly rounded
      .slope_bound = {.ulp = 0}};

  static Shape shape(const float* p) { return activation_detail::shrink_shape(p[0], Smoothness::kC0); }

  using Functor = SoftShrink;
  using Constants = HardShrink::Constants;
  static Constants constants(const float* p) { return {p[0]}; }
  static ValueSlope value_slope(f32x4 x, Constants c) {
    return {x - min(max(x, -c.lambda), c.lambda), HardShrink::value_slope(x, c).slope};
  }
  static f32x4 curvature(f32x4 x, Constants) { return activation_detail::unless_nan(x, 0.0f); }
};

}  // namespace actlab
