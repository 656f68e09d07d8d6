// SPDX-License-Identifier: MIT
// What dropout and gaussian_noise draw, when they draw it again, and that they rest in evaluation.
#include <doctest.h>

#include <cmath>
#include <vector>

#include "core/layer/dropout.h"
#include "core/layer/gaussian_noise.h"
#include "tests/support/placed.h"

using namespace actlab;

namespace {

constexpr std::size_t kUnits = 50, kColumns = 400, kFloats = kUnits * kColumns;

template <class Layer>
std::vector<float> output(const Layer& layer, const std::vector<float>& x, const Pass& pass) {
  std::vector<float> y(x.size());
  layer.forward(x.data(), y.data(), kColumns, pass);
  return y;
}

constexpr Pass training(std::uint64_t seed, std::uint64_t update) {
  return {.count = kColumns, .training = true, .seed = seed, .update = update};
}

Dropout dropout(float rate, std::size_t index = 1) { return Dropout({rate}, kUnits, index); }
GaussianNoise noise(float stddev, std::size_t index = 1) { return GaussianNoise({stddev}, kUnits, index); }

// The same draw for the same seed, update and layer, another one otherwise; x itself in evaluation.
template <class Make>
void check_draws(Make make) {
  const test::Placed one(make(1), kColumns), another(make(2), kColumns);
  const std::vector<float> x(kFloats, 2.0f);
  const auto first = output(one.layer, x, training(7, 3));
  CHECK(output(one.layer, x, training(7, 4)) != first);
  CHECK(output(one.layer, x, training(8, 3)) != first);
  CHECK(output(another.layer, x, training(7, 3)) != first);
  CHECK(output(one.layer, x, training(7, 3)) == first);
  CHECK(output(one.layer, x, {.count = kColumns}) == x);
  // As far as it goes: 64 layers of one update do not meet the next update's.
  CHECK(training(7, 3).draw(63) != training(7, 4).draw(0));
}

}  // namespace

TEST_CASE(
    "masks and noise repeat with seed and update, differ between updates and layers, and rest in "
    "evaluation") {
  check_draws([](std::size_t index) { return dropout(0.5f, index); });
  check_draws([](std::size_t index) { return noise(0.5f, index); });
}

TEST_CASE(
    "dropout leaves out the share asked for, scales the rest up, and passes gradients by the same factors") {
  for (const float rate : {0.0f, 0.1f, 0.5f, 0.9f, 0.999f}) {
    CAPTURE(rate);
    const test::Placed placed(dropout(rate), kColumns);
    const std::vector<float> x(kFloats, 3.0f), ones(kFloats, 1.0f);
    const auto y = output(placed.layer, x, training(1, 0));
    std::vector<float> dx(kFloats);
    placed.layer.backward(x.data(), y.data(), ones.data(), dx.data(), kColumns, training(1, 0));
    double zeros = 0;
    for (std::size_t i = 0; i < kFloats; ++i) {
      zeros += y[i] == 0 ? 1 : 0;
      REQUIRE(y[i] == 3.0f * dx[i]);
      if (y[i] != 0) REQUIRE(double{dx[i]} == doctest::Approx(1 / (1 - double{rate})).epsilon(1e-4));
    }
    placed.layer.backward(x.data(), y.data(), ones.data(), dx.data(), kColumns, {.count = kColumns});
    REQUIRE(dx == ones);
    // Within four standard deviations.
    const double share = double{rate}, n = double{kFloats};
    CHECK(std::fabs(zeros / n - share) <= 4 * std::sqrt(share * (1 - share) / n));
  }
}

TEST_CASE("a mask treats neighbours in the batch, units above each other and distant elements as strangers") {
  const test::Placed placed(dropout(0.5f), kColumns);
  const auto y = output(placed.layer, std::vector<float>(kFloats, 1.0f), training(4, 9));
  for (const std::size_t apart : {std::size_t{1}, std::size_t{2}, std::size_t{4}, std::size_t{8}, kColumns}) {
    double product = 0;
    for (std::size_t i = apart; i < kFloats; ++i) product += double{y[i] - 1} * double{y[i - apart] - 1};
    CHECK(std::fabs(product / double{kFloats}) < 4 / std::sqrt(double{kFloats}));
  }
}

TEST_CASE("noise has the deviation asked for and mean 0, and its gradient is the one that came") {
  const test::Placed placed(noise(0.25f), kColumns);
  const std::vector<float> x(kFloats, 1.0f);
  const auto y = output(placed.layer, x, training(2, 0));
  double mean = 0, square = 0;
  const double n = double{kFloats};
  for (const float value : y) {
    mean += double{value - 1} / n;
    square += double{value - 1} * double{value - 1} / n;
  }
  CHECK(std::fabs(mean) < 4 * 0.25 / std::sqrt(n));
  CHECK(std::sqrt(square) == doctest::Approx(0.25).epsilon(0.02));
  std::vector<float> dx(kFloats);
  placed.layer.backward(x.data(), y.data(), y.data(), dx.data(), kColumns, training(2, 0));
  CHECK(dx == y);
  CHECK(output(noise(0), x, training(2, 0)) == x);
}

TEST_CASE("what is infinite or NaN does not vanish in dropout") {
  const test::Placed placed(dropout(0.5f), kColumns);
  for (const float bad : {std::nanf(""), INFINITY}) {
    for (const float y : output(placed.layer, std::vector<float>(kFloats, bad), training(1, 1)))
      REQUIRE_FALSE(std::isfinite(y));
  }
}

TEST_CASE("a single unit of an odd number of vectors gets its noise") {
  const GaussianNoise layer({1.0f}, 1, 0);
  std::vector<float> x(4, 0.0f), y(4);
  layer.forward(x.data(), y.data(), 4, {.count = 1, .training = true, .seed = 1, .update = 0});
  for (const float value : y) CHECK(value != 0);
}
