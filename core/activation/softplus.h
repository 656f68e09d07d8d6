// SPDX-License-Identifier: MIT
// Logarithms of 1 + e^x, upright and mirrored.
#pragma once

#include "core/activation/kernel.h"
#include "core/activation/piecewise.h"
#include "core/simd/math.h"

namespace actlab {

namespace softplus_detail {

// (artanh s / s - 1) / z times `factor`, a power of two, for z = s^2, |s| <= 1/3.
inline f32x4 artanh_series(f32x4 z, float factor) {
  f32x4 q = factor * 0x1.1f06fcp-3f;
  q = q * z + factor * 0x1.1eb368p-3f;
  q = q * z + factor * 0x1.99d2ap-3f;
  return q * z + factor * 0x1.5555p-2f;
}

// 1 / (1 + e^-(b y)), from e^-|b y| with a bias of 64.
inline f32x4 slope_of(f32x4 y, const ExpRatio& e) {
  const DecayRatio r = decay_ratio(e);
  const mask4 left = y < 0.0f;
  return select(left, r.t_times_two64, r.m) / r.sum * select(left, 0x1p-64f, 1.0f);
}
// The slope of that over b, t m / (t + m)^2, for either sign of y.
inline f32x4 curvature_of(const ExpRatio& e) {
  const DecayRatio r = decay_ratio(e);
  return (r.t_times_two64 / r.sum) * (r.m / r.sum) * 0x1p-64f;
}

}  // namespace softplus_detail

// log(1 + e^(b y)) / b.
struct ScaledSoftplus {
  struct Constants {
    ExpScale scale;  // -beta
    float limit;     // e^(-beta limit) / beta is 0 in float32
    float beta;
    float twice_inverse;  // 2^-62 / beta
    float inverse_lost;   // by rounding, relative to it
  };
  static Constants constants(double beta) {
    const auto twice_inverse = static_cast<float>(0x1p-62 / beta);
    return {.scale = exp_scale(-beta),
            .limit = static_cast<float>(127 / beta),
            .beta = static_cast<float>(beta),
            .twice_inverse = twice_inverse,
            .inverse_lost = static_cast<float>(0x1p-62 / beta / twice_inverse - 1)};
  }

  static ValueSlope value_slope(f32x4 y, const Constants& c) {
    const ExpRatio e = reduce(y, c);
    return {value_of(y, e, c), softplus_detail::slope_of(y, e)};
  }
  static f32x4 curvature(f32x4 y, const Constants& c) {
    return c.beta * softplus_detail::curvature_of(reduce(y, c));
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
    const f32x4 rest = t_times_two64 * 0x1p-65f + down;
    const f32x4 sum = 2.0f + rest;  // t / 2 + m
    const f32x4 lost = 0.5f * ((up - (plus - 2.0f)) - (rest - (sum - 2.0f)));
    const f32x4 s_times_two63 = 0.25f * t_times_two64 / sum;
    const f32x4 s = s_times_two63 * 0x1p-63f;
    const f32x4 z = s * s;
    const f32x4 q = softplus_detail::artanh_series(z, 1.0f);
    const f32x4 first = s_times_two63 * c.twice_inverse;
    const f32x4 others = first * (z * q + (lost + c.inverse_lost));
    return first + (others + max(y, 0.0f));
  }
};

// s log(1 + e^(s x)), with the sign s: softplus as it mostly is and, mirrored twice, log_sigmoid.
template <int kSign>
struct UnitSoftplus {
  using Constants = NoConstants;

  // Of e^-|x|, with a bias of 64; it is 0 in float32 from 104 on.
  static PowerRest begin(f32x4 x) { return power_and_rest<64>(max(-abs(x), -110.0f)); }
  static f32x4 end(PowerRest begun, f32x4 x) { return value_of(with_sign(x), exp_ratio(begun)); }
  static ValueSlope value_slope(f32x4 x, Constants) {
    const f32x4 y = with_sign(x);
    const ExpRatio e = exp_ratio(begin(x));
    return {value_of(y, e), softplus_detail::slope_of(y, e)};
  }
  static f32x4 curvature(f32x4 x, Constants) {
    return with_sign(softplus_detail::curvature_of(exp_ratio(begin(x))));
  }

 private:
  static f32x4 with_sign(f32x4 y) { return kSign > 0 ? y : -y; }
  // As ScaledSoftplus, but s is not scaled, so that a result among the denormals is rounded twice, which its bound allows;
  // nor need the rounding of the sum be put back.
  static f32x4 value_of(f32x4 y, const ExpRatio& e) {
    const f32x4 up = e.w + e.r;
    const f32x4 plus = 2.0f + up;
    const f32x4 half_t = e.power * plus * 0x1p-65f;
    const f32x4 s = half_t / (2.0f + (half_t + (e.w - e.r)));
    const f32x4 z = s * s;
    const f32x4 q = softplus_detail::artanh_series(z, 2.0f);
    const f32x4 lost = up - (plus - 2.0f);
    return with_sign((s + s) + (s * (z * q + lost) + max(y, 0.0f)));
  }
};

// log(1 + e^(b x)) / b.
struct Softplus {
  static constexpr ActivationParameter kParameters[] = {{.name = "beta",
                                                         .initial = 1.0,
                                                         .min = kSmallestScale,
                                                         .max = 20.0,
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

  using Functor = ScaledSoftplus;
  using DefaultFunctor = UnitSoftplus<1>;
  static Functor::Constants constants(const float* p) { return Functor::constants(p[0]); }
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

  using Functor = UnitSoftplus<-1>;
};

}  // namespace actlab
