// SPDX-License-Identifier: MIT
// Backward against central differences of an independent network in double: every layer, loss and activation.
#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/model/build.h"
#include "tests/support/double_network.h"
#include "tests/support/json.h"

using namespace actlab;
using nlohmann::json;

namespace {

struct Samples64 {
  std::vector<std::vector<double>> x, y;
};

// 7 samples of 3 inputs, so that a batch has padding; targets that suit the loss.
json inline_data(const std::string& loss, std::uint64_t seed, Samples64& samples) {
  Random random(seed, Stream::kData);
  std::vector<double> x, y;
  for (int n = 0; n < 7; ++n) {
    std::vector<double> inputs, targets(2);
    for (int i = 0; i < 3; ++i) inputs.push_back(double{random.normal()});
    const std::size_t c = random.below(2);
    for (std::size_t o = 0; o < 2; ++o)
      targets[o] = loss == "mse" ? double{random.normal()} : (o == c ? 1 : 0);
    x.insert(x.end(), inputs.begin(), inputs.end());
    y.insert(y.end(), targets.begin(), targets.end());
    samples.x.push_back(inputs);
    samples.y.push_back(targets);
  }
  return {{"kind", "inline"}, {"x", x}, {"x_shape", {7, 3}}, {"y", y}, {"y_shape", {7, 2}}};
}

// Relative error <= 1e-3 wherever the gradient is above 1e-4 of its array's largest.
void check_gradients(const json& activation, const std::string& loss, bool use_bias, std::uint64_t seed) {
  Samples64 samples;
  const json dense = {
      {"type", "dense"}, {"units", 6}, {"use_bias", use_bias}, {"bias_initializer", "he_normal"}};
  json output = dense;
  output["units"] = 2;
  const json spec = {{"seed", seed},
                     {"data", inline_data(loss, seed, samples)},
                     {"test_fraction", 0},
                     {"shuffle", false},
                     {"model", {{"layers", {dense, activation, dense, activation, output}}}},
                     {"loss", loss}};
  BuildResult built = build(test::to_value(spec), {});
  for (const auto& problem : built.problems) FAIL(problem.path << ": " << problem.message);
  built.run->trainer().compute_gradients(0);
  test::DoubleNetwork exact(*built.run);

  for (const auto& parameter : built.run->trainer().parameters()) {
    auto& values = exact.array(parameter.layer, parameter.name);
    std::vector<double> slopes;
    for (double& value : values) {
      const double kept = value, h = 1e-6;
      value = kept + h;
      const double above = exact.mean_loss(samples.x, samples.y);
      value = kept - h;
      slopes.push_back((above - exact.mean_loss(samples.x, samples.y)) / (2 * h));
      value = kept;
    }
    double largest = 0;
    for (const double slope : slopes) largest = std::max(largest, std::fabs(slope));
    if (activation["name"] == "binary_step" && parameter.layer < 4) {
      // Nothing is learned through a step.
      for (std::size_t i = 0; i < parameter.size(); ++i) REQUIRE(parameter.gradient[i] == 0.0f);
      continue;
    }
    REQUIRE(largest > 0);
    for (std::size_t i = 0; i < slopes.size(); ++i) {
      if (std::fabs(slopes[i]) <= 1e-4 * largest) continue;
      CAPTURE(parameter.layer);
      CAPTURE(i);
      REQUIRE(std::fabs(static_cast<double>(parameter.gradient[i]) / slopes[i] - 1) <= 1e-3);
    }
  }
}

}  // namespace

TEST_CASE("gradients of dense layers equal central differences under every loss, with and without bias") {
  const json tanh = {{"type", "activation"}, {"name", "tanh"}};
  for (const char* loss : {"mse", "binary_crossentropy", "categorical_crossentropy"}) {
    for (const bool use_bias : {true, false}) {
      for (std::uint64_t seed = 1; seed <= 5; ++seed) check_gradients(tanh, loss, use_bias, seed);
    }
  }
}

TEST_CASE("gradients through every activation of the registry equal central differences") {
  for (const auto& activation : activations()) {
    CAPTURE(activation.name);
    json layer = {{"type", "activation"}, {"name", activation.name}};
    if (!activation.random) check_gradients(layer, "mse", true, 1);
    for (const auto& parameter : activation.parameters) {
      // Inside the range, away from the default; a function that draws between two parameters has no choice then.
      json value = 0.3 * parameter.min + 0.1 * parameter.max;
      if (!parameter.list.empty()) value = {0.5, -1.5, 1.0, -0.25};
      layer[std::string(parameter.name)] = value;
    }
    check_gradients(layer, "mse", true, 2);
  }
}

TEST_CASE(
    "rrelu draws a slope for every element and update from the run's seed, and takes their mean in "
    "evaluation") {
  Pass pass{.count = 16, .training = true, .seed = 5, .update = 3};
  const Activate layer = [] {
    Activate made({find_activation("rrelu"), {0.125f, 0.375f}}, 8, 1);
    static std::vector<float> kept(8 * 16);
    made.place(kept.data());
    return made;
  }();
  const std::vector<float> x(8 * 16, -1.0f), ones(8 * 16, 1.0f);
  std::vector<float> first(x.size()), again(x.size()), later(x.size()), dx(x.size()), evaluated(x.size());
  layer.forward(x.data(), later.data(), 16, {.count = 16, .training = true, .seed = 5, .update = 4});
  layer.forward(x.data(), first.data(), 16, pass);
  layer.forward(x.data(), again.data(), 16, pass);
  layer.backward(x.data(), again.data(), ones.data(), dx.data(), 16, pass);
  layer.forward(x.data(), evaluated.data(), 16, {.count = 16});
  CHECK(first == again);
  CHECK(first != later);
  double sum = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    CHECK(-first[i] >= 0.125f);
    CHECK(-first[i] <= 0.375f);
    CHECK(dx[i] == -first[i]);
    CHECK(evaluated[i] == -0.25f);
    sum += -double{first[i]};
  }
  // The mean of 128 uniform numbers of width 1/4 strays by 0.0064 (one standard deviation).
  CHECK(sum / 128 == doctest::Approx(0.25).epsilon(0.1));
}
