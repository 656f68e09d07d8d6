// SPDX-License-Identifier: MIT
// The elementary functions against libm in double, over the whole float line, within the bounds they state.
#include "core/simd/math.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "tests/support/bits.h"
#include "tests/support/json.h"
#include "tests/support/ulp.h"
#include "tests/support/walk.h"

namespace {

using actlab::AccuracyBound;
using actlab::f32x4;

struct Elementary {
  std::string name;
  f32x4 (*function)(f32x4);
  double (*exact)(double);
  AccuracyBound bound;
  std::vector<float> near;  // thresholds of the implementation and places where the function bends most
};

double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

const std::vector<Elementary>& elementary_functions() {
  static const std::vector<Elementary> functions = {
      {"exp",
       actlab::exp,
       std::exp,
       actlab::kExpBound,
       {0.0f, 0.34657359f, -0.34657359f, 88.722839f, -87.336545f, -103.97208f}},
      {"expm1",
       actlab::expm1,
       std::expm1,
       actlab::kExpm1Bound,
       {0.0f, 0.34657359f, -0.34657359f, 1.0397208f, 88.722839f, -17.328680f}},
      {"log",
       actlab::log,
       std::log,
       actlab::kLogBound,
       {0.0f, 0.70710678f, 1.0f, 1.4142135f, 1.1754944e-38f}},
      {"log1p",
       actlab::log1p,
       std::log1p,
       actlab::kLog1pBound,
       {-1.0f, -0.625f, -0.25f, 0.0f, 0.5f, 2.0f, 1.7014118e38f}},
      {"tanh",
       actlab::tanh,
       std::tanh,
       actlab::kTanhBound,
       {0.0f, 0.17328680f, 0.5198604f, 9.0109f, -0.17328680f}},
      {"sigmoid",
       actlab::sigmoid,
       logistic,
       actlab::kSigmoidBound,
       {0.0f, 17.328680f, -87.336545f, -103.97208f}},
      {"atan", actlab::atan, std::atan, actlab::kAtanBound, {0.0f, 1.0f, -1.0f}},
      {"erf", actlab::erf, std::erf, actlab::kErfBound, {0.0f, 0.85f, -0.85f, 3.9192059f}},
      {"erfc", actlab::erfc, std::erfc, actlab::kErfcBound, {0.0f, 0.58870501f, 9.1945f, 10.0539f, 10.25f}},
      {"sin",
       actlab::sin,
       std::sin,
       actlab::kSinBound,
       {0.0f, 0.78539816f, 1.5707963f, 3.1415927f, 12000.0f}},
      {"cos",
       actlab::cos,
       std::cos,
       actlab::kCosBound,
       {0.0f, 0.78539816f, 1.5707963f, 3.1415927f, 12000.0f}},
  };
  return functions;
}

struct Worst {
  double ulp = 0.0;
  float at = 0.0f;
  float got = 0.0f;
  double exact = 0.0;
};

// y = function(x) for any n.
void apply(const Elementary& entry, const float* x, float* y, std::size_t n) {
  for (std::size_t i = 0; i < n; i += actlab::kLanes) {
    const std::size_t lanes = std::min(n - i, actlab::kLanes);
    float in[actlab::kLanes] = {};
    float out[actlab::kLanes];
    std::copy_n(x + i, lanes, in);
    actlab::store(out, entry.function(actlab::load(in)));
    std::copy_n(out, lanes, y + i);
  }
}

// The input of the domain, NaN and infinities included, whose result is furthest off.
Worst worst_of(const Elementary& entry, std::uint32_t stride) {
  Worst worst;
  std::vector<float> y(4096);
  actlab::test::walk_floats(stride, entry.near, [&](const float* x, std::size_t n) {
    apply(entry, x, y.data(), n);
    for (std::size_t i = 0; i < n; ++i) {
      if (std::isfinite(x[i]) && (x[i] < entry.bound.from || x[i] > entry.bound.to)) continue;
      const double exact = entry.exact(x[i]);
      const double ulp = actlab::test::ulp_distance(y[i], exact);
      if (ulp <= worst.ulp || std::abs(static_cast<double>(y[i]) - exact) <= entry.bound.absolute) continue;
      worst = {ulp, x[i], y[i], exact};
    }
  });
  return worst;
}

void check(const Elementary& entry, std::uint32_t stride) {
  const Worst worst = worst_of(entry, stride);
  INFO(entry.name << " at " << worst.at << ": got " << worst.got << ", exact " << worst.exact);
  std::printf("%-8s %6.3f ulp at %.9g (bound %g)\n", entry.name.c_str(), worst.ulp, worst.at,
              entry.bound.ulp);
  CHECK(worst.ulp <= entry.bound.ulp);
}

}  // namespace

TEST_CASE("every elementary function stays within its stated bound along the float line") {
  for (const Elementary& entry : elementary_functions()) check(entry, actlab::test::kWalkStride);
}

// Minutes; run with --no-skip. One subcase a function, so that they can be shared out over cores.
TEST_CASE("exhaustive: every elementary function stays within its stated bound at each of the 2^32 floats" *
          doctest::skip()) {
  for (const Elementary& entry : elementary_functions()) {
    SUBCASE(entry.name.c_str()) { check(entry, 1); }
  }
}

TEST_CASE("sine and cosine beyond their domain stay in [-1, 1]") {
  for (float x = 1e4f; x < 1e38f; x *= 1.7f) {
    for (const actlab::f32x4 y : {actlab::sin(x), actlab::sin(-x), actlab::cos(x)}) {
      float lanes[actlab::kLanes];
      actlab::store(lanes, y);
      CHECK(std::abs(lanes[0]) <= 1.0f);
    }
  }
}

// A function that was meant to change takes the hash that this test prints into the file.
TEST_CASE("every elementary function gives the bits noted in kernel_hashes.json") {
  const nlohmann::json expected = actlab::test::read_json("kernel_hashes.json").at("elementary");
  std::vector<float> y(4096);
  for (const Elementary& entry : elementary_functions()) {
    actlab::test::BitHash hash;
    actlab::test::walk_floats(16381, entry.near, [&](const float* x, std::size_t n) {
      apply(entry, x, y.data(), n);
      hash.add(y.data(), n);
    });
    CAPTURE(entry.name);
    CHECK(hash.text() == expected.value(entry.name, "none"));
  }
}
