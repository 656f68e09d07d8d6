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

TEST_CASE("rings without noise have evenly growing radii and no point twice") {
  const Dataset set = make_rings(60, 0, 3, 1);
  for_each_point(set, [&](double x, double y, std::size_t c, std::size_t i) {
    CHECK(std::hypot(x, y) == doctest::Approx((static_cast<double>(c) + 1) / 3).epsilon(1e-5));
    for_each_point(set, [&](double u, double v, std::size_t, std::size_t j) {
      if (i != j) CHECK(std::hypot(x - u, y - v) > 0.05);
    });
  });
}

TEST_CASE("gaussians stand around even places of the unit circle and spread as far as the noise") {
  const double pi = std::acos(-1.0);
  for (const std::size_t classes : {2u, 5u}) {
    double squares = 0;
    for_each_point(make_gaussians(20000, 0.3f, classes, 1),
                   [&](double x, double y, std::size_t c, std::size_t) {
                     const double angle = 2 * pi * static_cast<double>(c) / static_cast<double>(classes);
                     squares += std::pow(x - std::cos(angle), 2) + std::pow(y - std::sin(angle), 2);
                   });
    CHECK(std::sqrt(squares / 40000) == doctest::Approx(0.3).epsilon(0.02));
  }
}

TEST_CASE("a checkerboard's classes alternate from cell to cell, and fill every cell") {
  for (const std::size_t cells : {2u, 3u, 4u, 10u}) {
    std::vector<int> filled(cells * cells);
    for_each_point(
        make_checkerboard(20000, 0, cells, 1), [&](double x, double y, std::size_t c, std::size_t) {
          CHECK(std::max(std::fabs(x), std::fabs(y)) <= 1);
          const auto place = [&](double u) { return std::floor((u + 1) / 2 * static_cast<double>(cells)); };
          CHECK(static_cast<std::size_t>(place(x) + place(y)) % 2 == c);
          ++filled[static_cast<std::size_t>(place(x) + place(y) * static_cast<double>(cells))];
        });
    const double even = 20000 / static_cast<double>(cells * cells);
    for (const int count : filled) CHECK(std::fabs(count - even) < 0.3 * even);
  }
}

namespace {

double bumps(double x, double y) {
  const auto hill = [&](double u, double v) {
    return std::exp(-8 * (std::pow(x - u, 2) + std::pow(y - v, 2)));
  };
  return hill(0.5, 0.5) + hill(-0.5, -0.5) - hill(0.5, -0.5) - hill(-0.5, 0.5);
}

}  // namespace

TEST_CASE("numbers over the plane follow their formula at points that fill the square") {
  const struct {
    Dataset (*make)(std::size_t, float, std::uint64_t);
    double (*value)(double x, double y);
  } cases[] = {{make_plane, [](double x, double y) { return (x + y) / 2; }}, {make_bumps, bumps}};
  for (const auto& [make, value] : cases) {
    const Dataset set = make(4000, 0, 1);
    CHECK(set.classes.empty());
    CHECK(set.width() == 2);
    int quarters[4] = {};
    for (std::size_t i = 0; i < set.rows; ++i) {
      const double x = set.x[2 * i], y = set.x[2 * i + 1];
      CHECK(std::max(std::fabs(x), std::fabs(y)) <= 1);
      CHECK(set.y[i] == doctest::Approx(value(x, y)).epsilon(1e-5).scale(1));
      ++quarters[(x > 0) + 2 * (y > 0)];
    }
    for (const int count : quarters) CHECK(std::abs(count - 1000) < 120);
  }
}

TEST_CASE("numbers over the line follow their formula at even places from end to end") {
  const double pi = std::acos(-1.0);
  for (std::size_t i = 0; i < 101; ++i) {
    const double x = -1 + static_cast<double>(i) / 50;
    const auto at = [i](const Dataset& set) {
      CHECK(set.width() == 1);
      CHECK(set.x[i] == doctest::Approx(-1 + static_cast<double>(i) / 50).epsilon(1e-6).scale(1));
      return double{set.y[i]};
    };
    CHECK(at(make_sine(101, 0, 1)) == doctest::Approx(std::sin(2 * pi * x)).epsilon(1e-5).scale(1));
    CHECK(at(make_step(101, 0, 1)) == (i < 50 ? 0 : 1));
    CHECK(at(make_abs(101, 0, 1)) == doctest::Approx(std::fabs(x)).epsilon(1e-6).scale(1));
  }
  CHECK(make_sine(1, 0, 1).x[0] == 0);
}

TEST_CASE("numbers get their noise on the target alone") {
  const Dataset clean = make_sine(20000, 0, 1), noisy = make_sine(20000, 0.2f, 1);
  CHECK(clean.x == noisy.x);
  double squares = 0;
  for (std::size_t i = 0; i < clean.rows; ++i) squares += std::pow(noisy.y[i] - clean.y[i], 2);
  CHECK(std::sqrt(squares / static_cast<double>(clean.rows)) == doctest::Approx(0.2).epsilon(0.02));
  CHECK(make_bumps(100, 0.2f, 1).y == make_bumps(100, 0.2f, 1).y);
  CHECK(make_bumps(100, 0.2f, 1).y != make_bumps(100, 0.2f, 2).y);
}

TEST_CASE("classes are of equal size, or one apart") {
  for (const std::size_t samples : {10u, 11u, 100u}) {
    for (const Dataset& set : {make_moons(samples, 0.1f, 1), make_spiral(samples, 0.1f, 3, 1, 1),
                               make_checkerboard(samples, 0.1f, 3, 1)}) {
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
