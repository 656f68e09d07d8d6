// SPDX-License-Identifier: MIT
// The activation functions in double, written from their definitions with libm, not from the kernels.
#pragma once

#include <cmath>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/activation/registry.h"

namespace actlab::test {

struct Oracle {
  std::string_view name;
  double (*value)(double x, const double* p);
  double (*slope)(double x, const double* p);  // at a kink, the slope from the left
};

namespace oracle_detail {

inline double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }
inline double sigmoid_slope(double x) {
  const double e = std::exp(-std::abs(x));
  return e / ((1.0 + e) * (1.0 + e));
}
inline double normal_distribution(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }
inline double normal_density(double x) { return std::exp(-0.5 * x * x) / std::sqrt(2.0 * std::acos(-1.0)); }

// 1 right of 0, `left` at 0 and left of it.
inline double step(double x, double left) { return x > 0.0 ? 1.0 : left; }

// Limits that the formulas below would give as 0 * infinity.
inline double times(double a, double b) { return a == 0.0 || b == 0.0 ? 0.0 : a * b; }

}  // namespace oracle_detail

inline const Oracle& oracle(std::string_view name) {
  using namespace oracle_detail;
  static const Oracle oracles[] = {
      {"linear", [](double x, const double*) { return x; },
       [](double x, const double*) { return std::isnan(x) ? x : 1.0; }},
      {"relu", [](double x, const double*) { return x <= 0.0 ? 0.0 : x; },
       [](double x, const double*) { return std::isnan(x) ? x : step(x, 0.0); }},
      {"leaky_relu", [](double x, const double* p) { return x <= 0.0 ? times(p[0], x) : x; },
       [](double x, const double* p) { return std::isnan(x) ? x : step(x, p[0]); }},
      {"elu", [](double x, const double* p) { return x <= 0.0 ? p[0] * std::expm1(x) : x; },
       [](double x, const double* p) { return x > 0.0 ? 1.0 : p[0] * std::exp(x); }},
      {"sigmoid", [](double x, const double*) { return sigmoid(x); },
       [](double x, const double*) { return sigmoid_slope(x); }},
      {"tanh", [](double x, const double*) { return std::tanh(x); },
       [](double x, const double*) { return 4.0 * sigmoid_slope(2.0 * x); }},
      {"softplus",
       [](double x, const double* p) {
         return (x > 0.0 ? x : 0.0) + std::log1p(std::exp(-std::abs(p[0] * x))) / p[0];
       },
       [](double x, const double* p) { return sigmoid(p[0] * x); }},
      {"gelu", [](double x, const double*) { return times(x, normal_distribution(x)); },
       [](double x, const double*) { return normal_distribution(x) + times(x, normal_density(x)); }},
  };
  for (const Oracle& entry : oracles) {
    if (entry.name == name) return entry;
  }
  throw std::runtime_error("tests/support/oracle.h has no " + std::string(name));
}

inline double oracle_value(const Activation& f, double x, const double* p) {
  return oracle(f.name).value(x, p);
}
inline double oracle_slope(const Activation& f, double x, const double* p) {
  return oracle(f.name).slope(x, p);
}

// The same for anything that names a function and its parameters as an activation layer's spec does.
template <class Layer>
double oracle_value(const Layer& layer, double x) {
  return oracle_value(*layer.function, x, layer.parameters.data());
}

}  // namespace actlab::test
