// SPDX-License-Identifier: MIT
// Generated sets: without noise every point lies on its curve.
#include "core/data/generate.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>

using namespace actlab;

namespace {

template <class Check>
void for_each_point(const Dataset& set, Check check) {
  for (std::size_t i = 0; i < set.rows; ++i) {
    check(double{set.x[2 * i]}, double{set.x[2 * i + 1]}, static_cast<std::size_t>(set.y[i]), i);
  }
}

}  // namespace

TEST_CASE("moons without noise are two half circles that reach into each other") {
  for_each_point(make_moons(101, 0, 1), [](double x, double y, std::size_t c, std::size_t) {
    const double radius = c == 0 ? std::hypot(x, y) : std::hypot(x - 1, y - 0.5);
    CHECK(radius == doctest::Approx(1).epsilon(1e-5));
    CHECK((c == 0 ? y >= -1e-6 : y <= 0.5 + 1e-6));
  });
}

TEST_CASE("circles without noise have radius 1 and 1/2 and no point twice") {
  const Dataset set = make_circles(61, 0, 1);
  for_each_point(set, [&](double x, double y, std::size_t c, std::size_t i) {
    CHECK(std::hypot(x, y) == doctest::Approx(c == 0 ? 1.0 : 0.5).epsilon(1e-5));
    for_each_point(set, [&](double u, double v, std::size_t, std::size_t j) {
      if (i != j) CHECK(std::hypot(x - u, y - v) > 0.05);
    });
  });
}

TEST_CASE("a spiral's radius grows with its angle, and its arms are turned evenly") {
  const double pi = std::acos(-1.0), turns = 1.5;
  for (const std::size_t arms : {2u, 3u}) {
    for_each_point(make_spiral(90, 0, arms, static_cast<float>(turns), 1), [&](double x, double y,
                                                                               std::size_t c, std::size_t) {
      const double radius = std::hypot(x, y);
      const double angle = 2 * pi * (turns * radius + static_cast<double>(c) / static_cast<double>(arms));
      CHECK(x == doctest::Approx(radius * std::cos(angle)).epsilon(1e-4).scale(1));
      CHECK(y == doctest::Approx(radius * std::sin(angle)).epsilon(1e-4).scale(1));
    });
  }
}

TEST_CASE("classes are of equal size, or one apart") {
  for (const std::size_t samples : {10u, 11u, 100u}) {
    for (const Dataset& set : {make_moons(samples, 0.1f, 1), make_spiral(samples, 0.1f, 3, 1, 1)}) {
      CHECK(set.rows == samples);
      CHECK(set.x.size() == 2 * samples);
      std::vector<std::ptrdiff_t> sizes;
      for (std::size_t c = 0; c < set.classes.size(); ++c) {
        sizes.push_back(std::count(set.y.begin(), set.y.end(), static_cast<float>(c)));
      }
      const auto [fewest, most] = std::minmax_element(sizes.begin(), sizes.end());
      CHECK(*most - *fewest <= 1);
    }
  }
}

TEST_CASE("noise has the standard deviation asked for and comes from the seed") {
  const Dataset clean = make_moons(20000, 0, 1), noisy = make_moons(20000, 0.2f, 1);
  double squares = 0;
  for (std::size_t i = 0; i < clean.x.size(); ++i) squares += std::pow(noisy.x[i] - clean.x[i], 2);
  CHECK(std::sqrt(squares / static_cast<double>(clean.x.size())) == doctest::Approx(0.2).epsilon(0.02));
  CHECK(noisy.x == make_moons(20000, 0.2f, 1).x);
  CHECK(noisy.x != make_moons(20000, 0.2f, 2).x);
}
