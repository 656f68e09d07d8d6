// SPDX-License-Identifier: MIT
// Gradients and updates in diagnostics against central differences, PyTorch's gradients and what really moved.
#include "core/train/diagnostics.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/example.h"

using namespace actlab;
using namespace actlab::test;

namespace {

Diagnostics diagnose(const Example& example, float threshold = 0.01f) {
  return example.run->trainer().diagnose(threshold);
}

// RMS of the loss's central differences in the numbers that go into a layer.
double exact_dz_rms(const Example& example, std::size_t layer) {
  const DoubleNetwork network = evaluated(example);
  const auto rest = part(network, layer, network.layers.size());
  Batch64 z = inputs_of(example, layer);
  std::vector<double> slopes;
  for (std::size_t n = 0; n < z.size(); ++n) {
    for (double& value : z[n]) {
      const double kept = value, h = 1e-5;
      const auto loss = [&] { return rest.mean_loss({z[n]}, {example.y[n]}) / double(z.size()); };
      value = kept + h;
      const double above = loss();
      value = kept - h;
      slopes.push_back((above - loss()) / (2 * h));
      value = kept;
    }
  }
  return rms(slopes);
}

}  // namespace

TEST_CASE("the RMS of dL/dz of every layer is that of central differences, under every loss") {
  for (const char* loss : {"mse", "binary_crossentropy", "categorical_crossentropy"}) {
    for (const char* name : {"sigmoid", "gelu", "glu", "softmax", "rrelu"}) {
      CAPTURE(loss);
      CAPTURE(name);
      const Example seen = example(
          {activation("tanh"), dense(6), activation(name), dense(4), activation(name), dense(2)}, loss);
      const Diagnostics found = diagnose(seen);
      for (std::size_t i = 0; i < 6; ++i) {
        CAPTURE(i);
        // At a dense layer's output, which is the next layer's input.
        const std::size_t at = found.layers[i].z ? i : i + 1;
        CHECK(found.layers[i].dz_rms == near(exact_dz_rms(seen, at), 1e-3));
      }
    }
  }
}

TEST_CASE("dL/dz goes through layers that learn or draw as it does in evaluation") {
  const json prelu = {{"type", "prelu"}}, maxout = {{"type", "maxout"}, {"units", 5}, {"pieces", 3}};
  const json dropout = {{"type", "dropout"}, {"rate", 0.5}},
             noise = {{"type", "gaussian_noise"}, {"stddev", 1}};
  const Example seen = example({dense(6), prelu, dropout, maxout, noise, activation("tanh"), dense(2)});
  const Diagnostics found = diagnose(seen);
  for (std::size_t i = 0; i < 7; ++i) {
    CAPTURE(i);
    REQUIRE(found.layers[i].z.has_value() == (i == 1 || i == 5));
    const std::size_t at = found.layers[i].z ? i : i + 1;
    CHECK(found.layers[i].dz_rms == near(exact_dz_rms(seen, at), 1e-3));
  }
  // A fresh batch_norm divides by the root of 1 + epsilon, whatever the batch is.
  const json norm = {{"type", "batch_norm"}, {"epsilon", 0.5}};
  const Diagnostics normed = diagnose(example({dense(6), norm, activation("tanh"), dense(2)}));
  CHECK(normed.layers[0].dz_rms == near(normed.layers[1].dz_rms / std::sqrt(1.5), 1e-6));
}

TEST_CASE("the RMS of dL/dW of ten sigmoid layers is that of PyTorch's gradients") {
  const json reference = read_json("training/depth-sigmoid-10.json");
  const auto x = reference["x"]["data"].get<std::vector<double>>(),
             y = reference["y"]["data"].get<std::vector<double>>();
  // Its first gradients are those of the first 16 rows.
  const json data = {{"kind", "inline"},
                     {"x", std::vector<double>(x.begin(), x.begin() + 32)},
                     {"x_shape", {16, 2}},
                     {"y", std::vector<double>(y.begin(), y.begin() + 16)},
                     {"y_shape", {16, 1}}};
  const auto run = run_of({{"data", data},
                           {"test_fraction", 0},
                           {"shuffle", false},
                           {"model", {{"layers", reference["layers"]}}},
                           {"loss", "binary_crossentropy"}});
  for (const auto& [key, array] : reference["initial"].items()) {
    const std::size_t dot = key.find('.');
    set(*run, std::stoul(key.substr(0, dot)), key.substr(dot + 1).c_str(),
        array["data"].get<std::vector<float>>());
  }
  const Diagnostics found = run->trainer().diagnose(0.01f);
  for (std::size_t i = 0; i < 21; i += 2) {
    CAPTURE(i);
    const std::string key = std::to_string(i) + ".weight";
    const auto gradient = reference["grad_step0"][key]["data"].get<std::vector<double>>();
    const auto weight = reference["initial"][key]["data"].get<std::vector<double>>();
    CHECK(found.layers[i].weight->gradient_rms == near(rms(gradient), 1e-4));
    CHECK(found.layers[i].weight->norm ==
          near(rms(weight) * std::sqrt(static_cast<double>(weight.size())), 1e-6));
  }
}

TEST_CASE(
    "the gradient of ten sigmoid layers shrinks by about 4 a layer, that of ReLU layers with He's start "
    "stays level") {
  const auto ratios = [](const char* name, const char* initializer) {
    json layers = json::array();
    for (int i = 0; i < 10; ++i) {
      layers.push_back(dense(32, initializer));
      layers.push_back(activation(name));
    }
    layers.push_back(dense(1, initializer));
    std::vector<double> per_layer;
    for (int seed = 1; seed <= 5; ++seed) {
      const auto run = run_of(
          {{"seed", seed}, {"data", "moons"}, {"scaling", "standardize"}, {"model", {{"layers", layers}}}});
      const Diagnostics found = run->trainer().diagnose(0.01f);
      CHECK(found.rows == 250);
      // Nine steps from the last hidden layer to the first.
      per_layer.push_back(std::pow(found.layers[19].dz_rms / found.layers[1].dz_rms, 1.0 / 9));
    }
    return per_layer;
  };
  for (const double ratio : ratios("sigmoid", "glorot_normal")) {
    CHECK(ratio > 3.5);
    CHECK(ratio < 5.5);
  }
  for (const double ratio : ratios("relu", "he_normal")) {
    CHECK(ratio > 1 / 1.2);
    CHECK(ratio < 1.2);
  }
}

TEST_CASE("weights that a diverged run has gone back to come from no update") {
  const json optimizer = {{"name", "sgd"}, {"learning_rate", 1000}};
  const auto run = run_of({{"data", "moons"}, {"loss", "mse"}, {"optimizer", optimizer}});
  REQUIRE(run->trainer().step(100).status == Status::kDiverged);
  const Diagnostics found = run->trainer().diagnose(0.01f);
  CHECK(std::isnan(found.layers[0].weight->update_ratio));
  CHECK(std::isfinite(found.layers[0].dz_rms));
}

TEST_CASE("the update ratio is the last update's step over the weights it started from") {
  for (const char* optimizer : {"sgd", "adam"}) {
    const json spec = {{"data", "moons"}, {"optimizer", optimizer}, {"probe", {{"every", 10}}}};
    const auto looked_at = run_of(spec), stepped = run_of(spec);
    CHECK(std::isnan(looked_at->trainer().diagnose(0.01f).layers[0].weight->update_ratio));
    std::uint64_t step = 0;
    // Across rows of history, onto one, and in a single update.
    for (const std::uint64_t count : {1u, 24u, 5u, 1u}) {
      looked_at->trainer().step(count);
      step += count;
      stepped->trainer().step(step - 1 - stepped->trainer().state().step);
      const Diagnostics found = looked_at->trainer().diagnose(0.01f);
      for (const std::size_t layer : {0u, 2u, 4u}) {
        const auto before = weights_of(*stepped, layer), after = weights_of(*looked_at, layer);
        double moved = 0, start = 0;
        for (std::size_t i = 0; i < before.size(); ++i) {
          moved += std::pow(double{after[i]} - double{before[i]}, 2);
          start += std::pow(double{before[i]}, 2);
        }
        CHECK(moved > 0);
        CHECK(found.layers[layer].weight->update_ratio == near(std::sqrt(moved / start), 1e-5));
      }
    }
    set(*looked_at, 0, "weight", std::vector<float>(16, 1.0f));
    CHECK(std::isnan(looked_at->trainer().diagnose(0.01f).layers[0].weight->update_ratio));
    looked_at->trainer().step(1);
    CHECK(looked_at->trainer().diagnose(0.01f).layers[0].weight->update_ratio > 0);
    looked_at->trainer().reset();
    CHECK(std::isnan(looked_at->trainer().diagnose(0.01f).layers[0].weight->update_ratio));
  }
}
