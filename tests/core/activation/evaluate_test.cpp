// SPDX-License-Identifier: MIT
// Curves as pages draw them: sharp corners, stretches that are flat or zero.
#include "core/activation/evaluate.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using actlab::Curve;
using actlab::Interval;

namespace {

Curve curve_of(const char* name, float from, float to, std::size_t points, float threshold = 0.01f) {
  const actlab::Activation& f = *actlab::find_activation(name);
  return actlab::sample(f, actlab::default_parameters(f).data(), from, to, points, threshold);
}

}  // namespace

TEST_CASE("a curve has the evenly spaced inputs, and each kink between its two neighbours among the floats") {
  const Curve curve = curve_of("hard_tanh", -2.0f, 2.0f, 9);
  CHECK(curve.x.size() == 9 + 2 * 2);  // the kinks -1 and 1 are among the nine
  CHECK(std::is_sorted(curve.x.begin(), curve.x.end()));
  CHECK(curve.x.front() == -2.0f);
  CHECK(curve.x.back() == 2.0f);
  for (const float kink : {-1.0f, 1.0f}) {
    const auto at = std::find(curve.x.begin(), curve.x.end(), kink) - curve.x.begin();
    CHECK(curve.x[at - 1] == std::nextafter(kink, -9.0f));
    CHECK(curve.x[at + 1] == std::nextafter(kink, 9.0f));
    CHECK(std::abs(curve.at.slope[at + 1] - curve.at.slope[at - 1]) == 1.0f);
    CHECK(curve.at.slope[at] == 0.0f);
  }
}

TEST_CASE("a jump stands upright in a curve") {
  const Curve curve = curve_of("binary_step", -1.0f, 1.0f, 4);
  const auto at = std::find(curve.x.begin(), curve.x.end(), 0.0f) - curve.x.begin();
  CHECK(curve.at.value[at] == 0.0f);
  CHECK(curve.at.value[at + 1] == 1.0f);
  CHECK(curve.x[at + 1] == std::numeric_limits<float>::denorm_min());
}

TEST_CASE("saturated stretches end where the slope reaches the threshold, to the last float") {
  // sigmoid'(x) = 0.01 at x = +-log((1 + s) / (1 - s)) with s = sqrt(1 - 0.04).
  const double s = std::sqrt(1.0 - 4 * 0.01), end = std::log((1.0 + s) / (1.0 - s));
  const Curve curve = curve_of("sigmoid", -8.0f, 8.0f, 50);
  REQUIRE(curve.saturated.size() == 2);
  CHECK(curve.saturated[0].from == -8.0f);
  CHECK(curve.saturated[0].to == doctest::Approx(-end).epsilon(1e-6));
  CHECK(curve.saturated[1].from == doctest::Approx(end).epsilon(1e-6));
  CHECK(curve.saturated[1].to == 8.0f);
  CHECK(curve.zeros.empty());
  CHECK(curve_of("sigmoid", -8.0f, 8.0f, 50, 0.3f).saturated.size() == 1);
  CHECK(curve_of("linear", -8.0f, 8.0f, 50).saturated.empty());
}

TEST_CASE("zeros are stretches, not points") {
  const Curve relu = curve_of("relu", -3.0f, 3.0f, 7);
  REQUIRE(relu.zeros.size() == 1);
  CHECK(relu.zeros[0].from == -3.0f);
  CHECK(relu.zeros[0].to == 0.0f);
  const Curve shrink = curve_of("hard_shrink", -3.0f, 3.0f, 8);
  REQUIRE(shrink.zeros.size() == 1);
  CHECK(shrink.zeros[0].from == -0.5f);
  CHECK(shrink.zeros[0].to == 0.5f);
  CHECK(curve_of("tanh", -3.0f, 3.0f, 7).zeros.empty());
}

TEST_CASE("a curve over nearly all floats has finite inputs") {
  const float largest = std::numeric_limits<float>::max();
  const Curve curve = curve_of("tanh", -largest, largest, 5);
  for (const float x : curve.x) CHECK(std::isfinite(x));
  CHECK(curve.x.size() == 5);
}

TEST_CASE("stretches are found between inputs that lie far apart") {
  const Curve silu = curve_of("silu", -1e5f, 1e5f, 400);
  for (const Interval& zeros : silu.zeros) CHECK(zeros.to < -100.0f);
  const Curve sigmoid = curve_of("sigmoid", -1e6f, 1e6f, 400);
  REQUIRE(sigmoid.saturated.size() == 2);
  CHECK(sigmoid.saturated[0].to == doctest::Approx(-4.585).epsilon(1e-3));
  const float largest = std::numeric_limits<float>::max();
  REQUIRE(curve_of("softplus", -largest, largest, 2).saturated.size() == 1);
}

TEST_CASE("inputs keep within the ends, however narrow the stretch") {
  float from = -7.26100254f;
  for (int i = 0; i < 1000; ++i) {
    const float to = from + 1e-5f;
    const Curve curve = curve_of("tanh", from, to, 400);
    CHECK(curve.x.front() == from);
    CHECK(curve.x.back() == to);
    from = std::nextafter(from + 0.013f, 9.0f);
  }
}

TEST_CASE("saturation begins where the slope of the definition falls below the threshold") {
  const auto inputs = [](const char* name, float threshold) {
    const actlab::Activation& f = *actlab::find_activation(name);
    return actlab::saturation_inputs(f, actlab::default_parameters(f).data(), threshold);
  };
  CHECK(*inputs("tanh", 0.01f).left == doctest::Approx(-std::atanh(std::sqrt(0.99))).epsilon(1e-6));
  CHECK(*inputs("tanh", 0.01f).right == doctest::Approx(std::atanh(std::sqrt(0.99))).epsilon(1e-6));
  CHECK(*inputs("relu", 0.01f).left == 0.0f);
  CHECK_FALSE(inputs("relu", 0.01f).right.has_value());
  CHECK(*inputs("relu6", 0.01f).right == 6.0f);
  CHECK_FALSE(inputs("linear", 0.01f).left.has_value());
  CHECK(*inputs("silu", 0.01f).left == doctest::Approx(-6.2).epsilon(0.1));
}
