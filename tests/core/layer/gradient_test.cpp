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
#include "tests/support/placed.h"

using namespace actlab;
using nlohmann::json;

namespace {

struct Samples64 {
  test::Batch64 x, y;
};

// 7 samples of 3 inputs, so that a batch has padding; targets that suit the loss.
json inline_data(const std::string& loss, std::uint64_t seed, Samples64& samples) {
  Random random(seed, Stream::kData);
  const bool regression = loss == "mse" || loss == "mae" || loss == "huber";
  std::vector<double> x, y;
  for (int n = 0; n < 7; ++n) {
    std::vector<double> inputs, targets(2);
    for (int i = 0; i < 3; ++i) inputs.push_back(double{random.normal()});
    const std::size_t c = random.below(2);
    for (std::size_t o = 0; o < 2; ++o) targets[o] = regression ? double{random.normal()} : (o == c ? 1 : 0);
    x.insert(x.end(), inputs.begin(), inputs.end());
    y.insert(y.end(), targets.begin(), targets.end());
    samples.x.push_back(inputs);
    samples.y.push_back(targets);
  }
  return {{"kind", "inline"}, {"x", x}, {"x_shape", {7, 3}}, {"y", y}, {"y_shape", {7, 2}}};
}

// Central differences in every element of an array of the network.
std::vector<double> slopes_of(test::DoubleNetwork& network, std::vector<double>& values,
                              const Samples64& samples) {
  std::vector<double> slopes;
  for (double& value : values) {
    const double kept = value, h = 1e-6;
    value = kept + h;
    const double above = network.objective(samples.x, samples.y);
    value = kept - h;
    slopes.push_back((above - network.objective(samples.x, samples.y)) / (2 * h));
    value = kept;
  }
  return slopes;
}

// Relative error <= 1e-3 wherever the gradient is above 1e-4 of its array's largest.
// batch  samples in an update; what is looked at is the last update of the first epoch
void check_layers(const json& layers, const std::string& loss, std::uint64_t seed, std::size_t batch = 7) {
  Samples64 samples;
  const json spec = {{"seed", seed},        {"data", inline_data(loss, seed, samples)},
                     {"test_fraction", 0},  {"shuffle", false},
                     {"batch_size", batch}, {"model", {{"layers", layers}}},
                     {"loss", loss}};
  BuildResult built = build(test::to_value(spec), {});
  for (const auto& problem : built.problems) FAIL(problem.path << ": " << problem.message);
  const auto start = static_cast<std::ptrdiff_t>(6 / batch * batch);
  samples.x.erase(samples.x.begin(), samples.x.begin() + start);
  samples.y.erase(samples.y.begin(), samples.y.begin() + start);
  built.run->trainer().compute_gradients(6 / batch);
  test::DoubleNetwork exact(*built.run);
  exact.take_drawn(built.run->trainer().network(), samples.x.size());

  for (const auto& parameter : built.run->trainer().parameters()) {
    CAPTURE(parameter.layer);
    CAPTURE(parameter.name);
    const auto slopes = slopes_of(exact, exact.array(parameter.layer, parameter.name), samples);
    double largest = 0;
    for (const double slope : slopes) largest = std::max(largest, std::fabs(slope));
    if (layers[1].value("name", "") == "binary_step" && parameter.layer < 4) {
      // Nothing is learned through a step.
      for (std::size_t i = 0; i < parameter.size(); ++i) REQUIRE(parameter.gradient[i] == 0.0f);
      continue;
    }
    REQUIRE(largest > 0);
    for (std::size_t i = 0; i < slopes.size(); ++i) {
      if (std::fabs(slopes[i]) <= 1e-4 * largest) continue;
      CAPTURE(i);
      REQUIRE(std::fabs(static_cast<double>(parameter.gradient[i]) / slopes[i] - 1) <= 1e-3);
    }
  }
}

json dense_of(int units, bool use_bias = true) {
  return {{"type", "dense"}, {"units", units}, {"use_bias", use_bias}, {"bias_initializer", "he_normal"}};
}

void check_gradients(const json& activation, const std::string& loss, bool use_bias, std::uint64_t seed) {
  const json dense = dense_of(6, use_bias);
  check_layers({dense, activation, dense, activation, dense_of(2, use_bias)}, loss, seed);
}

json layer_of(const char* text) { return json::parse(text); }

}  // namespace

TEST_CASE("gradients of dense layers equal central differences under every loss, with and without bias") {
  const json tanh = {{"type", "activation"}, {"name", "tanh"}};
  for (const std::string_view loss : kLossNames) {
    for (const bool use_bias : {true, false}) {
      for (std::uint64_t seed = 1; seed <= 5; ++seed)
        check_gradients(tanh, std::string(loss), use_bias, seed);
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
    "gradients through every layer equal central differences, in whole batches and in the three samples of a "
    "last one") {
  // A bias before batch_norm has no gradient.
  const json in = dense_of(6, false), tanh = layer_of(R"({"type": "activation", "name": "tanh"})");
  const json layers[] = {
      layer_of(R"({"type": "prelu", "initial": -0.5})"),
      layer_of(R"({"type": "prelu", "shared": true, "initial": 0.1})"),
      layer_of(R"({"type": "maxout", "units": 3, "pieces": 4, "bias_initializer": "he_normal"})"),
      layer_of(R"({"type": "maxout", "units": 5, "use_bias": false})"),
      layer_of(R"({"type": "dropout", "rate": 0.4})"),
      layer_of(R"({"type": "gaussian_noise", "stddev": 0.5})"),
      layer_of(R"({"type": "batch_norm"})"),
      layer_of(R"({"type": "batch_norm", "epsilon": 0.5})")};
  for (const json& layer : layers) {
    CAPTURE(layer.dump());
    for (const std::size_t batch : {7, 4}) {
      check_layers({in, layer, tanh, dense_of(2)}, "mse", 3, batch);
      check_layers({in, tanh, layer, tanh, in, layer, dense_of(2)}, "categorical_crossentropy", 4, batch);
    }
  }
  // First in the network, where nobody asks for the gradient to the inputs.
  for (const std::size_t i : {0, 1, 2, 6}) check_layers({layers[i], dense_of(2)}, "mse", 5);
}

TEST_CASE(
    "penalties on weights and on outputs are part of the gradients, in whole batches and in a last one") {
  const auto with = [](json layer, const char* penalties) {
    layer.update(layer_of(penalties));
    return layer;
  };
  const json relu = layer_of(R"({"type": "activation", "name": "relu"})"), dense = dense_of(6);
  const json maxout = layer_of(R"({"type": "maxout", "units": 4})");
  for (const char* penalties : {R"({"l1": 0.1})", R"({"l2": 0.2})", R"({"l1": 0.05, "l2": 0.03})",
                                R"({"activity_l1": 0.3})", R"({"l1": 0.1, "l2": 0.1, "activity_l1": 0.1})"}) {
    CAPTURE(penalties);
    for (const std::size_t batch : {7, 4}) {
      check_layers({with(dense, penalties), relu, dense_of(2)}, "mse", 6, batch);
      check_layers({dense, relu, with(maxout, penalties), with(dense_of(2), penalties)}, "mse", 7, batch);
    }
  }
  const char* const activity = R"({"activity_l1": 0.3})";
  for (const char* type : {"prelu", "dropout", "gaussian_noise", "batch_norm"}) {
    CAPTURE(type);
    check_layers({dense_of(6, false), with({{"type", type}}, activity), with(relu, activity), dense_of(2)},
                 "mse", 8, 4);
  }
}

TEST_CASE(
    "rrelu draws a slope for every element and update from the run's seed, and takes their mean in "
    "evaluation") {
  Pass pass{.count = 16, .training = true, .seed = 5, .update = 3};
  const test::Placed placed(Activate({find_activation("rrelu"), {0.125f, 0.375f}}, 8, 1), 16);
  const Activate& layer = placed.layer;
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
