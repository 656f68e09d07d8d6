// SPDX-License-Identifier: MIT
// The activation functions in double, written from their definitions (oracle/), not from the kernels: right to
// 1e-12 of the result over the whole float line, tails that are denormal in float32 included.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/activation/registry.h"

namespace actlab::test {

// p is the exact value of each parameter, in the registry's order. NaN gives NaN; an infinite x gives the limit, NaN
// where there is none; a result beyond the floats stands for infinity.
struct Oracle {
  std::string_view name;
  double (*value)(double x, const double* p);
  double (*slope)(double x, const double* p);      // at a kink PyTorch's choice
  double (*curvature)(double x, const double* p);  // at a kink 0
  // Values and slopes at n floats, several at a time where the C library can. Within 1e-13 of the above.
  void (*fill)(const float* x, std::size_t n, const double* p, double* value, double* slope);
};

// Throws when there is none for this canonical name.
const Oracle& oracle(std::string_view name);

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
