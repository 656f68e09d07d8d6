// SPDX-License-Identifier: MIT
// Where weights start: limits, variances and structures that papers, Keras and PyTorch state.
#include "core/train/initializer.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/model/build.h"
#include "tests/support/json.h"

using namespace actlab;

namespace {

constexpr std::size_t kInputs = 30, kOutputs = 50;

// 40,000 of them, so that a standard deviation is known to 0.35 % (one deviation of its own) and a mean to 0.5 % of it.
std::vector<float> draw(const InitializerConfig& initializer, bool first = false) {
  std::vector<float> weights(40000);
  Random random(31, Stream::kKernel);
  initialize(weights, initializer, {.inputs = kInputs, .outputs = kOutputs, .first = first}, random);
  return weights;
}

double mean(const std::vector<float>& weights) {
  double sum = 0;
  for (const float w : weights) sum += double{w};
  return sum / static_cast<double>(weights.size());
}

// Around 0.
double deviation(const std::vector<float>& weights) {
  double squares = 0;
  for (const float w : weights) squares += double{w} * double{w};
  return std::sqrt(squares / static_cast<double>(weights.size()));
}

double lowest(const std::vector<float>& weights) {
  return double{*std::min_element(weights.begin(), weights.end())};
}
double highest(const std::vector<float>& weights) {
  return double{*std::max_element(weights.begin(), weights.end())};
}

// Evenly between the ends: 40,000 numbers miss each by a thousandth of the width with a chance of e^-40.
void check_uniform(const std::vector<float>& weights, double low, double high) {
  const double width = high - low;
  CHECK(lowest(weights) >= low - 1e-6 * width);
  CHECK(lowest(weights) < low + 1e-3 * width);
  CHECK(highest(weights) <= high + 1e-6 * width);
  CHECK(highest(weights) > high - 1e-3 * width);
  CHECK(mean(weights) == doctest::Approx((low + high) / 2).scale(width).epsilon(0.01));
}

std::vector<float> matrix_of(const InitializerConfig& initializer, std::size_t rows, std::size_t columns,
                             std::uint64_t seed = 5) {
  std::vector<float> matrix(rows * columns);
  Random random(seed, Stream::kKernel);
  initialize(matrix, initializer, {.inputs = columns, .outputs = rows}, random);
  return matrix;
}

}  // namespace

TEST_CASE("every scaled initialiser has the variance and the limits that its paper and Keras state") {
  const struct {
    Initializer uniform, normal;
    double variance;
  } rules[] = {{Initializer::kGlorotUniform, Initializer::kGlorotNormal, 2.0 / (kInputs + kOutputs)},
               {Initializer::kHeUniform, Initializer::kHeNormal, 2.0 / kInputs},
               {Initializer::kLecunUniform, Initializer::kLecunNormal, 1.0 / kInputs}};
  for (const auto& rule : rules) {
    const double limit = std::sqrt(3 * rule.variance), expected = std::sqrt(rule.variance);
    check_uniform(draw({rule.uniform}), -limit, limit);
    const auto cut = draw({rule.normal}), whole = draw({.name = rule.normal, .truncated = false});
    CHECK(deviation(cut) == doctest::Approx(expected).epsilon(0.02));
    CHECK(deviation(whole) == doctest::Approx(expected).epsilon(0.02));
    CHECK(highest(cut) <= 2 * expected / 0.87962566 * 1.000001);
    // One in 370 is beyond three deviations, so that of 40,000 some are.
    CHECK(highest(whole) > 3 * expected);
  }
}

TEST_CASE("initialisers that lie between limits keep to those that their sources give") {
  const double n = kInputs;
  check_uniform(draw({Initializer::kRandomUniform}), -0.05, 0.05);
  check_uniform(draw({.name = Initializer::kRandomUniform, .minval = 1, .maxval = 3}), 1, 3);
  check_uniform(draw({.name = Initializer::kRandomUniform, .minval = 3, .maxval = 1}), 1, 3);
  check_uniform(draw({Initializer::kTorchLinear}), -1 / std::sqrt(n), 1 / std::sqrt(n));
  check_uniform(draw({Initializer::kArticleXavier}), -1 / std::sqrt(n), 1 / std::sqrt(n));
  check_uniform(draw({Initializer::kArticleHe}), -2 / std::sqrt(n), 2 / std::sqrt(n));
  check_uniform(draw({Initializer::kSiren}, true), -1 / n, 1 / n);
  check_uniform(draw({Initializer::kSiren}), -std::sqrt(6 / n) / 30, std::sqrt(6 / n) / 30);
  check_uniform(draw({.name = Initializer::kSiren, .omega = 2}), -std::sqrt(6 / n) / 2, std::sqrt(6 / n) / 2);
}

TEST_CASE(
    "plain normal initialisers have their mean and deviation, and the truncated one ends at two of them") {
  const auto whole = draw({Initializer::kRandomNormal}), cut = draw({Initializer::kTruncatedNormal});
  CHECK(deviation(whole) == doctest::Approx(0.05).epsilon(0.02));
  CHECK(highest(whole) > 0.15);
  // Keras stretches only the scaled ones back.
  CHECK(deviation(cut) == doctest::Approx(0.05 * 0.87962566).epsilon(0.02));
  CHECK(highest(cut) <= 0.1 * 1.000001);
  for (const Initializer name : {Initializer::kRandomNormal, Initializer::kTruncatedNormal}) {
    CHECK(mean(draw({.name = name, .mean = 4, .stddev = 0.5})) == doctest::Approx(4).epsilon(0.005));
    CHECK(draw({.name = name, .mean = 4, .stddev = 0}) == std::vector<float>(40000, 4.0f));
  }
}

TEST_CASE("constant initialisers give their constant") {
  CHECK(draw({.name = Initializer::kZeros, .value = 7}) == std::vector<float>(40000, 0.0f));
  CHECK(draw({.name = Initializer::kOnes, .value = 7}) == std::vector<float>(40000, 1.0f));
  CHECK(draw({.name = Initializer::kConstant, .value = 0.1}) == std::vector<float>(40000, 0.1f));
}

TEST_CASE(
    "an orthogonal start has orthogonal rows, or columns when those are fewer, of the length of its gain") {
  const std::size_t shapes[][2] = {{1, 1}, {1, 7},  {7, 1},  {8, 8},  {8, 7},
                                   {7, 8}, {5, 40}, {40, 5}, {96, 96}};
  for (const auto [rows, columns] : shapes) {
    const auto m = matrix_of({.name = Initializer::kOrthogonal, .gain = 1.5}, rows, columns);
    CHECK(std::find(m.begin(), m.end(), 0.0f) == m.end());  // all of it is drawn
    const bool by_rows = rows <= columns;
    const std::size_t vectors = std::min(rows, columns), length = std::max(rows, columns);
    const auto at = [&, columns = columns](std::size_t v, std::size_t i) {
      return double{by_rows ? m[v * columns + i] : m[i * columns + v]};
    };
    for (std::size_t a = 0; a < vectors; ++a) {
      for (std::size_t b = 0; b <= a; ++b) {
        double product = 0;
        for (std::size_t i = 0; i < length; ++i) product += at(a, i) * at(b, i);
        REQUIRE(std::fabs(product - (a == b ? 1.5 * 1.5 : 0)) < 1e-6);
      }
    }
  }
}

TEST_CASE("a nonlinearity gives a start the gain of PyTorch's calculate_gain, besides its own") {
  const struct {
    const char* name;
    double gain;  // printed by torch.nn.init.calculate_gain(name)
  } gains[] = {{"linear", 1},
               {"sigmoid", 1},
               {"tanh", 1.6666666666666667},
               {"relu", 1.4142135623730951},
               {"leaky_relu", 1.4141428569978354},
               {"selu", 0.75}};
  for (const auto& [name, gain] : gains) {
    const std::string text =
        std::string(R"({"data": "moons", "model": {"layers": [{"type": "dense", "units": 1,
        "kernel_initializer": {"name": "identity", "gain": -2, "nonlinearity": ")") +
        name + R"("}}]}})";
    BuildResult built = build(test::value_of(text.c_str()), {});
    REQUIRE(built.run != nullptr);
    CHECK(*built.run->trainer().parameters()[0].value == static_cast<float>(-2 * gain));
    const auto index = static_cast<std::size_t>(
        std::find(kNonlinearityNames.begin(), kNonlinearityNames.end(), name) - kNonlinearityNames.begin());
    const auto nonlinearity = static_cast<Nonlinearity>(index);
    CHECK(gain_of(nonlinearity) == gain);
    const auto m =
        matrix_of({.name = Initializer::kOrthogonal, .gain = -2, .nonlinearity = nonlinearity}, 1, 1);
    CHECK(std::fabs(m[0]) == doctest::Approx(2 * gain).epsilon(1e-6));
  }
}

TEST_CASE("orthogonal starts of many seeds point evenly into all directions") {
  // Of a random unit vector in n dimensions every coordinate has the mean 0 and the square mean 1 / n, here to 4 % and
  // 2.2 % (one deviation) over 4,000 of them; a QR whose signs are left as they fall has first rows that lean.
  double sum[3] = {}, squares[3] = {};
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    const auto m = matrix_of({Initializer::kOrthogonal}, 3, 3, seed);
    for (int i = 0; i < 3; ++i) {
      sum[i] += double{m[4 * static_cast<std::size_t>(i)]};
      squares[i] += double{m[4 * static_cast<std::size_t>(i)]} * double{m[4 * static_cast<std::size_t>(i)]};
    }
  }
  for (int i = 0; i < 3; ++i) {
    CHECK(std::fabs(sum[i] / 4000) < 0.04);
    CHECK(squares[i] / 4000 == doctest::Approx(1.0 / 3).epsilon(0.09));
  }
}

TEST_CASE("siren starts the first layer that learns wider than those behind it") {
  BuildResult built = build(test::value_of(R"({"data": "moons", "model": {"layers": [
      {"type": "activation", "name": "tanh"},
      {"type": "dense", "units": 64, "kernel_initializer": "siren", "bias_initializer": "torch_linear"},
      {"type": "dense", "units": 64, "kernel_initializer": "siren"}, {"type": "dense", "units": 1}]}})"),
                            {});
  REQUIRE(built.run != nullptr);
  const auto parameters = built.run->trainer().parameters();
  const auto farthest = [&](std::size_t i) {
    const std::span<const float> values(parameters[i].value, parameters[i].size());
    return std::max(-*std::min_element(values.begin(), values.end()),
                    *std::max_element(values.begin(), values.end()));
  };
  CHECK(farthest(0) <= 0.5f);
  CHECK(farthest(0) > 0.4f);
  CHECK(farthest(1) <= std::sqrt(0.5f));  // a bias has its layer's inputs
  CHECK(farthest(1) > 0.6f);
  CHECK(farthest(2) <= std::sqrt(6.0f / 64) / 30);
  CHECK(farthest(2) > 0.95f * std::sqrt(6.0f / 64) / 30);
}

TEST_CASE("an identity start has its gain on the diagonal and nothing elsewhere, whatever the shape") {
  const InitializerConfig identity{.name = Initializer::kIdentity, .gain = 0.5};
  CHECK(matrix_of(identity, 2, 2) == std::vector<float>{0.5f, 0, 0, 0.5f});
  CHECK(matrix_of(identity, 2, 3) == std::vector<float>{0.5f, 0, 0, 0, 0.5f, 0});
  CHECK(matrix_of(identity, 3, 2) == std::vector<float>{0.5f, 0, 0, 0.5f, 0, 0});
}
