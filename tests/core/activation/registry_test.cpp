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
using actlab::BoundActivation;
using actlab::Shape;
using actlab::Smoothness;
using actlab::test::curvature_at;
using actlab::test::Parameters;
using actlab::test::slope_at;
using actlab::test::value_at;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

// In order: from -40 to 40 in steps of 1/64, the same divided by a sharpness or frequency, and around each kink.
std::vector<float> telling_inputs(const BoundActivation& f, const Shape& shape, float sharpness) {
  std::vector<float> x;
  for (int i = -40 * 64; i <= 40 * 64; ++i) {
    x.push_back(static_cast<float>(i) / 64.0f);
    if (f.entry().parameters.size() == 1 && sharpness > 0.0f) x.push_back(x.back() / sharpness);
  }
  for (std::size_t i = 0; i < shape.kink_count; ++i) {
    const float kink = shape.kinks[i].x;
    const float next = i + 1 < shape.kink_count ? shape.kinks[i + 1].x : kink + 1.0f;
    for (const float share : {0.0f, 0.25f, 0.75f}) x.push_back(kink + share * (next - kink));
  }
  std::sort(x.begin(), x.end());
  x.erase(std::unique(x.begin(), x.end()), x.end());
  return x;
}

// Calls check(f, shape, inputs) for every elementwise entry with each of its test parameters.
template <class Check>
void for_each_choice(Check check) {
  actlab::test::for_each_choice([&](const Activation& entry, const Parameters& p) {
    const BoundActivation f(entry, p.data());
    const Shape shape = entry.shape(p.data());
    check(f, shape, telling_inputs(f, shape, p[0]));
  });
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
      CHECK(p.min <= p.initial);
      CHECK(p.initial <= p.max);
    }
  }
}

TEST_CASE("values keep within the stated range and come close to both its ends") {
  for_each_choice([](const BoundActivation& f, const Shape& shape, const std::vector<float>& inputs) {
    float lowest = kInfinity;
    float highest = -kInfinity;
    const auto look = [&](float x) {
      lowest = std::min(lowest, value_at(f, x));
      highest = std::max(highest, value_at(f, x));
    };
    for (const float x : inputs) look(x);
    for (const float x : {-kInfinity, -1e30f, 1e30f, kInfinity}) look(x);
    CHECK(lowest >= shape.infimum);
    CHECK(highest <= shape.supremum);
    CHECK((lowest == shape.infimum || lowest == doctest::Approx(shape.infimum).epsilon(1e-3)));
    CHECK((highest == shape.supremum || highest == doctest::Approx(shape.supremum).epsilon(1e-3)));
  });
}

TEST_CASE("an entry is monotone, and no slope negative, exactly when it says so") {
  for_each_choice([](const BoundActivation& f, const Shape& shape, const std::vector<float>& inputs) {
    bool falls = false;
    bool negative_slope = false;
    float before = -kInfinity;
    for (const float x : inputs) {
      const float y = value_at(f, x);
      falls |= y < before - 5e-7f * std::abs(before);  // neighbours may cross by their rounding errors
      negative_slope |= slope_at(f, x) < 0.0f;
      before = y;
    }
    CHECK(falls == !shape.monotone);
    CHECK(negative_slope == !shape.monotone);
  });
}

TEST_CASE("an entry saturates on the sides it names, is centred and gives true zeros as it says") {
  for_each_choice([](const BoundActivation& f, const Shape& shape, const std::vector<float>& inputs) {
    CHECK((std::abs(slope_at(f, -1e30f)) < 1e-20f) == shape.saturates_left);
    CHECK((std::abs(slope_at(f, 1e30f)) < 1e-20f) == shape.saturates_right);
    const bool both_signs = shape.infimum < 0.0f && shape.supremum > 0.0f;
    CHECK((value_at(f, 0.0f) == 0.0f && both_signs) == shape.zero_centred);
    int zeros = 0;
    for (const float x : inputs) {
      if (std::abs(x) < 4.0f && value_at(f, x) == 0.0f) ++zeros;
    }
    CHECK((zeros > 1) == shape.true_zeros);
  });
}

TEST_CASE("at each kink the slope is the one listed, and the slopes on its two sides differ") {
  for_each_choice([](const BoundActivation& f, const Shape& shape, const std::vector<float>&) {
    REQUIRE(shape.kink_count <= actlab::kMaxKinks);
    CHECK((shape.kink_count > 0) ==
          (shape.smoothness == Smoothness::kJump || shape.smoothness == Smoothness::kC0));
    for (std::size_t i = 0; i < shape.kink_count; ++i) {
      const float x = shape.kinks[i].x;
      CHECK(slope_at(f, x) == shape.kinks[i].slope);
      CHECK(curvature_at(f, x) == 0.0f);
      const float beside = 1e-3f * (x == 0.0f ? 1.0f : std::abs(x));
      const auto differ = [&](auto map) {
        const float left = map(f, x - beside);
        const float right = map(f, x + beside);
        return std::abs(left - right) > 1e-2f * std::max(std::abs(left), std::abs(right));
      };
      CHECK((differ(slope_at) || (shape.smoothness == Smoothness::kJump && differ(value_at))));
    }
  });
}

TEST_CASE("away from its kinks a function's slope changes as its curvature says, without a jump") {
  for_each_choice([](const BoundActivation& f, const Shape& shape, const std::vector<float>& inputs) {
    for (std::size_t i = 1; i < inputs.size(); ++i) {
      const float left = inputs[i - 1];
      const float width = std::min(inputs[i] - left, 1e-3f);
      bool kink_between = false;
      for (std::size_t k = 0; k < shape.kink_count; ++k) {
        kink_between |= shape.kinks[k].x >= left && shape.kinks[k].x <= left + width;
      }
      if (kink_between) continue;
      float bend = 0.0f;
      for (const float share : {0.0f, 0.25f, 0.5f, 0.75f, 1.0f}) {
        bend = std::max(bend, std::abs(curvature_at(f, left + share * width)));
      }
      const float change = std::abs(slope_at(f, left + width) - slope_at(f, left));
      CHECK(change <= 1.5f * bend * width + 1e-5f * std::max(1.0f, std::abs(slope_at(f, left))));
    }
  });
}
