// SPDX-License-Identifier: MIT
// Layers as a spec names them: their defaults, their starts, what may be wrong with them, and whole runs through all of them.
#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "core/model/build.h"
#include "core/model/writer.h"
#include "tests/support/counting_new.h"
#include "tests/support/json.h"

using namespace actlab;

namespace {

// Every layer with something random, learned, kept or penalised, in a row.
const char* const kEverything =
    R"([{"type": "gaussian_noise"}, {"type": "dense", "units": 6, "l1": 0.001, "l2": 0.01},
    {"type": "batch_norm"}, {"type": "prelu", "activity_l1": 0.001}, {"type": "maxout", "units": 5, "pieces": 3, "l2": 0.01},
    {"type": "dropout", "rate": 0.2}, {"type": "prelu", "shared": true}, {"type": "dense", "units": 1}])";

BuildResult build_layers(const std::string& layers, const std::string& more = "") {
  return build(
      test::value_of((R"({"data": "moons", "model": {"layers": )" + layers + "}" + more + "}").c_str()), {});
}

std::unique_ptr<Run> run_of(const std::string& layers, const std::string& more = "") {
  BuildResult built = build_layers(layers, more);
  for (const auto& problem : built.problems) FAIL(problem.path << ": " << problem.message);
  return std::move(built.run);
}

std::string first_problem(const std::string& layers) {
  const Problems problems = build_layers(layers).problems;
  return problems.empty() ? "" : problems[0].path + ": " + problems[0].message;
}

std::vector<float> values(const ParameterView& array) { return {array.value, array.value + array.size()}; }

}  // namespace

TEST_CASE("what is wrong with a layer is named with its path, what is allowed there and what came") {
  const struct {
    const char *layer, *problem;
  } cases[] = {
      {R"({"type": "dropout", "rate": 1})", "rate: must be in [0, 1), got 1"},
      {R"({"type": "dropout", "rate": 1.5})", "rate: must be in [0, 1), got 1.5"},
      {R"({"type": "dropout", "rate": 0.99999999999})", "rate: must be in [0, 1), got 1"},
      {R"({"type": "gaussian_noise", "stddev": -0.1})", "stddev: must be in [0, 1000], got -0.1"},
      {R"({"type": "batch_norm", "momentum": 1.1})", "momentum: must be in [0, 1], got 1.1"},
      {R"({"type": "batch_norm", "epsilon": 0})", "epsilon: must be in (0, 1], got 0"},
      {R"({"type": "prelu", "initial": 11})", "initial: must be in [-10, 10], got 11"},
      {R"({"type": "prelu", "shared": 1})", "shared: must be true or false, got 1"},
      {R"({"type": "maxout", "pieces": 9})", "pieces: must be a whole number in [2, 8], got 9"},
      {R"({"type": "maxout", "units": 4097})", "units: must be a whole number in [1, 4096], got 4097"},
      {R"({"type": "maxout", "l1": -1})", "l1: must be in [0, 1000], got -1"},
      {R"({"type": "dense", "l2": 1001})", "l2: must be in [0, 1000], got 1001"},
      {R"({"type": "prelu", "activity_l1": -1})", "activity_l1: must be in [0, 1000], got -1"},
      {R"({"type": "activation", "name": "relu", "activity_l1": "1"})",
       "activity_l1: must be in [0, 1000], got \"1\""},
      {R"({"type": "dropout", "l2": 1})", "l2: unknown key \"l2\", known are type, rate, activity_l1"},
      {R"({"type": "drop_out"})", "type: unknown type \"drop_out\", did you mean \"dropout\"?"},
  };
  for (const auto& [layer, problem] : cases)
    CHECK(first_problem("[" + std::string(layer) + "]") == "model.layers[0]." + std::string(problem));
  CHECK(first_problem(R"([{"type": "maxout", "units": 3}, {"type": "dropout"}])") ==
        "model.layers[0].units: must be 1 or 2, one output a class, got 3");
}

TEST_CASE(
    "a network of maxout layers beyond any memory is refused with its size, wherever pointers have 32 bits") {
  std::string layers;
  for (int i = 0; i < 63; ++i) layers += R"({"type": "maxout", "units": 4096, "pieces": 8}, )";
  // 62 x 8 x 4096^2 weights are more than 2^32, each with its gradient, two moments and a copy: 62 x 5 x 512 MiB.
  const std::string problem = first_problem("[" + layers + R"({"type": "dense", "units": 1}])");
  CHECK(problem.find("model: needs ") == 0);
  CHECK(std::stoull(problem.substr(13)) > 62 * 2 * 512);
}

TEST_CASE(
    "layers start as they say: slopes at their initial value, batch_norm as the identity, maxout by one "
    "piece") {
  const auto run = run_of(R"([{"type": "maxout", "units": 200, "pieces": 4}, {"type": "batch_norm"},
      {"type": "prelu", "initial": -0.5}, {"type": "prelu", "shared": true}, {"type": "dense", "units": 1}])");
  const auto& list = run->trainer().parameters();
  REQUIRE(list.size() == 8);
  CHECK(list[0].shape == std::vector<std::size_t>{800, 2});
  CHECK(values(list[1]) == std::vector<float>(800, 0.0f));
  CHECK(values(list[2]) == std::vector<float>(200, 1.0f));
  CHECK(values(list[3]) == std::vector<float>(200, 0.0f));
  CHECK(values(list[4]) == std::vector<float>(200, -0.5f));
  CHECK(values(list[5]) == std::vector<float>{0.25f});
  // glorot_uniform from 2 inputs to 200 units: +-sqrt(6 / 202), whatever the number of pieces.
  const auto weights = values(list[0]);
  const double largest = double{*std::max_element(weights.begin(), weights.end())},
               limit = std::sqrt(6.0 / 202);
  CHECK(largest <= limit * 1.000001);
  CHECK(largest > 0.99 * limit);
}

TEST_CASE(
    "a run through every layer repeats bit for bit, in pieces, after reset, and from the spec it tells") {
  const auto run = run_of(kEverything);
  run->trainer().step(60);
  const std::uint64_t end = run->hash();
  run->trainer().reset();
  for (int i = 0; i < 60; ++i) run->trainer().step(1);
  CHECK(run->hash() == end);
  const auto again = build(write_spec(run->spec()), {}).run;
  again->trainer().step(60);
  CHECK(again->hash() == end);
  const auto other = run_of(kEverything, R"(, "seed": 2)");
  other->trainer().step(60);
  CHECK(other->hash() != end);
}

TEST_CASE("evaluation draws nothing: predictions repeat, and history agrees with them") {
  const auto run = run_of(kEverything, R"(, "test_fraction": 0, "probe": {"every": 50})");
  run->trainer().step(50);
  const auto logits = run->predict(run->data().x);
  CHECK(run->predict(run->data().x) == logits);
  double loss = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const double p = 1 / (1 + std::exp(-double{logits[i]}));
    loss -= std::log(run->data().y[i] > 0 ? p : 1 - p) / static_cast<double>(logits.size());
  }
  CHECK(double{run->trainer().history().column(History::kTrainLoss).back()} ==
        doctest::Approx(loss).epsilon(1e-5));
}

TEST_CASE("losses are told without penalties, which the updates follow all the same") {
  const auto with = run_of(R"([{"type": "dense", "units": 1, "l1": 0.5, "l2": 0.5, "activity_l1": 0.5}])");
  const auto without = run_of(R"([{"type": "dense", "units": 1}])");
  CHECK(with->trainer().history().column(History::kTrainLoss) ==
        without->trainer().history().column(History::kTrainLoss));
  with->trainer().step(1);
  without->trainer().step(1);
  CHECK(with->trainer().batch_losses(0) == without->trainer().batch_losses(0));
  CHECK(with->hash() != without->hash());
}

TEST_CASE("no update allocates whatever the layers") {
  const auto run = run_of(kEverything);
  const long long before = test::allocations().made;
  run->trainer().step(200);
  CHECK(test::allocations().made == before);
}

TEST_CASE("a network with noise, normalisation and dropout learns") {
  const auto run = run_of(
      R"([{"type": "dense", "units": 16}, {"type": "batch_norm"}, {"type": "prelu"}, {"type": "dropout", "rate": 0.1},
      {"type": "maxout", "units": 8}, {"type": "gaussian_noise", "stddev": 0.1}, {"type": "dense", "units": 1}])",
      R"(, "optimizer": {"name": "adam", "learning_rate": 0.01})");
  run->trainer().step(1000);
  CHECK(run->trainer().history().column(History::kTestAccuracy).back() > 0.97f);
}

TEST_CASE("numbered classes are as many as the outputs of whatever layer comes last") {
  for (const char* layers : {R"([{"type": "dense", "units": 5}, {"type": "maxout", "units": 3}])",
                             R"([{"type": "dense", "units": 6}, {"type": "activation", "name": "glu"}])",
                             R"([{"type": "dense", "units": 4}])"}) {
    const std::string spec =
        R"({"data": {"kind": "inline", "x": [1, 2, 3, 4, 5, 6], "x_shape": [6, 1], "y": [0, 1, 2, 0, 1, 2],
        "y_shape": [6]}, "loss": "categorical_crossentropy", "model": {"layers": )" +
        std::string(layers) + "}}";
    BuildResult built = build(test::value_of(spec.c_str()), {});
    for (const auto& problem : built.problems) FAIL_CHECK(problem.path << ": " << problem.message);
    REQUIRE(built.run != nullptr);
    CHECK(built.run->data().classes.size() == built.run->trainer().network().outputs());
  }
}

TEST_CASE(
    "a batch that fills no whole vector has finite gradients where the same network has them of its "
    "samples") {
  for (const int rows : {5, 6, 7, 8}) {
    std::string x, y;
    for (int i = 0; i < rows; ++i) {
      x += (i == 0 ? "" : ", ") + std::to_string(2000 + i);
      y += (i == 0 ? "" : ", ") + std::to_string(i);
    }
    const std::string n = std::to_string(rows);
    const std::string spec = R"({"data": {"kind": "inline", "x": [)" + x + R"(], "x_shape": [)" + n +
                             R"(, 1], "y": [)" + y + R"(], "y_shape": [)" + n +
                             R"(]}, "test_fraction": 0, "model": {"layers": [{"type": "dense", "units": 8},
        {"type": "batch_norm"}, {"type": "activation", "name": "exponential"}, {"type": "dense", "units": 1}]}})";
    BuildResult built = build(test::value_of(spec.c_str()), {});
    REQUIRE(built.run != nullptr);
    built.run->trainer().compute_gradients(0);
    for (const auto& parameter : built.run->trainer().parameters()) {
      for (std::size_t i = 0; i < parameter.size(); ++i) REQUIRE(std::isfinite(parameter.gradient[i]));
    }
  }
}
