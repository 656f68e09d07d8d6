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
      {"type", "dense"}, {"units", 5}, {"use_bias", use_bias}, {"bias_initializer", "he_normal"}};
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
    check_gradients(layer, "mse", true, 1);
    for (const auto& parameter : activation.parameters) {
      // Inside the range, away from the default.
      layer[std::string(parameter.name)] = 0.3 * parameter.min + 0.1 * parameter.max;
    }
    check_gradients(layer, "mse", true, 2);
  }
}
