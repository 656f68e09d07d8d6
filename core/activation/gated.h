// SPDX-License-Identifier: MIT
// Activations that let x through by a sigmoid of x. They share one shape: f(x) = max(x, 0) - a s(a) on both sides, with
// a = |x| and s the sigmoid of what is negative there; and f'(x) + f'(-x) = 1.
#pragma once

#include "core/activation/kernel.h"
#include "core/activation/piecewise.h"
#include "core/simd/math.h"

namespace actlab {

namespace activation_detail {

// x sigmoid(y), where e^-|y| = t / m, y has the sign of x, and a is |x|, clipped where a t / m is 0 in float32.
inline f32x4 gated_value(f32x4 x, f32x4 a, const DecayRatio& r) {
  return max(x, 0.0f) - a * r.t_times_two64 / r.sum * 0x1p-64f;
}

// Its slope. a_dy + a_dy_low is a times the slope of |y| in a.
inline f32x4 gated_slope(f32x4 x, f32x4 a_dy, f32x4 a_dy_low, const DecayRatio& r) {
  const f32x4 ratio = r.t_times_two64 / r.sum;
  const f32x4 share_times_two64 = ratio + ratio * r.lost;
  const f32x4 bracket = (1.0f - a_dy) + (a_dy * (share_times_two64 * 0x1p-64f) - a_dy_low);
  const f32x4 left = share_times_two64 * bracket * 0x1p-64f;
  return select(x < 0.0f, left, 1.0f - left);
}

// Where slopes of such functions cross 0.
inline constexpr AccuracyBound kGatedSlopeBound = {
    .ulp = 4, .absolute = 1e-7f, .near_from = -3.0f, .near_to = 0.0f};

// The same in a multiple of x.
inline constexpr AccuracyBound kScaledGatedSlopeBound = {.ulp = 4,
                                                         .absolute = 1e-7f,
                                                         .near_from = -3.0f,
                                                         .near_to = 0.0f,
                                                         .from = -kInfinity,
                                                         .to = kInfinity,
                                                         .of_product = true};

inline Shape gated_shape(float infimum) {
  return {.infimum = infimum, .supremum = kInfinity, .zero_centred = true, .saturates_left = true};
}

}  // namespace activation_detail

// x sigmoid(b x).
struct Swish {
  static constexpr ActivationParameter kParameters[] = {
      {.name = "beta",
       .initial = 1.0,
       .min = kSmallestScale,
       .max = 20.0,
       .description = "sharpness of the gate: x / 2 towards 0, relu as it grows; can be learned"}};
  static constexpr Activation kAbout = {.name = "swish",
                                        .parameters = kParameters,
                                        .family = Family::kGated,
                                        .cost = CostClass::kOneExp,
                                        .initializer = FittingInitializer::kHe,
                                        .tex = R"(\frac{x}{1 + e^{-\beta x}})",
                                        .slope_tex = R"(\sigma(\beta x)\,(1 + \beta x\,\sigma(-\beta x)))",
                                        .year = 2017,
                                        .source = "Ramachandran, Zoph & Le 2017",
                                        .names = {.pytorch = "", .keras = "", .tfjs = "", .onnx = ""},
                                        .value_bound = {.ulp = 4},
                                        .slope_bound = activation_detail::kScaledGatedSlopeBound};

  static Shape shape(const float* p) {
    return activation_detail::gated_shape(-0.27846454f / p[0]);  // at x = -1.27846454 / beta
  }

  using Functor = Swish;
  struct Constants {
    ExpScale scale;  // -beta
    float beta;
    float limit;  // a e^(-beta a) is 0 in float32 from here on
  };
  static Constants constants_of(double beta) {
    return {exp_scale(-beta), static_cast<float>(beta), static_cast<float>(127 / beta)};
  }
  static Constants constants(const float* p) { return constants_of(p[0]); }

  static f32x4 value(f32x4 x, const Constants& c) {
    const f32x4 a = min(abs(x), c.limit);
    return activation_detail::gated_value(x, a, decay(a, c));
  }
  static ValueSlope value_slope(f32x4 x, const Constants& c) {
    const f32x4 a = min(abs(x), c.limit);
    const DecayRatio r = decay(a, c);
    return {activation_detail::gated_value(x, a, r), activation_detail::gated_slope(x, c.beta * a, 0.0f, r)};
  }
  // f'' = b s (1 - s) (2 - y tanh(y / 2)), y = b x and s = sigmoid(y): even in x. The bracket crosses 0, and its rounding
  // errors are multiplied by b, so it is taken in pairs.
  static f32x4 curvature(f32x4 x, const Constants& c) {
    const f32x4 a = min(abs(x), c.limit);
    const TanhRatio t = tanh_ratio(exp_ratio<64>(a, c.scale));
    const f32x4 q = t.numerator / t.denominator;
    const FloatPair back = exact_product(q, t.denominator);
    const f32x4 q_lost =
        (((t.numerator - back.high) - back.low) + (t.numerator_lost - q * t.denominator_lost)) /
        t.denominator;
    const FloatPair y = exact_product(c.beta, a);
    const FloatPair term = exact_product(y.high, q);
    const f32x4 bracket = (2.0f - term.high) - (term.low + y.high * q_lost + y.low * q);
    return c.beta * bracket * t.slope_times_two64 * 0x1p-66f;
  }
  // df/db = x^2 s (1 - s)
  static f32x4 parameter_slope(f32x4 x, const Constants& c) {
    const f32x4 a = min(abs(x), c.limit);
    return a * (a * product(decay(a, c)));
  }

 private:
  static DecayRatio decay(f32x4 a, const Constants& c) { return decay_ratio(exp_ratio<64>(a, c.scale)); }
  // s (1 - s)
  static f32x4 product(const DecayRatio& r) { return r.t_times_two64 / r.sum * (r.m / r.sum) * 0x1p-64f; }
};

// x sigmoid(x).
struct Silu {
  static constexpr Activation kAbout = {
      .name = "silu",
      .family = Family::kGated,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\frac{x}{1 + e^{-x}})",
      .slope_tex = R"(\sigma(x)\,(1 + x\,\sigma(-x)))",
      .year = 2017,
      .source = "Elfwing, Uchibe & Doya 2017",
      .names = {.pytorch = "SiLU", .keras = "silu", .tfjs = "swish", .onnx = ""},
      .value_bound = {.ulp = 4},
      .slope_bound = activation_detail::kGatedSlopeBound};

  static Shape shape(const float*) { return activation_detail::gated_shape(-0.27846454f); }

  using Functor = Swish;
  static Swish::Constants constants(const float*) { return Swish::constants_of(1); }
};

// 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), which is x sigmoid of twice that angle.
struct GeluTanh {
  static constexpr std::string_view kAliases[] = {"gelu_new", "gelu_approximate"};
  static constexpr Activation kAbout = {
      .name = "gelu_tanh",
      .aliases = kAliases,
      .family = Family::kGated,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kHe,
      .tex = R"(\frac{x}{2} \left(1 + \tanh\left(\sqrt{2 / \pi}\,(x + 0.044715 x^3)\right)\right))",
      .slope_tex = R"(\sigma(u)\,(1 + x u' \sigma(-u)), \quad u = 2 \sqrt{2 / \pi}\,(x + 0.044715 x^3))",
      .year = 2016,
      .source = "Hendrycks & Gimpel 2016",
      .names = {.pytorch = "GELU(approximate='tanh')",
                .keras = "gelu(approximate=True)",
                .tfjs = "gelu_new",
                .onnx = "Gelu(approximate='tanh')"},
      .value_bound = {.ulp = 4},
      .slope_bound = activation_detail::kGatedSlopeBound};

  static Shape shape(const float*) {
    return activation_detail::gated_shape(-0.17004075f);
  }  // at x = -0.75247

  using Functor = GeluTanh;
  using Constants = NoConstants;
  static ValueSlope value_slope(f32x4 x, Constants) {
    const Angle y = angle(x);
    const DecayRatio r = decay(y);
    return {activation_detail::gated_value(x, y.a, r),
            activation_detail::gated_slope(x, y.a_dy.high, y.a_dy.low, r)};
  }
  // f'' = s (1 - s) (2 y' + x y'' + x y'^2 (1 - 2 s)), s = sigmoid(y): even in x
  static f32x4 curvature(f32x4 x, Constants) {
    const Angle y = angle(x);
    const DecayRatio r = decay(y);
    const f32x4 dy = kLinear + 3.0f * kCubic * (y.a * y.a);
    const f32x4 rise = 2.0f * dy + 6.0f * kCubic * (y.a * y.a);
    const f32x4 bend = rise - y.a * dy * dy * ((r.m - r.t) / r.sum);
    return r.t_times_two64 / r.sum * (r.m / r.sum) * bend * 0x1p-64f;
  }

 private:
  // |y| = kLinear a + kCubic a^3, each with what its float lacks.
  static constexpr float kLinear = 0x1.988454p+0f, kLinearLow = -0x1.857936p-25f;
  static constexpr float kCubic = 0x1.2444f2p-4f, kCubicLow = 0x1.49b16ap-29f;

  // y = high + low: half an ulp of y alone would be 40 ulp of e^-y.
  struct Angle {
    f32x4 a;
    f32x4 high;
    f32x4 low;
    FloatPair a_dy;  // a dy/da = y + 2 kCubic a^3
  };

  static Angle angle(f32x4 x) {
    const f32x4 a = min(abs(x), 11.5f);
    const FloatPair square = exact_product(a, a);
    FloatPair cubic = exact_product(kCubic, square.high);
    cubic.low += kCubic * square.low + kCubicLow * square.high;
    FloatPair factor = exact_sum(kLinear, cubic.high);
    factor.low += cubic.low + kLinearLow;
    const FloatPair y = exact_product(a, factor.high);
    const f32x4 y_low = y.low + a * factor.low;
    const FloatPair third = exact_product(2.0f * a, cubic.high);
    FloatPair a_dy = exact_sum(y.high, third.high);
    a_dy.low += y_low + third.low + 2.0f * a * cubic.low;
    return {a, y.high, y_low, a_dy};
  }
  static DecayRatio decay(const Angle& y) { return decay_ratio(exp_ratio<64>(y.high, y.low, exp_scale(-1))); }
};

// x tanh(log(1 + e^x)).
struct Mish {
  static constexpr Activation kAbout = {
      .name = "mish",
      .family = Family::kGated,
      .cost = CostClass::kOneExp,
      .initializer = FittingInitializer::kHe,
      .tex = R"(x \tanh(\log(1 + e^x)))",
      .slope_tex = R"(u + x\,\sigma(x)\,(1 - u^2), \quad u = \tanh(\log(1 + e^x)))",
      .year = 2019,
      .source = "Misra 2019",
      .names = {.pytorch = "Mish", .keras = "mish", .tfjs = "mish", .onnx = "Mish"},
      .value_bound = {.ulp = 4},
      .slope_bound = activation_detail::kGatedSlopeBound};

  static Shape shape(const float*) {
    return activation_detail::gated_shape(-0.30884341f);
  }  // at x = -1.19241

  using Functor = Mish;
  using Constants = NoConstants;
  static ValueSlope value_slope(f32x4 x, Constants) {
    const Parts p = parts(x);
    // x may be huge where the quotient is 1, and must not be where it is 0.
    const f32x4 value = select(p.left, p.x, x) * (p.A_scaled * u_by_A(p)) * p.scale;
    // f' = A (n + 4 x B^2 (A + B) / D) / D, whose bracket is, on the left, 2 (1 + x) + e (1 - 2 x e / D).
    const f32x4 q = 2.0f * p.x * p.e / p.D;
    const f32x4 base = select(p.left, 2.0f + 2.0f * p.x, 1.0f);
    const f32x4 factor = select(p.left, 1.0f - q, 2.0f + 2.0f * q * (1.0f + p.e));
    const f32x4 rest = p.e * factor;
    const f32x4 base_lost = (2.0f * p.x - (base - 2.0f)) & p.left;
    const f32x4 lost = (p.A_lost - p.D_lost) * (base + rest) + base_lost;
    return {value, p.A_scaled * ((base + (rest + lost)) / p.D) * p.scale};
  }
  // f'' = (1 - u^2) s (2 + x (1 - s - 2 u s)), s = sigmoid(x)
  static f32x4 curvature(f32x4 x, Constants) {
    const Parts p = parts(x);
    const f32x4 A = select(p.left, p.e, 1.0f), B = select(p.left, 1.0f, p.e);
    const f32x4 sum = 1.0f + p.e;
    const f32x4 root = 2.0f * B * sum / p.D;  // its square is 1 - u^2
    const f32x4 u = A * u_by_A(p);
    const f32x4 bracket = 2.0f + p.x * ((B - 2.0f * u * A) / sum);
    return root * root * (p.A_scaled / sum) * bracket * p.scale;
  }

 private:
  // u = tanh(log(1 + e^x)) = A n / D with e^x = A / B, n = A + 2 B and D = A n + 2 B^2. The larger of A and B is 1, the
  // other e = e^-|x|.
  struct Parts {
    mask4 left;
    f32x4 x;  // clipped where e is 0 in float32
    f32x4 e;
    f32x4 D, D_lost;  // the latter by rounding and relative to D
    f32x4 A_scaled;   // A / scale, never denormal,
    f32x4 A_lost;     // but for what rounding took from it, relative to it
    f32x4 scale;      // 2^-64 on the left, else 1
  };
  // n / D, with what A and D lack; where e is small, as 1 less something.
  static f32x4 u_by_A(const Parts& p) {
    const f32x4 larger = select(p.left, 2.0f, 1.0f), smaller = select(p.left, p.e, 2.0f * p.e);
    const f32x4 n = larger + (smaller + (larger + smaller) * (p.A_lost - p.D_lost));
    const f32x4 less = p.e * select(p.left, 1.0f + p.e, 2.0f * p.e) / p.D;
    return select(p.e < 0.25f, 1.0f - (less - p.A_lost), n / p.D);
  }
  static Parts parts(f32x4 x) {
    const f32x4 clipped = min(max(x, -115.0f), 115.0f);
    const ExpRatio r = exp_ratio<64>(abs(clipped), exp_scale(-1));
    const f32x4 plus = r.plus(), minus = r.minus();
    // With what rounding took from numerator and denominator, which are 2 and a little.
    const f32x4 lost = 0.5f * (((r.w + r.r) - (plus - 2.0f)) - ((r.w - r.r) - (minus - 2.0f)));
    const f32x4 ratio = r.power * (plus / minus);
    const f32x4 e = (ratio + ratio * lost) * 0x1p-64f;
    const mask4 left = x < 0.0f;
    const f32x4 largest = select(left, 2.0f, 1.0f);
    const f32x4 rest = e * (2.0f + select(left, e, 2.0f * e));
    const f32x4 D = largest + rest;
    return {.left = left,
            .x = clipped,
            .e = e,
            .D = D,
            .D_lost = (rest - (D - largest)) / D,
            .A_scaled = select(left, ratio, 1.0f),
            .A_lost = lost & left,
            .scale = select(left, 0x1p-64f, 1.0f)};
  }
};

}  // namespace actlab
