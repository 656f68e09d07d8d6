// SPDX-License-Identifier: MIT
// Values, slopes and curvatures of every activation against the oracle, along the whole float line, within their stated
// bounds. tests/exhaustive does the same at every float.
#include "tests/support/accuracy.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "core/activation/bound.h"
#include "core/activation/registry.h"
#include "tests/support/choices.h"
#include "tests/support/oracle.h"
#include "tests/support/parameters.h"
#include "tests/support/ulp.h"
#include "tests/support/walk.h"

namespace {

using actlab::Activation;
using actlab::BoundActivation;
using actlab::test::for_each_choice;
using actlab::test::Parameters;

// Where kernels change from one formula to another, and kinks.
std::vector<float> thresholds(const Activation& f, const Parameters& p) {
  std::vector<float> x = {0.0f,        0.17328680f, -0.17328680f, 0.34657359f, -0.34657359f,
                          0.69314718f, -0.75179f,   9.0109f,      -14.2f,      17.328680f,
                          -17.328680f, -43.668f,    -51.98f,      -87.336545f, -103.97208f};
  const actlab::Shape shape = f.shape(p.data());
  for (std::size_t i = 0; i < shape.kink_count; ++i) x.push_back(shape.kinks[i].x);
  return x;
}

}  // namespace

TEST_CASE(
    "values and slopes stay within their stated bounds along the float line, at default, extreme and "
    "middling "
    "parameters") {
  for_each_choice([](const Activation& f, const Parameters& p) {
    actlab::test::Comparison result(f, p);
    actlab::test::walk_floats(actlab::test::kWalkStride, thresholds(f, p),
                              [&](const float* x, std::size_t n) { result.look(x, n); });
    const actlab::test::Worst& value = result.value;
    const actlab::test::Worst& slope = result.slope;
    const std::string name = std::string(f.name) + ' ' + actlab::test::text_of(f, p);
    std::printf("%-32s value %6.3f ulp (bound %g) at %-15.9g slope %6.3f ulp (bound %g) at %.9g\n",
                name.c_str(), value.ulp, f.value_bound.ulp, value.at, slope.ulp, f.slope_bound.ulp, slope.at);
    INFO("f(" << value.at << ") = " << value.got << ", exact " << value.exact << "; f'(" << slope.at
              << ") = " << slope.got << ", exact " << slope.exact);
    CHECK(result.within_bounds());
  });
}

TEST_CASE("curvatures are within 1e-5 relative or 1e-7 absolute along the float line") {
  for_each_choice([](const Activation& f, const Parameters& p) {
    const actlab::test::Oracle& oracle = actlab::test::oracle(f.name);
    const auto exact_p = actlab::test::in_double(p);
    const BoundActivation kernels(f, p.data());
    const actlab::AccuracyBound domain = actlab::test::at_parameters(f.slope_bound, p);
    std::vector<float> y(4096);
    double worst = 0.0;  // 1: at the bound
    float at = 0.0f;
    actlab::test::walk_floats(16381, thresholds(f, p), [&](const float* x, std::size_t n) {
      kernels.curvature(x, y.data(), n);
      for (std::size_t i = 0; i < n; ++i) {
        if (!std::isfinite(x[i]) || x[i] < domain.from || x[i] > domain.to) continue;
        const double exact = oracle.curvature(x[i], exact_p.data());
        if (y[i] == static_cast<float>(exact)) continue;  // both infinite, too
        double error = std::abs(y[i] - exact) / std::max(1e-5 * std::abs(exact), 1e-7);
        if (std::isnan(error)) error = HUGE_VAL;
        if (error <= worst) continue;
        worst = error;
        at = x[i];
      }
    });
    INFO("at " << at);
    CHECK(worst <= 1.0);
  });
}

TEST_CASE("the slope is the derivative of the value") {
  for_each_choice([](const Activation& f, const Parameters& p) {
    const auto exact_p = actlab::test::in_double(p);
    const BoundActivation kernels(f, p.data());
    const actlab::Shape shape = f.shape(p.data());
    for (int i = -1000; i <= 1000; ++i) {
      const float x = static_cast<float>(i) * 0.0173f + 0.0031f;
      const double h = 1e-4;
      bool near_kink = false;
      for (std::size_t k = 0; k < shape.kink_count; ++k) near_kink |= std::abs(x - shape.kinks[k].x) < 2 * h;
      if (near_kink) continue;
      const auto exact = [&](double at) { return actlab::test::oracle_value(f, at, exact_p.data()); };
      const double difference =
          (8.0 * (exact(x + h) - exact(x - h)) - (exact(x + 2 * h) - exact(x - 2 * h))) / (12.0 * h);
      if (!std::isfinite(difference)) continue;
      float slope = 0.0f;
      kernels.slope(&x, &slope, 1);
      INFO("at " << x);
      // Rounding of the differences is about 1e-16 |f| / h; f grows to 1e38 at the smallest sharpness.
      CHECK(slope == doctest::Approx(difference).epsilon(1e-6).scale(1.0 + 1e-5 * std::abs(exact(x))));
    }
  });
}

TEST_CASE("around 0 sine, sinc and snake need no allowance for zero crossings elsewhere") {
  for (const char* name : {"sine", "snake", "sinc"}) {
    const Activation& f = *actlab::find_activation(name);
    const auto p = actlab::default_parameters(f);
    const auto exact_p = actlab::test::in_double(p);
    const BoundActivation kernels(f, p.data());
    for (int exponent = -149; exponent < 0; ++exponent) {
      for (const float mantissa : {1.0f, 1.1f, 1.3f, 1.6f, 1.9f, -1.2f, -1.5f, -1.7f}) {
        const float x = std::ldexp(mantissa, exponent) * 0.5f;
        if (f.name == "snake" && x < -0.7f) continue;  // its slope's first zero is at -pi / 4
        const double value = actlab::test::oracle(name).value(x, exact_p.data());
        const double slope = actlab::test::oracle(name).slope(x, exact_p.data());
        CAPTURE(f.name);
        CAPTURE(x);
        CHECK(actlab::test::ulp_distance(actlab::test::value_at(kernels, x), value) <= 4);
        CHECK(actlab::test::ulp_distance(actlab::test::slope_at(kernels, x), slope) <= 4);
      }
    }
  }
}
