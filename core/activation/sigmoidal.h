// SPDX-License-Identifier: MIT
// S-shaped activations, and what is left of x when tanh is taken away.
#pragma once

#include "core/activation/kernel.h"
#include "core/activation/piecewise.h"
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
      .value_bound = kSigmoidBound,
      .slope_bound = {.ulp = 4}};

  static Shape shape(const float*) {
    return {
        .infimum = 0.0f, .supremum = 1.0f, .monotone = true, .saturates_left = true, .saturates_right = true};
  }

  using Functor = Sigmoid;
  using Constants = NoConstants;
  static PowerRest begin(f32x4 x) { return sigmoid_begin(x); }
  static f32x4 end(PowerRest begun, f32x4) { return sigmoid_end(begun); }
  // The slope is even and needs all of e^-|x|; the values are those of sigmoid(), scaled by a power of two.
  static ValueSlope value_slope(f32x4 x, Constants) {
    const ExpRatio e = reduce(x);
    const mask4 left = x < 0.0f;
    // e^-|x| is e^-x on the right, and 1 over it on the left.
    const f32x4 value = sigmoid_ratio(select(left, e.power, 0x1p64f), select(left, 0x1p64f, e.power),
                                      select(left, e.r, -e.r), e.w);
    return {value, tanh_ratio(e).slope_times_two64 * 0x1p-66f};
  }
  // f'' = f' (1 - 2 f) = -f' tanh(x / 2)
  static f32x4 curvature(f32x4 x, Constants) {
    const TanhRatio t = tanh_ratio(reduce(x));
    return copysign(t.numerator / t.denominator * t.slope_times_two64 * 0x1p-66f, -x);
  }

 private:
  static ExpRatio reduce(f32x4 x) { return exp_ratio<64>(min(abs(x), 110.0f), exp_scale(-1)); }
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
      .value_bound = kTanhBound,
      .slope_bound = {.ulp = 4}};

  static Shape shape(const float*) {
    return {.infimum = -1.0f,
            .supremum = 1.0f,
            .monotone = true,
            .zero_centred = true,
            .saturates_left = true,
            .saturates_right = true};
  }

  using Functor = Tanh;
  using Constants = NoConstants;
  static PowerRest begin(f32x4 x) { return tanh_begin(x); }
  static f32x4 end(PowerRest begun, f32x4) { return tanh_end(begun); }
  static ValueSlope value_slope(f32x4 x, Constants) {
    const TanhRatio t = ratio(x);
    const f32x4 a = t.numerator / t.denominator;
    return {select(x < 0.0f, -a, a), t.slope_times_two64 * 0x1p-64f};
  }
  // Not as near to 0 as value_slope in the tails, where it is below what a weight of 1 would notice: half of the time.
  static f32x4 slope_of_value(f32x4 a, Constants) { return 1.0f - a * a; }
  // f'' = -2 f f'
  static f32x4 curvature(f32x4 x, Constants) {
    const TanhRatio t = ratio(x);
    return copysign(2.0f * (t.numerator / t.denominator) * t.slope_times_two64 * 0x1p-64f, -x);
  }

  static TanhRatio ratio(f32x4 x) { return tanh_ratio(exp_ratio<64>(min(abs(x), 55.0f), exp_scale(-2))); }
};

// x - tanh x.
struct TanhShrink {
  static constexpr std::string_view kAliases[] = {"tanhshrink"};
  static constexpr Activation kAbout = {
      .name = "tanh_shrink",
      .aliases = kAliases,
      .family = Family::kSigmoidal,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kGlorot,
      .tex = R"(x - \tanh x)",
      .slope_tex = R"(\tanh^2 x)",
      .year = 0,
      .source = "",
      .names = {.pytorch = "Tanhshrink", .keras = "tanh_shrink", .tfjs = "", .onnx = ""},
      .value_bound = {.ulp = 4},
      .slope_bound = {.ulp = 4}};

  static Shape shape(const float*) {
    using activation_detail::kInfinity;
    return {.infimum = -kInfinity, .supremum = kInfinity, .monotone = true, .zero_centred = true};
  }

  using Functor = TanhShrink;
  using Constants = NoConstants;
  static ValueSlope value_slope(f32x4 x, Constants) {
    const TanhRatio t = Tanh::ratio(x);
    // tanh x = x / (1 + w) and x - tanh x = x w / (1 + w), with w = x coth x - 1: near 0 the difference would keep no
    // digits.
    const FloatPair square_of_x = exact_product(x, x);
    const f32x4 z = square_of_x.high;
    f32x4 q = -0x1.357aa8p-20f;
    q = q * z + 0x1.414a4cp-16f;
    q = q * z + -0x1.b6c13ep-13f;
    q = q * z + 0x1.153d6ap-9f;
    q = q * z + -0x1.6c15c8p-6f;
    q = q * z + 0x1.555554p-2f;
    const f32x4 w = z * q;
    const f32x4 sum = 1.0f + w;
    const f32x4 lost = w - (sum - 1.0f);
    const mask4 near_zero = abs(x) < 1.5f;
    return {select(near_zero, x * (w + (square_of_x.low * q - w * (w / sum))),
                   x - copysign(t.numerator / t.denominator, x)),
            select(near_zero, z / (sum * sum + 2.0f * lost * sum), 1.0f - t.slope_times_two64 * 0x1p-64f)};
  }
  // f'' = 2 tanh x (1 - tanh^2 x)
  static f32x4 curvature(f32x4 x, Constants) { return -Tanh::curvature(x, {}); }
};

// The angle whose tangent is x.
struct Arctan {
  static constexpr std::string_view kAliases[] = {"atan"};
  static constexpr Activation kAbout = {
      .name = "arctan",
      .aliases = kAliases,
      .family = Family::kSigmoidal,
      .cost = CostClass::kDivision,
      .initializer = FittingInitializer::kGlorot,
      .tex = R"(\arctan x)",
      .slope_tex = R"(\frac{1}{1 + x^2})",
      .year = 0,
      .source = "",
      .names = {.pytorch = "atan", .keras = "", .tfjs = "atan", .onnx = "Atan"},
      .value_bound = kAtanBound,
      .slope_bound = {.ulp = 4}};

  static Shape shape(const float*) {
    constexpr float kHalfPi = 0x1.921fb6p+0f;
    return {.infimum = -kHalfPi,
            .supremum = kHalfPi,
            .monotone = true,
            .zero_centred = true,
            .saturates_left = true,
            .saturates_right = true};
  }

  using Functor = Arctan;
  using Constants = NoConstants;
  static ValueSlope value_slope(f32x4 x, Constants) { return {atan(x), slope_of(x)}; }
  // f'' = -2 x f'^2; where x f'^2 is 0 in float32, x is clipped lest it be infinite.
  static f32x4 curvature(f32x4 x, Constants) {
    const f32x4 slope = slope_of(x);
    return -2.0f * (min(max(x, -1e18f), 1e18f) * slope) * slope;
  }

 private:
  // Where x^2 may overflow, 1 no longer counts beside it.
  static f32x4 slope_of(f32x4 x) {
    const f32x4 inverse = 1.0f / x;
    return select(abs(x) > 1e18f, inverse * inverse, 1.0f / (1.0f + x * x));
  }
};

}  // namespace actlab
