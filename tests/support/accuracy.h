// SPDX-License-Identifier: MIT
// How far a kernel strays from the oracle, and whether that is within the bound it states.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "core/activation/bound.h"
#include "core/activation/registry.h"
#include "tests/support/oracle.h"
#include "tests/support/parameters.h"

namespace actlab::test {

// The result that is furthest off among those not within `absolute` of the exact one.
struct Worst {
  double ulp = 0.0;
  float at = 0.0f;
  float got = 0.0f;
  double exact = 0.0;
};

// Takes over into `worst` what is further off among n results. Inputs that are finite and outside the bound's domain do
// not count.
void update_worst(const float* x, const float* got, const double* exact, std::size_t n,
                  const AccuracyBound& bound, Worst& worst);

// The bound of a kernel whose oscillation has a frequency is one for their product: its domain shrinks as that grows.
AccuracyBound at_parameters(const AccuracyBound& bound, const Parameters& p);

// Looks at more and more inputs of one function.
class Comparison {
 public:
  Comparison(const Activation& f, const Parameters& p);

  // x  n inputs of any kind
  void look(const float* x, std::size_t n);

  // Takes over what another comparison of the same function found. Of equal distances the one at the lowest bit
  // pattern counts, so that the order of looking does not.
  void merge(const Comparison& other);

  bool within_bounds() const { return value.ulp <= value_bound.ulp && slope.ulp <= slope_bound.ulp; }

  AccuracyBound value_bound;
  AccuracyBound slope_bound;
  Worst value;
  Worst slope;

 private:
  static constexpr std::size_t kBlock = 1024;
  void look_at_block(const float* x, std::size_t n);

  Parameters p_;
  std::array<double, kMaxActivationParameters> exact_p_;
  BoundActivation kernels_;
  const Oracle* oracle_;
};

}  // namespace actlab::test
