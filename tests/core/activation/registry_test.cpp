// SPDX-License-Identifier: MIT
// What the registry says about its functions, checked against what their kernels do.
#include "core/activation/registry.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string_view>
#include <vector>

#include "tests/support/choices.h"
#include "tests/support/parameters.h"

namespace {

using actlab::Activation;
using actlab::ActivationKernel;
using actlab::Shape;
using actlab::Smoothness;
using actlab::test::Parameters;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

float at(ActivationKernel kernel, float x, const Parameters& p) {
  float y = 0.0f;
  kernel(&x, &y, 1, p.data());
  return y;
}

// Calls check(f, p, shape) for every entry with each of its test parameters.
template <class Check>
void for_each_choice(Check check) {
  actlab::test::for_each_choice(
      [&](const Activation& f, const Parameters& p) { check(f, p, f.shape(p.data())); });
}

// From -40 to 40 in steps of 1/64, in order.
std::vector<float> even_inputs() {
  std::vector<float> x;
  for (int i = -40 * 64; i <= 40 * 64; ++i) x.push_back(static_cast<float>(i) / 64.0f);
  return x;
}

}  // namespace

TEST_CASE("every name and alias finds its entry, and no two entries share one") {
  std::set<std::string_view> names;
  for (const Activation& f : actlab::activations()) {
    CHECK(names.insert(f.name).second);
    CHECK(actlab::find_activation(f.name) == &f);
    for (const std::string_view alias : f.aliases) {
      CHECK(names.insert(alias).second);
      CHECK(actlab::find_activation(alias) == &f);
    }
  }
  CHECK(actlab::find_activation("ReLU") == nullptr);
  CHECK(actlab::find_activation("") == nullptr);
}

TEST_CASE("every entry is filled in, and each default lies in its range") {
  for (const Activation& f : actlab::activations()) {
    CAPTURE(f.name);
    CHECK_FALSE(f.tex.empty());
    CHECK_FALSE(f.slope_tex.empty());
    CHECK((f.year == 0) == f.source.empty());
    CHECK(f.parameters.size() <= actlab::kMaxActivationParameters);
    for (const actlab::ActivationParameter& p : f.parameters) {
      CHECK_FALSE(p.description.empty());
      CHECK(p.min < p.max);
      CHECK((p.min_open ? p.min < p.initial : p.min <= p.initial));
      CHECK(p.initial <= p.max);
    }
  }
}

TEST_CASE("values keep within the stated range and come close to both its ends") {
  for_each_choice([](const Activation& f, const Parameters& p, const Shape& shape) {
    float lowest = kInfinity;
    float highest = -kInfinity;
    std::vector<float> inputs = even_inputs();
    inputs.insert(inputs.end(), {-kInfinity, -1e30f, 1e30f, kInfinity});
    for (const float x : inputs) {
      lowest = std::min(lowest, at(f.value, x, p));
      highest = std::max(highest, at(f.value, x, p));
    }
    CHECK(lowest >= shape.infimum);
    CHECK(highest <= shape.supremum);
    CHECK((lowest == shape.infimum || lowest == doctest::Approx(shape.infimum).epsilon(1e-3)));
    CHECK((highest == shape.supremum || highest == doctest::Approx(shape.supremum).epsilon(1e-3)));
  });
}

TEST_CASE("an entry is monotone, and no slope negative, exactly when it says so") {
  for_each_choice([](const Activation& f, const Parameters& p, const Shape& shape) {
    bool falls = false;
    bool negative_slope = false;
    float before = -kInfinity;
    for (const float x : even_inputs()) {
      const float y = at(f.value, x, p);
      falls |= y < before - 5e-7f * std::abs(before);  // neighbours may cross by their rounding errors
      negative_slope |= at(f.slope, x, p) < 0.0f;
      before = y;
    }
    CHECK(falls == !shape.monotone);
    CHECK(negative_slope == !shape.monotone);
  });
}

TEST_CASE("an entry saturates on the sides it names, is centred and gives true zeros as it says") {
  for_each_choice([](const Activation& f, const Parameters& p, const Shape& shape) {
    CHECK((at(f.slope, -1e30f, p) == 0.0f) == shape.saturates_left);
    CHECK((at(f.slope, 1e30f, p) == 0.0f) == shape.saturates_right);
    const bool both_signs = shape.infimum < 0.0f && shape.supremum > 0.0f;
    CHECK((at(f.value, 0.0f, p) == 0.0f && both_signs) == shape.zero_centred);
    int zeros = 0;
    for (const float x : even_inputs()) {
      if (std::abs(x) < 4.0f && at(f.value, x, p) == 0.0f) ++zeros;
    }
    CHECK((zeros > 1) == shape.true_zeros);
  });
}

TEST_CASE("at each kink the slope is the one listed, and the slopes on its two sides differ") {
  for_each_choice([](const Activation& f, const Parameters& p, const Shape& shape) {
    REQUIRE(shape.kink_count <= actlab::kMaxKinks);
    CHECK((shape.kink_count > 0) ==
          (shape.smoothness == Smoothness::kJump || shape.smoothness == Smoothness::kC0));
    for (std::size_t i = 0; i < shape.kink_count; ++i) {
      const float x = shape.kinks[i].x;
      CHECK(at(f.slope, x, p) == shape.kinks[i].slope);
      CHECK(at(f.curvature, x, p) == 0.0f);
      const float left = at(f.slope, x - 1e-3f, p);
      const float right = at(f.slope, x + 1e-3f, p);
      CHECK(std::abs(left - right) > 1e-2f * std::max(std::abs(left), std::abs(right)));
    }
  });
}

TEST_CASE("away from its kinks a function's slope has no jump") {
  for_each_choice([](const Activation& f, const Parameters& p, const Shape& shape) {
    for (const float x : even_inputs()) {
      const float centre = x + 0.0001f;
      bool near_kink = false;
      for (std::size_t i = 0; i < shape.kink_count; ++i)
        near_kink |= std::abs(centre - shape.kinks[i].x) < 0.01f;
      if (near_kink) continue;
      // The strongest bend of the registry is that of elu at alpha 10: f'' = 10.
      CHECK(std::abs(at(f.slope, centre + 1e-3f, p) - at(f.slope, centre - 1e-3f, p)) < 0.0201f);
    }
  });
}
