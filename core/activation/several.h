// SPDX-License-Identifier: MIT
// Activations that look at several numbers at once: the largest of lines, shares of a whole, gates.
#pragma once

#include <algorithm>

#include "core/activation/kernel.h"
#include "core/activation/piecewise.h"
#include "core/activation/softmax.h"
#include "core/simd/pair.h"

namespace actlab {

// The largest of k lines in x. In a network the lines' inputs are all units of the layer before; of a single number x
// it is a convex function made of pieces.
struct Maxout {
  static constexpr float kFar = 1e24f;
  static constexpr double kSlopes[] = {-1.0, 0.0, 1.0}, kIntercepts[] = {-1.0, 0.0, -0.5};
  static constexpr ActivationParameter kParameters[] = {{.name = "slopes",
                                                         .initial = 0.0,
                                                         .min = -10.0,
                                                         .max = 10.0,
                                                         .description = "slope of each line",
                                                         .list = kSlopes},
                                                        {.name = "intercepts",
                                                         .initial = 0.0,
                                                         .min = -10.0,
                                                         .max = 10.0,
                                                         .description = "value of each line at x = 0",
                                                         .list = kIntercepts}};
  static constexpr Activation kAbout = {
      .name = "maxout",
      .parameters = kParameters,
      .family = Family::kSeveral,
      .cost = CostClass::kTrivial,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\max_j\,(w_j x + b_j))",
      .slope_tex = R"(w_{j^*}, \quad j^* = \operatorname{argmax}_j\,(w_j x + b_j))",
      .year = 2013,
      .source = "Goodfellow et al. 2013",
      .names = {.pytorch = "", .keras = "", .tfjs = "", .onnx = ""},
      // Beyond, lines that differ by less than 1e-22 in slope may be taken for each other.
      .value_bound = {.ulp = 1, .from = -kFar, .to = kFar},
      .slope_bound = {.ulp = 0, .from = -kFar, .to = kFar}};

  using Functor = Maxout;
  struct Constants {
    float slope[kMaxPieces];
    float intercept[kMaxPieces];
    // A variable, so that the loop over the pieces is not written out eight times.
    std::size_t pieces;
  };
  static Constants constants(const float* p) {
    Constants c;
    std::copy_n(p, kMaxPieces, c.slope);
    std::copy_n(p + kMaxPieces, kMaxPieces, c.intercept);
    c.pieces = kMaxPieces;
    return c;
  }

  // Of equal lines the first wins. Lines are compared in pairs of floats, so that rounding does not choose the slope.
  // Too much to be written out in each of its four places.
  [[gnu::noinline]] static ValueSlope value_slope(f32x4 x, const Constants& c) {
    const f32x4 clipped = min(max(x, -kFar), kFar);
    f32x4 slope = c.slope[0], intercept = c.intercept[0];
    FloatPair best = line(clipped, slope, intercept);
    for (std::size_t j = 1; j < c.pieces; ++j) {
      const FloatPair y = line(clipped, c.slope[j], c.intercept[j]);
      const mask4 larger = (y.high - best.high) + (y.low - best.low) > 0.0f;
      best = {select(larger, y.high, best.high), select(larger, y.low, best.low)};
      slope = select(larger, c.slope[j], slope);
      intercept = select(larger, c.intercept[j], intercept);
    }
    const f32x4 far = (x * slope) & (slope != 0.0f);  // infinity times 0 would be NaN, where the limit is 0
    const f32x4 value = select(x == clipped, (best.high + best.low) * 0x1p-40f, far + intercept);
    return {activation_detail::unless_nan(x, value), activation_detail::unless_nan(x, slope)};
  }
  static f32x4 curvature(f32x4 x, const Constants&) { return activation_detail::unless_nan(x, 0.0f); }

  static Shape shape(const float* p) {
    const Constants c = constants(p);
    // From the far left, where the smallest slope wins, from crossing to crossing with a steeper line.
    std::size_t piece = 0;
    for (std::size_t j = 1; j < kMaxPieces; ++j) {
      const bool higher = c.slope[j] == c.slope[piece] && c.intercept[j] > c.intercept[piece];
      if (c.slope[j] < c.slope[piece] || higher) piece = j;
    }
    const float leftmost = c.slope[piece];
    Shape shape{.monotone = leftmost >= 0.0f, .saturates_left = leftmost == 0.0f};
    shape.infimum = leftmost > 0.0f ? -activation_detail::kInfinity : c.intercept[piece];
    for (;;) {
      std::size_t next = piece;
      double nearest = 0.0;
      for (std::size_t j = 0; j < kMaxPieces; ++j) {
        if (c.slope[j] <= c.slope[piece]) continue;
        const double x = (static_cast<double>(c.intercept[piece]) - c.intercept[j]) /
                         (static_cast<double>(c.slope[j]) - c.slope[piece]);
        // Where several meet, the steepest goes on.
        const bool first = next == piece || x < nearest;
        if (first || (x == nearest && c.slope[j] > c.slope[next])) {
          next = j;
          nearest = x;
        }
      }
      if (next == piece) break;
      const auto x = static_cast<float>(nearest);
      shape.kinks[shape.kink_count++] = {x, first_lane(value_slope(x, c).slope)};
      // The lowest point is where falling ends; on a flat piece, exactly its height.
      if (c.slope[piece] < 0.0f) {
        const double lowest =
            c.slope[next] == 0.0f ? c.intercept[next] : c.slope[piece] * nearest + c.intercept[piece];
        shape.infimum = static_cast<float>(lowest);
      }
      piece = next;
    }
    const float rightmost = c.slope[piece];
    const float highest =
        leftmost < 0.0f || rightmost > 0.0f ? activation_detail::kInfinity : c.intercept[piece];
    shape.supremum = highest;
    if (rightmost < 0.0f) shape.infimum = -activation_detail::kInfinity;
    shape.saturates_right = rightmost == 0.0f;
    shape.smoothness = shape.kink_count > 0 ? Smoothness::kC0 : Smoothness::kSmooth;
    const float zero = 0.0f;
    shape.zero_centred =
        first_lane(value_slope(zero, c).value) == 0.0f && shape.infimum < 0.0f && shape.supremum > 0.0f;
    shape.true_zeros = has_flat_zero(c, shape);
    return shape;
  }

 private:
  // 2^40 (slope x + intercept), whose parts are no denormals, for |x| <= kFar.
  static FloatPair line(f32x4 x, f32x4 slope, f32x4 intercept) {
    const FloatPair product = exact_product(x * 0x1p40f, slope);
    const FloatPair sum = exact_sum(product.high, intercept * 0x1p40f);
    return {sum.high, sum.low + product.low};
  }

  // True when the piece y = 0 is part of the envelope over more than a point.
  static bool has_flat_zero(const Constants& c, const Shape& shape) {
    const auto middle = [&](std::size_t i) {
      const float left = i == 0 ? shape.kinks[0].x - 2.0f : shape.kinks[i - 1].x;
      const float right = i == shape.kink_count ? left + 2.0f : shape.kinks[i].x;
      return shape.kink_count == 0 ? 0.0f : 0.5f * (left + right);
    };
    for (std::size_t i = 0; i <= shape.kink_count; ++i) {
      const ValueSlope at = value_slope(middle(i), c);
      if (first_lane(at.value) == 0.0f && first_lane(at.slope) == 0.0f) return true;
    }
    return false;
  }
};

// e^x_i over the sum of all e^x_j: shares of a whole.
struct Softmax {
  static constexpr Activation kAbout = {
      .name = "softmax",
      .inputs = Inputs::kAll,
      .family = Family::kSeveral,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kGlorot,
      .tex = R"(\frac{e^{x_i}}{\sum_j e^{x_j}})",
      .slope_tex = R"(\frac{\partial f_i}{\partial x_j} = f_i\,(\delta_{ij} - f_j))",
      .year = 1989,
      .source = "Bridle 1989",
      .names = {.pytorch = "Softmax", .keras = "softmax", .tfjs = "softmax", .onnx = "Softmax"},
      .columns = {.forward = &softmax, .backward = &softmax_backward}};
};

// The logarithm of softmax.
struct LogSoftmax {
  static constexpr Activation kAbout = {
      .name = "log_softmax",
      .inputs = Inputs::kAll,
      .family = Family::kSeveral,
      .cost = CostClass::kTwoTranscendentals,
      .initializer = FittingInitializer::kGlorot,
      .tex = R"(x_i - \log \sum_j e^{x_j})",
      .slope_tex = R"(\frac{\partial f_i}{\partial x_j} = \delta_{ij} - e^{f_j})",
      .year = 1989,
      .source = "Bridle 1989",
      .names = {.pytorch = "LogSoftmax", .keras = "log_softmax", .tfjs = "logSoftmax", .onnx = "LogSoftmax"},
      .columns = {.forward = &log_softmax, .backward = &log_softmax_backward}};
};

// a sigmoid(b) of pairs a, b.
struct Glu {
  static constexpr Activation kAbout = {.name = "glu",
                                        .inputs = Inputs::kGate,
                                        .gate = "sigmoid",
                                        .family = Family::kSeveral,
                                        .cost = CostClass::kOneExp,
                                        .initializer = FittingInitializer::kGlorot,
                                        .tex = R"(a\,\sigma(b))",
                                        .slope_tex = R"(\left(\sigma(b),\; a\,\sigma'(b)\right))",
                                        .year = 2017,
                                        .source = "Dauphin, Fan, Auli & Grangier 2017",
                                        .names = {.pytorch = "GLU", .keras = "glu", .tfjs = "", .onnx = ""}};
};

// a relu(b) of pairs a, b.
struct Reglu {
  static constexpr Activation kAbout = {.name = "reglu",
                                        .inputs = Inputs::kGate,
                                        .gate = "relu",
                                        .family = Family::kSeveral,
                                        .cost = CostClass::kTrivial,
                                        .initializer = FittingInitializer::kHe,
                                        .tex = R"(a \max(0, b))",
                                        .slope_tex = R"(\left(\max(0, b),\; a\,[b > 0]\right))",
                                        .year = 2020,
                                        .source = "Shazeer 2020",
                                        .names = {.pytorch = "", .keras = "", .tfjs = "", .onnx = ""}};
};

// a gelu(b) of pairs a, b.
struct Geglu {
  static constexpr Activation kAbout = {
      .name = "geglu",
      .inputs = Inputs::kGate,
      .gate = "gelu",
      .family = Family::kSeveral,
      .cost = CostClass::kTwoTranscendentals,
      .initializer = FittingInitializer::kHe,
      .tex = R"(a\,b\,\Phi(b))",
      .slope_tex = R"(\left(b\,\Phi(b),\; a\,(\Phi(b) + b\,\varphi(b))\right))",
      .year = 2020,
      .source = "Shazeer 2020",
      .names = {.pytorch = "", .keras = "", .tfjs = "", .onnx = ""}};
};

// a silu(b) of pairs a, b.
struct Swiglu {
  static constexpr Activation kAbout = {
      .name = "swiglu",
      .inputs = Inputs::kGate,
      .gate = "silu",
      .family = Family::kSeveral,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kHe,
      .tex = R"(a\,b\,\sigma(b))",
      .slope_tex = R"(\left(b\,\sigma(b),\; a\,\sigma(b)\,(1 + b\,\sigma(-b))\right))",
      .year = 2020,
      .source = "Shazeer 2020",
      .names = {.pytorch = "", .keras = "", .tfjs = "", .onnx = ""}};
};

}  // namespace actlab
