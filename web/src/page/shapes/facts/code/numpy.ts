// SPDX-License-Identifier: MIT
// Every function in NumPy alone, written so that no input overflows and no tail drowns in rounding.
import type { Helpers, Recipe } from "./recipes";

export const numpyHelpers: Helpers = {
  sigmoid: `def sigmoid(x):
    return np.exp(-np.logaddexp(0, -x))`,
  normal_cdf: `def normal_cdf(x):  # NumPy has no erf; erfc keeps the left tail
    return 0.5 * np.vectorize(math.erfc, otypes=[float])(-x / math.sqrt(2))`,
  normal_pdf: `def normal_pdf(x):
    return np.exp(-x * x / 2) / math.sqrt(2 * math.pi)`,
};

const halves = "a, b = np.split(x, 2, axis=-1)";
const seluConstants = "scale, alpha = 1.0507009873554805, 1.6732632423543772";
const geluArgument = "u = 2 * math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)";
const lines = "y = np.multiply.outer(x, slopes) + np.asarray(intercepts)";
const meanSlope = "slope = (lower + upper) / 2  # in training drawn from [lower, upper] for each element";

export const numpyRecipes: Readonly<Record<string, Recipe>> = {
  linear: { value: "x", slope: "np.ones_like(x)" },
  binary_step: { value: "np.where(x > 0, 1.0, 0.0)", slope: "np.zeros_like(x)" },
  relu: { value: "np.maximum(x, 0)", slope: "np.where(x > 0, 1.0, 0.0)" },
  leaky_relu: {
    value: "np.where(x > 0, x, negative_slope * x)",
    slope: "np.where(x > 0, 1.0, negative_slope)",
  },
  prelu: { value: "np.where(x > 0, x, slope * x)", slope: "np.where(x > 0, 1.0, slope)" },
  rrelu: {
    value: [meanSlope, "np.where(x > 0, x, slope * x)"],
    slope: [meanSlope, "np.where(x > 0, 1.0, slope)"],
  },
  relu6: { value: "np.clip(x, 0, 6)", slope: "np.where((x > 0) & (x < 6), 1.0, 0.0)" },
  threshold_relu: { value: "np.where(x > theta, x, 0.0)", slope: "np.where(x > theta, 1.0, 0.0)" },
  squared_relu: { value: "np.square(np.maximum(x, 0))", slope: "2 * np.maximum(x, 0)" },
  hard_tanh: { value: "np.clip(x, -1, 1)", slope: "np.where((x > -1) & (x < 1), 1.0, 0.0)" },
  hard_sigmoid: {
    value: "np.clip(x / 6 + 0.5, 0, 1)",
    slope: "np.where((x > -3) & (x < 3), 1 / 6, 0.0)",
  },
  hard_shrink: {
    value: "np.where(np.abs(x) > lambd, x, 0.0)",
    slope: "np.where(np.abs(x) > lambd, 1.0, 0.0)",
  },
  soft_shrink: {
    value: "x - np.clip(x, -lambd, lambd)",
    slope: "np.where(np.abs(x) > lambd, 1.0, 0.0)",
  },
  sigmoid: { value: "np.exp(-np.logaddexp(0, -x))", slope: "sigmoid(x) * sigmoid(-x)" },
  tanh: { value: "np.tanh(x)", slope: "4 * sigmoid(2 * x) * sigmoid(-2 * x)" },
  tanh_shrink: {
    value: [
      "x = np.asarray(x, dtype=float)  # near 0 two almost equal numbers part",
      "np.where(np.abs(x) < 1e-2, x**3 / 3 - 2 * x**5 / 15, x - np.tanh(x))",
    ],
    slope: "np.square(np.tanh(x))",
  },
  arctan: { value: "np.arctan(x)", slope: "1 / (1 + x * x)" },
  elu: {
    value: "np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))",
    slope: "np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0)))",
  },
  selu: {
    value: [seluConstants, "scale * np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))"],
    slope: [seluConstants, "scale * np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0)))"],
  },
  celu: {
    value: "np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0) / alpha))",
    slope: "np.where(x > 0, 1.0, np.exp(np.minimum(x, 0) / alpha))",
  },
  softplus: { value: "np.logaddexp(0, beta * x) / beta", slope: "sigmoid(beta * x)" },
  log_sigmoid: { value: "-np.logaddexp(0, -x)", slope: "sigmoid(-x)" },
  exponential: { value: "np.exp(x)", slope: "np.exp(x)" },
  gaussian: { value: "np.exp(-x * x)", slope: "-2 * x * np.exp(-x * x)" },
  gelu: { value: "x * normal_cdf(x)", slope: "normal_cdf(x) + x * normal_pdf(x)" },
  gelu_tanh: {
    value: [`${geluArgument}  # (1 + tanh(u / 2)) / 2 is sigmoid(u)`, "x * sigmoid(u)"],
    slope: [
      geluArgument,
      "du = 2 * math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * x * x)",
      "sigmoid(u) * (1 + x * du * sigmoid(-u))",
    ],
  },
  silu: { value: "x * sigmoid(x)", slope: "sigmoid(x) * (1 + x * sigmoid(-x))" },
  swish: {
    value: "x * sigmoid(beta * x)",
    slope: "sigmoid(beta * x) * (1 + beta * x * sigmoid(-beta * x))",
  },
  hard_silu: {
    value: "x * np.clip(x + 3, 0, 6) / 6",
    slope: "np.where(x <= -3, 0.0, np.where(x >= 3, 1.0, x / 3 + 0.5))",
  },
  mish: {
    value: "x * np.tanh(np.logaddexp(0, x))",
    slope: [
      "s = sigmoid(-x)  # 1 - tanh(softplus(x))**2 is 4 s**2 / (1 + s**2)**2",
      "np.tanh(np.logaddexp(0, x)) + 4 * x * sigmoid(x) * np.square(s / (1 + s * s))",
    ],
  },
  softsign: { value: "x / (1 + np.abs(x))", slope: "1 / np.square(1 + np.abs(x))" },
  isru: {
    value: "x / np.hypot(1.0, math.sqrt(alpha) * x)",
    slope: "np.hypot(1.0, math.sqrt(alpha) * x) ** -3.0",
  },
  isrlu: {
    value: "np.where(x >= 0, x, x / np.hypot(1.0, math.sqrt(alpha) * x))",
    slope: "np.where(x >= 0, 1.0, np.hypot(1.0, math.sqrt(alpha) * x) ** -3.0)",
  },
  squareplus: {
    value: [
      "r = np.hypot(x, math.sqrt(b))",
      "np.where(x > 0, x + r, b / (r + np.abs(x))) / 2  # r + x would cancel left of 0",
    ],
    slope: "squareplus(x, b) / np.hypot(x, math.sqrt(b))",
  },
  bent_identity: {
    value: "x + x * x / (2 + 2 * np.hypot(1.0, x))",
    slope: "1 + x / (2 * np.hypot(1.0, x))",
  },
  sine: { value: "np.sin(omega * x)", slope: "omega * np.cos(omega * x)" },
  snake: { value: "x + np.square(np.sin(a * x)) / a", slope: "1 + np.sin(2 * a * x)" },
  sinc: {
    value: "np.sinc(x / np.pi)",
    slope: [
      "x = np.asarray(x, dtype=float)  # near 0 two almost equal numbers part",
      "small = np.abs(x) < 1e-2",
      "y = np.where(small, 1.0, x)",
      "np.where(small, x**3 / 30 - x / 3, (np.cos(y) - np.sin(y) / y) / y)",
    ],
  },
  maxout: {
    value: [lines, "np.max(y, axis=-1)"],
    slope: [lines, "np.asarray(slopes)[np.argmax(y, axis=-1)]  # of equal lines the first"],
  },
  softmax: {
    value: ["e = np.exp(x - np.max(x, axis=-1, keepdims=True))", "e / np.sum(e, axis=-1, keepdims=True)"],
    slope: ["f = softmax(x)", "np.diag(f) - np.outer(f, f)  # of one row: df_i / dx_j"],
  },
  log_softmax: {
    value: [
      "z = x - np.max(x, axis=-1, keepdims=True)",
      "z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))",
    ],
    slope: "np.eye(len(x)) - np.exp(log_softmax(x))  # of one row: df_i / dx_j",
  },
  glu: {
    value: [halves, "a * sigmoid(b)"],
    slope: [halves, "np.concatenate((sigmoid(b), a * sigmoid(b) * sigmoid(-b)), axis=-1)"],
  },
  reglu: {
    value: [halves, "a * np.maximum(b, 0)"],
    slope: [halves, "np.concatenate((np.maximum(b, 0), np.where(b > 0, a, 0.0)), axis=-1)"],
  },
  geglu: {
    value: [halves, "a * b * normal_cdf(b)"],
    slope: [
      halves,
      "cdf = normal_cdf(b)",
      "np.concatenate((b * cdf, a * (cdf + b * normal_pdf(b))), axis=-1)",
    ],
  },
  swiglu: {
    value: [halves, "a * b * sigmoid(b)"],
    slope: [halves, "s = sigmoid(b)", "np.concatenate((b * s, a * s * (1 + b * sigmoid(-b))), axis=-1)"],
  },
};
