// SPDX-License-Identifier: MIT
// The factors in double, from additions, products and quotients alone: pow and cos of libm are not bit-stable.
#include "core/train/schedule.h"

#include <algorithm>

#include "core/dispatch.h"

namespace actlab {
namespace {

double power(double base, std::uint64_t exponent) {
  double result = 1;
  for (; exponent > 0; exponent >>= 1, base *= base) {
    if ((exponent & 1u) != 0) result *= base;
  }
  return result;
}

// (1 + cos(pi x)) / 2 for x in [0, 1]: the square of cos(pi x / 2), from that one's series.
double half_cosine(double x) {
  constexpr double kHalfPi = 1.5707963267948966;
  const double square = kHalfPi * x * kHalfPi * x;
  double term = 1, cosine = 1;
  for (int k = 1; k < 13; ++k) {
    term *= -square / ((2 * k - 1) * (2 * k));
    cosine += term;
  }
  return cosine * cosine;
}

// Half a cosine from one value to another; `share` of the way, from 0 to 1.
double ease(double from, double to, double share) { return to + (from - to) * half_cosine(share); }

// One overload a schedule.
struct Factor {
  std::uint64_t update;

  double operator()(const ConstantSchedule&) const { return 1; }
  double operator()(const StepSchedule& s) const { return power(s.factor, update / s.every); }
  double operator()(const ExponentialSchedule& s) const { return power(s.factor, update); }

  double operator()(const CosineSchedule& s) const {
    return ease(1, s.min, std::min(static_cast<double>(update) / s.steps, 1.0));
  }
  double operator()(const WarmupSchedule& s) const {
    return std::min(static_cast<double>(update + 1) / s.steps, 1.0);
  }

  double operator()(const OneCycleSchedule& s) const {
    const auto now = static_cast<double>(update);
    const double start = 1 / s.div_factor, end = start / s.final_div_factor;
    // As PyTorch counts: the peak and the end are the last updates of their phases, and a peak may lie before the start.
    const double peak = s.pct_start * s.steps - 1, last = static_cast<double>(s.steps) - 1;
    if (now < peak) return ease(start, 1, now / peak);
    return ease(1, end, std::min((now - peak) / (last - peak), 1.0));
  }
};

}  // namespace

double rate_factor(const ScheduleConfig& config, std::uint64_t update) {
  return dispatch(Factor{update}, config);
}

}  // namespace actlab
