// SPDX-License-Identifier: MIT
// Every function in C++ with nothing but the standard library, in float, number by number.
import type { Helpers, Recipe } from "./recipes";

export const cppHelpers: Helpers = {
  sigmoid: `inline float sigmoid(float x) {
  return 1.0f / (1.0f + std::exp(-x));
}`,
  normal_cdf: `inline float normal_cdf(float x) {  // by erfc, which keeps the left tail
  return 0.5f * std::erfc(-0.70710678f * x);
}`,
  normal_pdf: `inline float normal_pdf(float x) {
  return 0.39894228f * std::exp(-0.5f * x * x);
}`,
};

const seluConstants = "constexpr float scale = 1.0507009873554805f, alpha = 1.6732632423543772f;";
const geluArgument = "const float u = 1.5957691f * (x + 0.044715f * x * x * x);";
const meanSlope =
  "const float slope = (lower + upper) / 2;  // in training drawn from [lower, upper] for each element";
/** The line that is highest at x, the first of equal ones. */
const highestLine = [
  "const float* w = slopes.begin();",
  "const float* b = intercepts.begin();",
  "std::size_t best = 0;",
  "for (std::size_t j = 1; j < slopes.size(); ++j)",
  "  if (w[j] * x + b[j] > w[best] * x + b[best]) best = j;",
];

export const cppRecipes: Readonly<Record<string, Recipe>> = {
  linear: { value: "x", slope: "1.0f" },
  binary_step: { value: "x > 0.0f ? 1.0f : 0.0f", slope: "0.0f" },
  relu: { value: "std::max(x, 0.0f)", slope: "x > 0.0f ? 1.0f : 0.0f" },
  leaky_relu: { value: "x > 0.0f ? x : negative_slope * x", slope: "x > 0.0f ? 1.0f : negative_slope" },
  prelu: { value: "x > 0.0f ? x : slope * x", slope: "x > 0.0f ? 1.0f : slope" },
  rrelu: {
    value: [meanSlope, "x > 0.0f ? x : slope * x"],
    slope: [meanSlope, "x > 0.0f ? 1.0f : slope"],
  },
  relu6: { value: "std::clamp(x, 0.0f, 6.0f)", slope: "x > 0.0f && x < 6.0f ? 1.0f : 0.0f" },
  threshold_relu: { value: "x > theta ? x : 0.0f", slope: "x > theta ? 1.0f : 0.0f" },
  squared_relu: { value: "x > 0.0f ? x * x : 0.0f", slope: "2.0f * std::max(x, 0.0f)" },
  hard_tanh: { value: "std::clamp(x, -1.0f, 1.0f)", slope: "x > -1.0f && x < 1.0f ? 1.0f : 0.0f" },
  hard_sigmoid: {
    value: "std::clamp(x / 6.0f + 0.5f, 0.0f, 1.0f)",
    slope: "x > -3.0f && x < 3.0f ? 1.0f / 6.0f : 0.0f",
  },
  hard_shrink: {
    value: "std::abs(x) > lambda ? x : 0.0f",
    slope: "std::abs(x) > lambda ? 1.0f : 0.0f",
  },
  soft_shrink: {
    value: "x - std::clamp(x, -lambda, lambda)",
    slope: "std::abs(x) > lambda ? 1.0f : 0.0f",
  },
  sigmoid: { value: "1.0f / (1.0f + std::exp(-x))", slope: "sigmoid(x) * sigmoid(-x)" },
  tanh: { value: "std::tanh(x)", slope: "4.0f * sigmoid(2.0f * x) * sigmoid(-2.0f * x)" },
  tanh_shrink: {
    value: [
      "const double y = x;  // near 0 two almost equal numbers part",
      "if (std::abs(y) < 1e-2) return float(y * y * y * (1.0 / 3.0 - 2.0 / 15.0 * y * y));",
      "float(y - std::tanh(y))",
    ],
    slope: "std::tanh(x) * std::tanh(x)",
  },
  arctan: { value: "std::atan(x)", slope: "1.0f / (1.0f + x * x)" },
  elu: { value: "x > 0.0f ? x : alpha * std::expm1(x)", slope: "x > 0.0f ? 1.0f : alpha * std::exp(x)" },
  selu: {
    value: [seluConstants, "scale * (x > 0.0f ? x : alpha * std::expm1(x))"],
    slope: [seluConstants, "scale * (x > 0.0f ? 1.0f : alpha * std::exp(x))"],
  },
  celu: {
    value: "x > 0.0f ? x : alpha * std::expm1(x / alpha)",
    slope: "x > 0.0f ? 1.0f : std::exp(x / alpha)",
  },
  softplus: {
    value: ["const float z = beta * x;", "(std::max(z, 0.0f) + std::log1p(std::exp(-std::abs(z)))) / beta"],
    slope: "sigmoid(beta * x)",
  },
  log_sigmoid: {
    value: "std::min(x, 0.0f) - std::log1p(std::exp(-std::abs(x)))",
    slope: "sigmoid(-x)",
  },
  exponential: { value: "std::exp(x)", slope: "std::exp(x)" },
  gaussian: { value: "std::exp(-x * x)", slope: "-2.0f * x * std::exp(-x * x)" },
  gelu: { value: "x * normal_cdf(x)", slope: "normal_cdf(x) + x * normal_pdf(x)" },
  gelu_tanh: {
    value: [`${geluArgument}  // (1 + tanh(u / 2)) / 2 is sigmoid(u)`, "x * sigmoid(u)"],
    slope: [
      geluArgument,
      "const float du = 1.5957691f * (1.0f + 3.0f * 0.044715f * x * x);",
      "sigmoid(u) * (1.0f + x * du * sigmoid(-u))",
    ],
  },
  silu: { value: "x * sigmoid(x)", slope: "sigmoid(x) * (1.0f + x * sigmoid(-x))" },
  swish: {
    value: "x * sigmoid(beta * x)",
    slope: "sigmoid(beta * x) * (1.0f + beta * x * sigmoid(-beta * x))",
  },
  hard_silu: {
    value: "x * std::clamp(x + 3.0f, 0.0f, 6.0f) / 6.0f",
    slope: "x <= -3.0f ? 0.0f : x >= 3.0f ? 1.0f : x / 3.0f + 0.5f",
  },
  mish: {
    value: "x * std::tanh(std::max(x, 0.0f) + std::log1p(std::exp(-std::abs(x))))",
    slope: [
      "const float s = sigmoid(-x), r = s / (1.0f + s * s);  // 1 - tanh(softplus(x))^2 is 4 r^2",
      "std::tanh(std::max(x, 0.0f) + std::log1p(std::exp(-std::abs(x)))) + 4.0f * x * sigmoid(x) * r * r",
    ],
  },
  softsign: {
    value: "x / (1.0f + std::abs(x))",
    slope: ["const float r = 1.0f / (1.0f + std::abs(x));", "r * r"],
  },
  isru: {
    value: "x / std::hypot(1.0f, std::sqrt(alpha) * x)",
    slope: "std::pow(std::hypot(1.0f, std::sqrt(alpha) * x), -3.0f)",
  },
  isrlu: {
    value: "x >= 0.0f ? x : x / std::hypot(1.0f, std::sqrt(alpha) * x)",
    slope: "x >= 0.0f ? 1.0f : std::pow(std::hypot(1.0f, std::sqrt(alpha) * x), -3.0f)",
  },
  squareplus: {
    value: [
      "const float r = std::hypot(x, std::sqrt(b));  // r + x would cancel left of 0",
      "(x > 0.0f ? x + r : b / (r - x)) / 2.0f",
    ],
    slope: "squareplus(x, b) / std::hypot(x, std::sqrt(b))",
  },
  bent_identity: {
    value: "x + x * x / (2.0f + 2.0f * std::hypot(1.0f, x))",
    slope: "1.0f + x / (2.0f * std::hypot(1.0f, x))",
  },
  sine: { value: "std::sin(omega * x)", slope: "omega * std::cos(omega * x)" },
  snake: {
    value: ["const float s = std::sin(a * x);", "x + s * s / a"],
    slope: "1.0f + std::sin(2.0f * a * x)",
  },
  sinc: {
    value: "x == 0.0f ? 1.0f : std::sin(x) / x",
    slope: [
      "if (std::abs(x) < 1e-2f) return x * x * x / 30.0f - x / 3.0f;",
      "const double y = x;  // near 0 two almost equal numbers part",
      "float((std::cos(y) - std::sin(y) / y) / y)",
    ],
  },
  maxout: {
    value: [...highestLine, "w[best] * x + b[best]"],
    slope: [...highestLine, "w[best]"],
  },
  softmax: {
    value: [
      "const float largest = *std::max_element(x.begin(), x.end());",
      "float sum = 0.0f;",
      "for (float& v : x) sum += v = std::exp(v - largest);",
      "for (float& v : x) v /= sum;",
      "x",
    ],
  },
  log_softmax: {
    value: [
      "const float largest = *std::max_element(x.begin(), x.end());",
      "float sum = 0.0f;",
      "for (float& v : x) sum += std::exp(v -= largest);",
      "for (float& v : x) v -= std::log(sum);",
      "x",
    ],
  },
  glu: { value: "a * sigmoid(b)", slope: "{sigmoid(b), a * sigmoid(b) * sigmoid(-b)}" },
  reglu: { value: "a * std::max(b, 0.0f)", slope: "{std::max(b, 0.0f), b > 0.0f ? a : 0.0f}" },
  geglu: {
    value: "a * b * normal_cdf(b)",
    slope: "{b * normal_cdf(b), a * (normal_cdf(b) + b * normal_pdf(b))}",
  },
  swiglu: {
    value: "a * b * sigmoid(b)",
    slope: "{b * sigmoid(b), a * sigmoid(b) * (1.0f + b * sigmoid(-b))}",
  },
};
