// SPDX-License-Identifier: MIT
// Activations with a parabola as one piece.
#pragma once

#include "core/activation/kernel.h"
#include "core/activation/piecewise.h"

namespace actlab {

// max(0, x)^2.
struct SquaredRelu {
  static constexpr Activation kAbout = {.name = "squared_relu",
                                        .family = Family::kPiecewise,
                                        .cost = CostClass::kTrivial,
                                        .initializer = FittingInitializer::kHe,
                                        .tex = R"(\max(0, x)^2)",
                                        .slope_tex = R"(2 \max(0, x))",
                                        .year = 2021,
                                        .source = "So et al. 2021",
                                        .names = {.pytorch = "", .keras = "", .tfjs = "", .onnx = ""},
                                        .value_bound = {.ulp = 0.5f},
                                        .slope_bound = {.ulp = 0}};

  static Shape shape(const float*) {
    return {.infimum = 0.0f,
            .supremum = activation_detail::kInfinity,
            .smoothness = Smoothness::kC1,
            .monotone = true,
            .saturates_left = true,
            .true_zeros = true};
  }

  using Functor = SquaredRelu;
  using Constants = NoConstants;
  static ValueSlope value_slope(f32x4 x, Constants) {
    const f32x4 right = max(x, 0.0f);
    return {right * right, right + right};
  }
  static f32x4 curvature(f32x4 x, Constants) {
    return activation_detail::unless_nan(x, f32x4(2.0f) & (x > 0.0f));
  }
};

// x min(max(0, x + 3), 6) / 6: silu with a straight line for its sigmoid.
struct HardSilu {
  static constexpr std::string_view kAliases[] = {"hard_swish", "hardswish"};
  static constexpr Activation kAbout = {
      .name = "hard_silu",
      .aliases = kAliases,
      .family = Family::kGated,
      .cost = CostClass::kDivision,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\frac{x}{6} \min(\max(0, x + 3), 6))",
      .slope_tex =
          R"(\begin{cases}0 & x \le -3\\\frac{x}{3} + \frac{1}{2} & -3 < x < 3\\1 & x \ge 3\end{cases})",
      .year = 2019,
      .source = "Howard et al. 2019",
      .names = {.pytorch = "Hardswish", .keras = "hard_silu", .tfjs = "", .onnx = "HardSwish"},
      .value_bound = {.ulp = 2},
      .slope_bound = {.ulp = 2}};

  static Shape shape(const float*) {
    return {.infimum = -0.375f,  // at x = -3/2
            .supremum = activation_detail::kInfinity,
            .smoothness = Smoothness::kC0,
            .zero_centred = true,
            .saturates_left = true,
            .true_zeros = true,
            .kink_count = 2,
            .kinks = {{{.x = -3.0f, .slope = 0.0f}, {.x = 3.0f, .slope = 1.0f}}}};
  }

  using Functor = HardSilu;
  using Constants = NoConstants;
  static ValueSlope value_slope(f32x4 x, Constants) {
    const mask4 left = x <= -3.0f, right = x >= 3.0f;
    return {select(left, 0.0f, select(right, x, x * (x + 3.0f) / 6.0f)),
            select(left, 0.0f, select(right, 1.0f, (x + 1.5f) / 3.0f))};
  }
  static f32x4 curvature(f32x4 x, Constants) {
    return activation_detail::slope_between(x, -3.0f, 3.0f, 1.0f / 3.0f);
  }
};

}  // namespace actlab
