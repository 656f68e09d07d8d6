// SPDX-License-Identifier: MIT
// Logarithms of 1 + e^x, upright and mirrored.
#pragma once

#include "core/activation/kernel.h"
#include "core/activation/piecewise.h"
#include "core/simd/math.h"

namespace actlab {

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
    return {
        .infimum = 0.0f, .supremum = activation_detail::kInfinity, .monotone = true, .saturates_left = true};
  }

  using Functor = Softplus;
  struct Constants {
    ExpScale scale;  // -beta
    float limit;     // e^(-beta limit) / beta is 0 in float32
    float sign;      // s: the function is s softplus(s x)
    float beta;
    float twice_inverse;  // 2^-63 / beta
    float inverse_lost;   // by rounding, relative to it
  };
  static Constants constants_of(double beta, float sign) {
    const auto twice_inverse = static_cast<float>(0x1p-63 / beta);
    return {.scale = exp_scale(-beta),
            .limit = static_cast<float>(127 / beta),
            .sign = sign,
            .beta = static_cast<float>(beta),
            .twice_inverse = twice_inverse,
            .inverse_lost = static_cast<float>(0x1p-63 / beta / twice_inverse - 1)};
  }
  static Constants constants(const float* p) { return constants_of(p[0], 1); }

  static f32x4 value(f32x4 x, const Constants& c) {
    const f32x4 y = c.sign * x;
    return value_of(y, reduce(y, c), c);
  }
  static ValueSlope value_slope(f32x4 x, const Constants& c) {
    const f32x4 y = c.sign * x;
    const ExpRatio e = reduce(y, c);
    const DecayRatio r = decay_ratio(e);
    const mask4 left = y < 0.0f;
    const f32x4 slope = select(left, r.t_times_two64, r.m) / r.sum * select(left, 0x1p-64f, 1.0f);
    return {value_of(y, e, c), slope};
  }
  // f'' = b t m / (t + m)^2
  static f32x4 curvature(f32x4 x, const Constants& c) {
    const DecayRatio r = decay_ratio(reduce(x, c));
    return c.sign * c.beta * (r.t_times_two64 / r.sum) * (r.m / r.sum) * 0x1p-64f;
  }

 private:
  // e^(-beta |y|)
  static ExpRatio reduce(f32x4 y, const Constants& c) { return exp_ratio<64>(min(abs(y), c.limit), c.scale); }
  // max(y, 0) + log(1 + t / m) / b, where log(1 + t / m) = 2 artanh s with s = t / (t + 2 m). What t and the sum lose
  // to rounding, and what 1 / b does, goes into the small terms of the series.
  static f32x4 value_of(f32x4 y, const ExpRatio& e, const Constants& c) {
    const f32x4 up = e.w + e.r, down = e.w - e.r;
    const f32x4 plus = 2.0f + up;
    const f32x4 t_times_two64 = e.power * plus;
    const f32x4 rest = t_times_two64 * 0x1p-64f + 2.0f * down;
    const f32x4 sum = 4.0f + rest;
    const f32x4 lost = 0.5f * (up - (plus - 2.0f)) - 0.25f * (rest - (sum - 4.0f));
    const f32x4 s_times_two64 = t_times_two64 / sum;
    const f32x4 s = s_times_two64 * 0x1p-64f;
    const f32x4 z = s * s;
    f32x4 q = 0x1.1f06fcp-3f;
    q = q * z + 0x1.1eb368p-3f;
    q = q * z + 0x1.99d2ap-3f;
    q = q * z + 0x1.5555p-2f;
    const f32x4 first = s_times_two64 * c.twice_inverse;
    const f32x4 others = first * (z * q + (lost + c.inverse_lost));
    return c.sign * (first + (others + max(y, 0.0f)));
  }
};

// -log(1 + e^-x).
struct LogSigmoid {
  static constexpr std::string_view kAliases[] = {"logsigmoid"};
  static constexpr Activation kAbout = {
      .name = "log_sigmoid",
      .aliases = kAliases,
      .family = Family::kExponential,
      .cost = CostClass::kTwoTranscendentals,
      .initializer = FittingInitializer::kHe,
      .tex = R"(-\log(1 + e^{-x}))",
      .slope_tex = R"(\frac{1}{1 + e^x})",
      .year = 0,
      .source = "",
      .names = {.pytorch = "LogSigmoid", .keras = "log_sigmoid", .tfjs = "logSigmoid", .onnx = ""},
      .value_bound = {.ulp = 4},
      .slope_bound = {.ulp = 4}};

  static Shape shape(const float*) {
    return {.infimum = -activation_detail::kInfinity,
            .supremum = 0.0f,
            .monotone = true,
            .saturates_right = true};
  }

  using Functor = Softplus;
  static Softplus::Constants constants(const float*) { return Softplus::constants_of(1, -1); }
};

}  // namespace actlab
