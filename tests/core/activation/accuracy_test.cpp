// SPDX-License-Identifier: MIT
// Values and slopes of every activation against the oracle, along the whole float line, within their stated
// bounds.
#include <doctest.h>

#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "core/activation/registry.h"
#include "tests/support/oracle.h"
#include "tests/support/parameters.h"
#include "tests/support/ulp.h"
#include "tests/support/walk.h"

namespace {

using actlab::AccuracyBound;
using actlab::Activation;
using actlab::test::Parameters;

struct Worst {
  double ulp = 0.0;
  float at = 0.0f;
  float got = 0.0f;
  double exact = 0.0;

  void look(float x, float y, double truth, const AccuracyBound& bound) {
    if (std::isfinite(x) && (x < bound.from || x > bound.to)) return;
    const double distance = actlab::test::ulp_distance(y, truth);
    if (distance <= ulp || std::abs(static_cast<double>(y) - truth) <= bound.absolute) return;
    *this = {distance, x, y, truth};
  }
};

// Where kernels change from one formula to another, divided by a sharpness as high as parameters allow.
std::vector<float> thresholds(const Activation& f, const Parameters& p) {
  std::vector<float> x = {0.0f,        0.17328680f, -0.17328680f, 0.34657359f, -0.34657359f,
                          0.69314718f, -0.75179f,   9.0109f,      -14.2f,      17.328680f,
                          -17.328680f, -43.668f,    -51.98f,      -87.336545f, -103.97208f};
  const actlab::Shape shape = f.shape(p.data());
  for (std::size_t i = 0; i < shape.kink_count; ++i) x.push_back(shape.kinks[i].x);
  return x;
}

void check(const Activation& f, const Parameters& p, std::uint32_t stride) {
  const auto exact_p = actlab::test::in_double(p);
  const actlab::test::Oracle& oracle = actlab::test::oracle(f.name);
  Worst value;
  Worst slope;
  std::vector<float> y(4096);
  std::vector<float> dy(4096);
  actlab::test::walk_floats(stride, thresholds(f, p), [&](const float* x, std::size_t n) {
    f.forward(x, y.data(), dy.data(), n, p.data());
    for (std::size_t i = 0; i < n; ++i) {
      value.look(x[i], y[i], oracle.value(x[i], exact_p.data()), f.value_bound);
      slope.look(x[i], dy[i], oracle.slope(x[i], exact_p.data()), f.slope_bound);
    }
  });
  std::string name(f.name);
  for (std::size_t i = 0; i < f.parameters.size(); ++i) name.append(" ").append(std::to_string(p[i]));
  std::printf("%-20s value %6.3f ulp (bound %g) at %-15.9g slope %6.3f ulp (bound %g) at %.9g\n",
              name.c_str(), value.ulp, f.value_bound.ulp, value.at, slope.ulp, f.slope_bound.ulp, slope.at);
  INFO(name << ": f(" << value.at << ") = " << value.got << ", exact " << value.exact << "; f'(" << slope.at
            << ") = " << slope.got << ", exact " << slope.exact);
  CHECK(value.ulp <= f.value_bound.ulp);
  CHECK(slope.ulp <= f.slope_bound.ulp);
}

}  // namespace

TEST_CASE(
    "values and slopes stay within their stated bounds along the float line, at default and extreme "
    "parameters") {
  for (const Activation& f : actlab::activations()) {
    for (const Parameters& p : actlab::test::parameter_choices(f)) check(f, p, actlab::test::kWalkStride);
  }
}

// Minutes a function; run with --no-skip. One subcase a function, so that they can be shared out over cores.
TEST_CASE("exhaustive: values and slopes stay within their stated bounds at each of the 2^32 floats" *
          doctest::skip()) {
  for (const Activation& f : actlab::activations()) {
    SUBCASE(std::string(f.name).c_str()) { check(f, actlab::test::parameter_choices(f)[0], 1); }
  }
}

TEST_CASE("the slope is the derivative of the value") {
  for (const Activation& f : actlab::activations()) {
    for (const Parameters& p : actlab::test::parameter_choices(f)) {
      const auto exact_p = actlab::test::in_double(p);
      const actlab::Shape shape = f.shape(p.data());
      for (int i = -1000; i <= 1000; ++i) {
        const float x = static_cast<float>(i) * 0.0173f + 0.0031f;
        const double h = 1e-4;
        bool near_kink = false;
        for (std::size_t k = 0; k < shape.kink_count; ++k)
          near_kink |= std::abs(x - shape.kinks[k].x) < 2 * h;
        if (near_kink) continue;
        const auto exact = [&](double at) { return actlab::test::oracle_value(f, at, exact_p.data()); };
        const double difference =
            (8.0 * (exact(x + h) - exact(x - h)) - (exact(x + 2 * h) - exact(x - 2 * h))) / (12.0 * h);
        if (!std::isfinite(difference)) continue;
        float slope = 0.0f;
        f.slope(&x, &slope, 1, p.data());
        INFO(f.name << " at " << x << " with parameter " << p[0]);
        // Rounding of the differences is about 1e-16 |f| / h; f grows to 1e38 at the smallest sharpness.
        CHECK(slope == doctest::Approx(difference).epsilon(1e-6).scale(1.0 + 1e-5 * std::abs(exact(x))));
      }
    }
  }
}
