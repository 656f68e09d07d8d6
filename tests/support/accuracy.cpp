// SPDX-License-Identifier: MIT
// Comparing blocks of results. Nearly all are closer than the worst so far, which a loop over vectors sees; the few
// others are measured by ulp.h. CMakeLists.txt has this file vectorised in every build.
#include "tests/support/accuracy.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "tests/support/bits.h"
#include "tests/support/ulp.h"

namespace actlab::test {
namespace {

bool is_near_crossing(float x, const AccuracyBound& bound) {
  return x >= bound.near_from && x <= bound.near_to;
}

bool outside(float x, const AccuracyBound& bound) {
  return (x < bound.from || x > bound.to) && std::abs(x) <= std::numeric_limits<float>::max();
}

// 1 / u as in ulp.h: a power of two, made of the exponent of `exact` by integer arithmetic.
double ulps_per_unit(double exact) {
  const double magnitude = std::min(std::max(std::abs(exact), 0x1p-126), 0x1p127);
  std::uint64_t bits;
  std::memcpy(&bits, &magnitude, sizeof bits);
  bits = (std::uint64_t{2 * 1023 + 23} << 52) - (bits & 0x7FF0000000000000u);
  double scale;
  std::memcpy(&scale, &bits, sizeof scale);
  return scale;
}

// False only if no distance is larger than `ulp`; NaN is always looked at.
bool may_exceed(const float* x, const float* got, const double* exact, std::size_t n, double ulp,
                const AccuracyBound& bound) {
  constexpr double kOverflow = 0x1p128;
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const double absolute = bound.absolute;
  const AccuracyBound domain = bound;  // copies stay in registers
  std::int64_t found = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double y = got[i];
    // An infinite result stands for +-2^128 and for everything beyond.
    const double limit = std::abs(y) < kInfinity ? kInfinity : kOverflow;
    const double a = std::min(std::max(y, -kOverflow), kOverflow);
    const double b = std::min(std::max(exact[i], -limit), limit);
    const double error = std::abs(a - b);
    const bool crossing = (error <= absolute) & (x[i] >= domain.near_from) & (x[i] <= domain.near_to);
    const bool near = (error * ulps_per_unit(b) <= ulp) | crossing;
    const bool out = (x[i] < domain.from) | (x[i] > domain.to);
    found |= static_cast<std::int64_t>(!near & !(out & (std::abs(x[i]) < kInfinity)));
  }
  return found != 0;
}

void merge_worst(Worst& worst, const Worst& other) {
  const bool earlier = other.ulp == worst.ulp && bits_of(other.at) < bits_of(worst.at);
  if (other.ulp > worst.ulp || earlier) worst = other;
}

}  // namespace

void update_worst(const float* x, const float* got, const double* exact, std::size_t n,
                  const AccuracyBound& bound, Worst& worst) {
  if (!may_exceed(x, got, exact, n, worst.ulp, bound)) return;
  for (std::size_t i = 0; i < n; ++i) {
    const double distance = ulp_distance(got[i], exact[i]);
    if (distance <= worst.ulp || outside(x[i], bound)) continue;
    const double error = std::abs(static_cast<double>(got[i]) - exact[i]);
    if (error <= bound.absolute && is_near_crossing(x[i], bound)) continue;
    worst = {distance, x[i], got[i], exact[i]};
  }
}

AccuracyBound at_parameters(const AccuracyBound& bound, const Parameters& p) {
  AccuracyBound scaled = bound;
  if (bound.of_product) {
    for (float* limit : {&scaled.from, &scaled.to, &scaled.near_from, &scaled.near_to})
      *limit /= std::abs(p[0]);
  }
  return scaled;
}

Comparison::Comparison(const Activation& f, const Parameters& p)
    : value_bound(at_parameters(f.value_bound, p)),
      slope_bound(at_parameters(f.slope_bound, p)),
      p_(p),
      exact_p_(in_double(p)),
      kernels_(f, p_.data()),
      oracle_(&oracle(f.name)) {}

void Comparison::look(const float* x, std::size_t n) {
  for (std::size_t from = 0; from < n; from += kBlock) look_at_block(x + from, std::min(n - from, kBlock));
}

void Comparison::look_at_block(const float* x, std::size_t n) {
  // Beyond a domain, sines of huge numbers take both sides long.
  if (std::all_of(x, x + n, [&](float at) { return outside(at, value_bound) && outside(at, slope_bound); })) {
    return;
  }
  float y[kBlock];
  float dy[kBlock];
  double exact_y[kBlock];
  double exact_dy[kBlock];
  kernels_.forward(x, y, dy, n);
  oracle_->fill(x, n, exact_p_.data(), exact_y, exact_dy);
  update_worst(x, y, exact_y, n, value_bound, value);
  update_worst(x, dy, exact_dy, n, slope_bound, slope);
}

void Comparison::merge(const Comparison& other) {
  merge_worst(value, other.value);
  merge_worst(slope, other.slope);
}

}  // namespace actlab::test
