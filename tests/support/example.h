// SPDX-License-Identifier: MIT
// Runs to look into: made of JSON, with samples and numbers between layers in double.
#pragma once

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "core/model/build.h"
#include "tests/support/double_network.h"
#include "tests/support/json.h"

namespace actlab::test {

using nlohmann::json;

struct Example {
  Batch64 x, y;
  std::unique_ptr<Run> run;
};

// Layers of a spec.
inline json activation(const char* name) { return {{"type", "activation"}, {"name", name}}; }
inline json dense(int units, const char* initializer = "glorot_normal") {
  return {{"type", "dense"},
          {"units", units},
          {"kernel_initializer", initializer},
          {"bias_initializer", "he_normal"}};
}

inline std::unique_ptr<Run> run_of(const json& spec) {
  BuildResult built = build(to_value(spec), {});
  for (const auto& problem : built.problems) FAIL(problem.path << ": " << problem.message);
  return std::move(built.run);
}

// 27 samples of 3 inputs, so that the last vector of a pass is padded, in the order they are given.
inline Example example(const json& layers, const std::string& loss = "mse", double spread = 1) {
  Example result;
  Random random(11, Stream::kData);
  std::vector<double> x, y;
  for (int n = 0; n < 27; ++n) {
    auto& inputs = result.x.emplace_back();
    for (int i = 0; i < 3; ++i) inputs.push_back(spread * double{random.normal()});
    const bool first = random.below(2) == 0;
    const auto& targets = result.y.emplace_back(std::vector<double>{first ? 1.0 : 0.0, first ? 0.0 : 1.0});
    x.insert(x.end(), inputs.begin(), inputs.end());
    y.insert(y.end(), targets.begin(), targets.end());
  }
  const json data = {{"kind", "inline"}, {"x", x}, {"x_shape", {27, 3}}, {"y", y}, {"y_shape", {27, 2}}};
  const json spec = {{"data", data},
                     {"test_fraction", 0},
                     {"shuffle", false},
                     {"model", {{"layers", layers}}},
                     {"loss", loss}};
  result.run = run_of(spec);
  return result;
}

// A run's network as it is in evaluation: dropout lets everything through, noise adds nothing.
inline DoubleNetwork evaluated(const Example& example) {
  DoubleNetwork network(*example.run);
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const double neutral = std::holds_alternative<DropoutSpec>(network.layers[i]) ? 1 : 0;
    const std::size_t width = example.run->trainer().network().width(i);
    network.drawn[i] = Batch64(example.x.size(), std::vector<double>(width, neutral));
  }
  return network;
}

// The layers [first, end) of a network.
inline DoubleNetwork part(const DoubleNetwork& network, std::size_t first, std::size_t end) {
  DoubleNetwork rest = network;
  rest.arrays.clear();
  rest.layers.assign(network.layers.begin() + static_cast<std::ptrdiff_t>(first),
                     network.layers.begin() + static_cast<std::ptrdiff_t>(end));
  rest.drawn.erase(rest.drawn.begin(), rest.drawn.begin() + static_cast<std::ptrdiff_t>(first));
  for (std::size_t i = first; i < end; ++i) {
    for (const char* name : {"weight", "bias", "slope"}) {
      const auto found = network.arrays.find(DoubleNetwork::key(i, name));
      if (found != network.arrays.end()) rest.array(i - first, name) = found->second;
    }
  }
  return rest;
}

// What goes into a layer, a row a sample.
inline Batch64 inputs_of(const Example& example, std::size_t layer) {
  return part(evaluated(example), 0, layer).outputs(example.x);
}

inline void set(Run& run, std::size_t layer, const char* name, std::vector<float> data) {
  const ParameterInput input{layer, name, std::move(data)};
  REQUIRE(run.set_parameters(std::span(&input, 1)).empty());
}

// Of a layer that has some.
inline std::vector<float> weights_of(const Run& run, std::size_t layer) {
  const auto& parameters = run.trainer().parameters();
  const auto is_its = [&](const ParameterView& p) { return p.layer == layer; };
  const auto found = std::find_if(parameters.begin(), parameters.end(), is_its);
  return {found->value, found->value + found->size()};
}

// Equal within so much of the expected number. Not of that number plus 1, which is doctest's default.
inline doctest::Approx near(double expected, double tolerance) {
  return doctest::Approx(expected).epsilon(tolerance).scale(0);
}

inline double rms(const std::vector<double>& x) {
  double sum = 0;
  for (const double value : x) sum += value * value;
  return std::sqrt(sum / static_cast<double>(x.size()));
}

}  // namespace actlab::test
