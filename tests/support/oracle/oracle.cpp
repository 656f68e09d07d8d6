// SPDX-License-Identifier: MIT
// The table of definitions, and loops over them. CMakeLists.txt has this file vectorised in every build.
#include "tests/support/oracle.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "tests/support/oracle/algebraic.h"
#include "tests/support/oracle/exponential.h"
#include "tests/support/oracle/gated.h"
#include "tests/support/oracle/piecewise.h"
#include "tests/support/oracle/sigmoidal.h"

namespace actlab::test {
namespace {

using namespace oracle_detail;

// An infinite x is taken as a number so far beyond all floats that formulas give the limit to more digits than a float
// has, yet whose fifth power is a double: no formula then meets 0 times infinity.
double finite(double x) { return clip(x, -0x1p200, 0x1p200); }

// y, or NaN when `finite_x` is NaN. A branch would keep the loop below from vectors.
double unless_nan(double finite_x, double y) { return y + (finite_x - finite_x); }

template <double (*F)(double, const double*)>
double evaluate(double x, const double* p) {
  return unless_nan(finite(x), F(finite(x), p));
}

template <class F>
void fill(const float* x, std::size_t n, const double* parameters, double* values, double* slopes) {
  double p[kMaxActivationParameters];  // a copy that no store of the loops can change
  std::copy_n(parameters, kMaxActivationParameters, p);
  constexpr std::size_t kBlock = 256;
  double inputs[kBlock] = {};
  double value[kBlock];
  double slope[kBlock];
  for (std::size_t from = 0; from < n; from += kBlock) {
    const std::size_t count = std::min(n - from, kBlock);
    for (std::size_t i = 0; i < count; ++i) inputs[i] = finite(x[from + i]);
    for (std::size_t i = 0; i < kBlock; ++i) {
      value[i] = unless_nan(inputs[i], F::value(inputs[i], p));
      slope[i] = unless_nan(inputs[i], F::slope(inputs[i], p));
    }
    std::copy_n(value, count, values + from);
    std::copy_n(slope, count, slopes + from);
  }
}

template <class... F>
const Oracle* find(std::string_view name) {
  static constexpr Oracle kOracles[] = {
      {F::kName, evaluate<F::value>, evaluate<F::slope>, evaluate<F::curvature>, fill<F>}...};
  for (const Oracle& entry : kOracles) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

}  // namespace

const Oracle& oracle(std::string_view name) {
  const Oracle* found =
      find<Linear, BinaryStep, Relu, Relu6, SquaredRelu, LeakyRelu, Prelu, Rrelu, ThresholdRelu, HardTanh,
           HardSigmoid, HardSilu, HardShrink, SoftShrink, Maxout,            // piecewise.h
           Sigmoid, LogSigmoid, Tanh, TanhShrink, Arctan, Softsign,          // sigmoidal.h
           Selu, Elu, Celu, Softplus, Exponential, Gaussian,                 // exponential.h
           Gelu, GeluTanh, Silu, Swish, Mish,                                // gated.h
           BentIdentity, Squareplus, Isru, Isrlu, Sine, Snake, Sinc>(name);  // algebraic.h
  if (found == nullptr) throw std::runtime_error("tests/support/oracle has no " + std::string(name));
  return *found;
}

}  // namespace actlab::test
