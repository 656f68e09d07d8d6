// SPDX-License-Identifier: MIT
// Inputs that are their own case: zeros, denormals, kinks and their neighbours, the ends of exp, of the floats, infinity
// and NaN.
#include <doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "core/activation/bound.h"
#include "core/activation/registry.h"
#include "tests/support/accuracy.h"
#include "tests/support/choices.h"
#include "tests/support/oracle.h"
#include "tests/support/parameters.h"
#include "tests/support/walk.h"

namespace {

using actlab::Activation;
using actlab::BoundActivation;
using actlab::test::for_each_choice;
using actlab::test::Parameters;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

// The special inputs of walk.h, and each kink with the float before and after it.
std::vector<float> inputs(const Activation& f, const Parameters& p) {
  std::vector<float> x = actlab::test::special_inputs();
  const actlab::Shape shape = f.shape(p.data());
  for (std::size_t i = 0; i < shape.kink_count; ++i) {
    const float kink = shape.kinks[i].x;
    x.insert(x.end(), {std::nextafter(kink, -kInfinity), kink, std::nextafter(kink, kInfinity)});
  }
  return x;
}

struct Results {
  float value;
  float slope;
  float curvature;
};

Results at(const BoundActivation& kernels, float x) {
  Results y = {};
  kernels.value(&x, &y.value, 1);
  kernels.slope(&x, &y.slope, 1);
  kernels.curvature(&x, &y.curvature, 1);
  return y;
}

// Calls check(x, result, exact) at each input; `exact` has infinity where the true result is beyond the floats.
template <class Check>
void for_each_input(Check check) {
  for_each_choice([&](const Activation& f, const Parameters& p) {
    const actlab::test::Oracle& oracle = actlab::test::oracle(f.name);
    const auto exact_p = actlab::test::in_double(p);
    const BoundActivation kernels(f, p.data());
    for (const float x : inputs(f, p)) {
      INFO("at " << x);
      check(x, at(kernels, x),
            Results{static_cast<float>(oracle.value(x, exact_p.data())),
                    static_cast<float>(oracle.slope(x, exact_p.data())),
                    static_cast<float>(oracle.curvature(x, exact_p.data()))});
    }
  });
}

bool same(float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace

TEST_CASE("value and slope are within their stated bounds at every special input") {
  for_each_choice([](const Activation& f, const Parameters& p) {
    for (const float x : inputs(f, p)) {
      actlab::test::Comparison result(f, p);
      result.look(&x, 1);
      INFO("at " << x << ": value " << result.value.got << ", exact " << result.value.exact << ", "
                 << result.value.ulp << " ulp; slope " << result.slope.got << ", exact " << result.slope.exact
                 << ", " << result.slope.ulp << " ulp");
      CHECK(result.within_bounds());
    }
  });
}

TEST_CASE("a finite input whose true result is finite gives a finite number") {
  for_each_input([](float x, const Results& got, const Results& exact) {
    if (!std::isfinite(x)) return;
    CHECK((std::isfinite(got.value) || !std::isfinite(exact.value)));
    CHECK((std::isfinite(got.slope) || !std::isfinite(exact.slope)));
    CHECK((std::isfinite(got.curvature) || !std::isfinite(exact.curvature)));
  });
}

TEST_CASE("NaN gives NaN, and infinity gives the limit, or NaN where there is none") {
  for_each_input([](float x, const Results& got, const Results& exact) {
    if (std::isfinite(x)) return;
    CHECK(same(got.value, exact.value));
    CHECK(same(got.slope, exact.slope));
    CHECK(same(got.curvature, exact.curvature));
  });
}

TEST_CASE("at each kink the slope is the oracle's, to the bit, and the curvature is 0") {
  for_each_choice([](const Activation& f, const Parameters& p) {
    const actlab::Shape shape = f.shape(p.data());
    for (std::size_t i = 0; i < shape.kink_count; ++i) {
      const float x = shape.kinks[i].x;
      const Results got = at(BoundActivation(f, p.data()), x);
      INFO("at " << x);
      CHECK(got.slope ==
            static_cast<float>(actlab::test::oracle_slope(f, x, actlab::test::in_double(p).data())));
      CHECK(got.curvature == 0.0f);
    }
  });
}
