// SPDX-License-Identifier: MIT
// What a person can get wrong in a spec, and the words that come back.
#include <doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/model/build.h"
#include "core/model/reader.h"
#include "core/model/writer.h"
#include "tests/support/json.h"

using namespace actlab;

namespace {

std::string problems_of(const char* json) {
  std::string text;
  for (const auto& problem : build(test::value_of(json), {}).problems) {
    text += problem.path + ": " + problem.message + "\n";
  }
  return text;
}

// The other way of test::to_value.
nlohmann::json json_of(const Value& value) {
  if (const auto* flag = value.as<bool>()) return *flag;
  if (const auto* number = value.as<double>()) return *number;
  if (const auto* text = value.as<std::string>()) return *text;
  if (const auto* numbers = value.as<Numbers>()) return *numbers;
  nlohmann::json json;
  if (const auto* list = value.as<List>()) {
    for (const auto& item : *list) json.push_back(json_of(item));
  } else if (const auto* object = value.as<Object>()) {
    for (const auto& [key, entry] : *object) json[key] = json_of(entry);
  }
  return json;
}

std::string first_problem(const char* json) {
  const std::string all = problems_of(json);
  return all.substr(0, all.find('\n'));
}

}  // namespace

TEST_CASE("every wrong value is named with its path, what is allowed there and what came") {
  const struct {
    const char *spec, *problem;
  } cases[] = {
      {R"(12)", ": must be an object, got 12"},
      {R"({})", "data: must be given, as in { kind: \"moons\" }"},
      {R"({"data": {}})",
       "data.kind: must be given, known are moons, circles, spiral, gaussians, xor, checkerboard, rings, "
       "plane, "
       "bumps, sine, step, abs, iris, wine, breast_cancer, digits, diabetes, inline, csv"},
      {R"({"data": {"kind": "moon"}})", "data.kind: unknown kind \"moon\", did you mean \"moons\"?"},
      {R"({"data": {"kind": 3}})", "data.kind: must be a text, got 3"},
      {R"({"data": {"kind": "moons", "samples": 50.5}})",
       "data.samples: must be a whole number in [4, 100000], got 50.5"},
      {R"({"data": {"kind": "moons", "noise": -1}})", "data.noise: must be in [0, 10], got -1"},
      {R"({"data": {"kind": "spiral", "turns": 0}})", "data.turns: must be in (0, 10], got 0"},
      {R"({"data": {"kind": "gaussians", "classes": 1}})",
       "data.classes: must be a whole number in [2, 10], got 1"},
      {R"({"data": {"kind": "checkerboard", "cells": 11}})",
       "data.cells: must be a whole number in [2, 10], got 11"},
      {R"({"data": {"kind": "rings", "classes": 2.5}})",
       "data.classes: must be a whole number in [2, 10], got 2.5"},
      {R"({"data": {"kind": "sine", "noise": 11}})", "data.noise: must be in [0, 10], got 11"},
      {R"({"data": {"kind": "wine", "samples": 10}})",
       "data.samples: unknown key \"samples\", known are kind"},
      {R"({"data": {"kind": "moons", "arms": 2}})",
       "data.arms: unknown key \"arms\", known are kind, samples, noise"},
      {R"({"data": "moons", "lose": "mse"})", "lose: unknown key \"lose\", did you mean \"loss\"?"},
      {R"({"data": "moons", "version": 2})", "version: must be 1, got 2"},
      {R"({"data": "moons", "seed": -1})", "seed: must be a whole number in [0, 4294967295], got -1"},
      {R"({"data": "moons", "shuffle": 1})", "shuffle: must be true or false, got 1"},
      {R"({"data": "moons", "scaling": "standardise"})",
       "scaling: unknown scaling \"standardise\", did you mean \"standardize\"?"},
      {R"({"data": "moons", "model": {"layers": []}})",
       "model.layers: must be a list of 1 to 64 objects, got a list of 0"},
      {R"({"data": "moons", "model": {"layers": [{"type": "dense", "units": 0}]}})",
       "model.layers[0].units: must be a whole number in [1, 4096], got 0"},
      {R"({"data": "moons", "model": {"layers": [{"type": "activation", "name": "rleu"}]}})",
       "model.layers[0].name: unknown name \"rleu\", did you mean \"relu\"?"},
      {R"({"data": "moons", "model": {"layers": [{"type": "activation", "name": "elu", "alpha": 0}]}})",
       "model.layers[0].alpha: must be in [1e-06, 10], got 0"},
      {R"({"data": "moons", "model": {"layers": [{"type": "activation", "name": "softplus", "beta": 1e-60}]}})",
       "model.layers[0].beta: must be in [1e-06, 20], got 1e-60"},
      {R"({"data": "moons", "model": {"layers": [{"type": "activation", "name": "relu", "alpha": 1}]}})",
       "model.layers[0].alpha: unknown key \"alpha\", known are type, name, activity_l1"},
      {R"({"data": "moons", "model": {"layers": [{"type": "dense", "kernel_initializer": "he-normal"}]}})",
       "model.layers[0].kernel_initializer.name: unknown name \"he-normal\", did you mean \"he_normal\"?"},
      {R"({"data": "moons", "optimizer": {"name": "sgd", "momentum": 0.999999999999}})",
       "optimizer.momentum: must be in [0, 1), got 1"},
      {R"({"data": "moons", "optimizer": {"name": "sgd", "momentum": 1}})",
       "optimizer.momentum: must be in [0, 1), got 1"},
      {R"({"data": "moons", "stop": {"steps": "many"}})",
       "stop.steps: must be a whole number in [1, 1000000000], got \"many\""},
      {R"({"data": "iris"})", "data.kind: the data set \"iris\" is not loaded; hand it to addDataset first"},
      {R"({"data": "moons", "model": {"layers": [{"type": "dense", "units": 3}, {"type": "activation", "name": "tanh"}]}})",
       "model.layers[0].units: must be 1 or 2, one output a class, got 3"},
      {R"({"data": {"kind": "spiral", "classes": 3}, "loss": "categorical_crossentropy", "model": {"layers": [{"type": "dense", "units": 2}]}})",
       "model.layers[0].units: must be 3, one output a class, got 2"},
      {R"({"data": {"kind": "inline", "x": [1, 2], "x_shape": [2, 2], "y": [1], "y_shape": [1]}})",
       "data.x: must be 4 numbers, as data.x_shape says, got 2"},
      // 2^32 numbers, which a 32-bit count would take for none.
      {R"({"data": {"kind": "inline", "x": [], "x_shape": [524288, 8192], "y": [1], "y_shape": [1]}})",
       "data.x: must be 4294967296 numbers, as data.x_shape says, got 0"},
      {R"({"data": {"kind": "inline", "x": [1, 2], "x_shape": [2], "y": [1, 2], "y_shape": [2]}})",
       "data.x_shape: must be [rows, columns] with 1 to 1000000 rows and 1 to 10000 columns, got [2]"},
      {R"({"data": {"kind": "inline", "x": [1, 1e39], "x_shape": [2, 1], "y": [1, 2], "y_shape": [2]}})",
       "data.x[1]: must be a finite 32-bit number, got 1e+39"},
      {R"({"data": {"kind": "inline", "x": [1, 2], "x_shape": [2, 1], "y": [0, 2.5], "y_shape": [2]}, "loss": "categorical_crossentropy"})",
       "data.y[1]: must be a class, a whole number in [0, 1000), got 2.5"},
      {R"({"data": {"kind": "inline", "x": [1, 2], "x_shape": [2, 1], "y": [0, 2], "y_shape": [2], "classes": ["a", "b"]}})",
       "data.y[1]: must be a class, a whole number in [0, 2), got 2"},
      {R"({"data": {"kind": "inline", "x": [1], "x_shape": [1, 1], "y": [0, 1], "y_shape": [1, 2], "classes": ["a", "b"]}})",
       "data.y_shape: must be of one column of class numbers, got 2"},
      {R"({"data": {"kind": "inline", "x": [1], "x_shape": [1, 1], "y": [0], "y_shape": [1], "classes": ["a"]}})",
       "data.classes: must be 2 to 1000 names, got 1"},
      {R"({"data": {"kind": "inline", "x": [1], "x_shape": [1, 1], "y": [0], "y_shape": [1], "classes": [1, 2]}})",
       "data.classes: must be a list of texts, got a list of 2"},
      {R"({"data": {"kind": "inline", "x": [1, 2], "x_shape": [2, 1], "y": [0, 2], "y_shape": [2]}, "loss": "binary_crossentropy"})",
       "data.y[1]: must be in [0, 1] under binary_crossentropy, got 2"},
      {R"({"data": {"kind": "inline", "x": [1, 2], "x_shape": [2, 1], "y": [0, -1], "y_shape": [2]}, "loss": "hinge"})",
       "data.y[1]: must be in [0, 1] under hinge, got -1"},
      {R"({"data": "moons", "loss": "maee"})", "loss.name: unknown name \"maee\", did you mean \"mae\"?"},
      {R"({"data": "moons", "loss": {"name": "huber", "delta": 0}})",
       "loss.delta: must be in (0, 1000000], got 0"},
      {R"({"data": "moons", "loss": {"name": "mse", "delta": 1}})",
       "loss.delta: unknown key \"delta\", known are name"},
      {R"({"data": "moons", "model": {"layers": [{"type": "dense", "kernel_initializer": {"name": "siren", "omega": 0}}]}})",
       "model.layers[0].kernel_initializer.omega: must be in (0, 1000], got 0"},
      {R"({"data": "moons", "model": {"layers": [{"type": "dense", "kernel_initializer": {"name": "he_uniform", "truncated": true}}]}})",
       "model.layers[0].kernel_initializer.truncated: unknown key \"truncated\", known are name"},
      {R"({"data": "moons", "model": {"layers": [{"type": "dense", "bias_initializer": "orthogona"}]}})",
       "model.layers[0].bias_initializer.name: unknown name \"orthogona\", known are zeros, ones, constant, "
       "random_uniform, random_normal, truncated_normal, glorot_uniform, glorot_normal, he_uniform, "
       "he_normal, "
       "lecun_uniform, lecun_normal, torch_linear, article_xavier, article_he, siren"},
      {R"({"data": "moons", "clip": {"norm": 0}})", "clip.norm: must be in (0, 1e+30], got 0"},
      {R"({"data": "moons", "clip": {"value": -1}})", "clip.value: must be in (0, 1e+30], got -1"},
      {R"({"data": "moons", "clip": 1})", "clip: must be an object, got 1"},
      {R"({"data": "moons", "schedule": "cosin"})",
       "schedule.name: unknown name \"cosin\", did you mean \"cosine\"?"},
      {R"({"data": "moons", "schedule": {"name": "step", "factor": 0}})",
       "schedule.factor: must be in (0, 1], got 0"},
      {R"({"data": "moons", "schedule": {"name": "one_cycle", "pct_start": 1}})",
       "schedule.pct_start: must be in (0, 1), got 1"},
      {R"({"data": "moons", "stop": {"accuracy": 95}})", "stop.accuracy: must be in [0, 1], got 95"},
      {R"({"data": "moons", "stop": {"seconds": 0}})", "stop.seconds: must be in (0, 1000000], got 0"},
      {R"({"data": "moons", "stop": {"plateau": {"updates": 0}}})",
       "stop.plateau.updates: must be a whole number in [1, 1000000000], got 0"},
      {R"({"data": {"kind": "inline", "x": [1, 2], "x_shape": [2, 1], "y": [0, 2], "y_shape": [2]}, "stop": {"accuracy": 0.9}})",
       "stop.accuracy: must be left out where the target is a number and no class"},
  };
  for (const auto& [spec, problem] : cases) CHECK(first_problem(spec) == problem);
}

TEST_CASE("all problems come at once, not only the first") {
  const std::string all = problems_of(R"({"data": {"kind": "moons", "noise": 99}, "batch_size": 0,
      "model": {"layers": [{"type": "dense", "units": 5000}, {"type": "dens"}]}, "los": 1})");
  CHECK(std::count(all.begin(), all.end(), '\n') == 5);
}

TEST_CASE("a spec too large for the limit is refused with the size it asked for, before memory is taken") {
  std::string layers;
  for (int i = 0; i < 63; ++i) layers += R"({"type": "dense", "units": 4096}, )";
  const std::string spec =
      R"({"data": "moons", "model": {"layers": [)" + layers + R"({"type": "dense", "units": 1}]}})";
  // 62 x 4096^2 weights, each with its gradient, two moments and two copies: 62 x 6 x 64 MiB, and 1 % for outputs.
  const std::string problem = first_problem(spec.c_str());
  CHECK(problem.find("model: needs 24") == 0);
  CHECK(problem.find(" MiB, the limit is 256 MiB") != std::string::npos);
}

TEST_CASE("a run's spec has every default filled in, and builds the same run again") {
  BuildResult first =
      build(test::value_of(R"({"data": {"kind": "spiral", "classes": 3}, "optimizer": "sgd"})"), {});
  REQUIRE(first.run != nullptr);
  const Value whole = write_spec(first.run->spec());
  CHECK(whole.find("loss") != nullptr);
  CHECK(whole.find("model")->find("layers")->as<List>()->size() == 5);
  BuildResult again = build(whole, {});
  REQUIRE(again.run != nullptr);
  first.run->trainer().step(50);
  again.run->trainer().step(50);
  CHECK(first.run->hash() == again.run->hash());
}

TEST_CASE(
    "every setting of training comes back from a run's spec as it went in, and what is missing stays so") {
  const char* const written =
      R"({"data": "moons", "loss": {"name": "huber", "delta": 0.5}, "schedule": {"name": "step", "every": 9,
      "factor": 0.25}, "clip": {"norm": 2, "value": 0.5}, "stop": {"steps": 30, "loss": 0.1, "accuracy": 0.9,
      "plateau": {"updates": 20, "min_delta": 0.01}, "seconds": 5}, "model": {"layers": [{"type": "dense", "units": 4,
      "use_bias": true, "kernel_initializer": {"name": "he_normal", "truncated": false}, "bias_initializer":
      {"name": "random_uniform", "minval": -1, "maxval": 2}}, {"type": "dense", "units": 1, "use_bias": true,
      "kernel_initializer": {"name": "orthogonal", "gain": 2, "nonlinearity": "tanh"}, "bias_initializer": "zeros"}]}})";
  BuildResult built = build(test::value_of(written), {});
  REQUIRE(built.run != nullptr);
  const nlohmann::json whole = json_of(write_spec(built.run->spec())), given = nlohmann::json::parse(written);
  for (const char* key : {"loss", "schedule", "clip", "stop"}) CHECK(whole[key] == given[key]);
  CHECK(whole["model"]["layers"][0]["kernel_initializer"] ==
        given["model"]["layers"][0]["kernel_initializer"]);
  CHECK(whole["model"]["layers"][0]["bias_initializer"] == given["model"]["layers"][0]["bias_initializer"]);
  CHECK(whole["model"]["layers"][1]["kernel_initializer"] ==
        given["model"]["layers"][1]["kernel_initializer"]);

  BuildResult plain = build(test::value_of(R"({"data": "moons", "loss": "mae"})"), {});
  const nlohmann::json defaults = json_of(write_spec(plain.run->spec()));
  CHECK(defaults["loss"] == "mae");
  CHECK(defaults["schedule"] == nlohmann::json{{"name", "constant"}});
  CHECK_FALSE(defaults.contains("clip"));
  CHECK(defaults["stop"] == nlohmann::json{{"steps", 2000}});
}

TEST_CASE("every optimizer starts from the constants that PyTorch and its papers give") {
  const auto defaults = nlohmann::json::parse(R"([
      {"name": "sgd", "learning_rate": 0.01, "momentum": 0, "nesterov": false},
      {"name": "rmsprop", "learning_rate": 0.001, "rho": 0.9, "epsilon": 1e-8},
      {"name": "adagrad", "learning_rate": 0.01, "epsilon": 1e-10},
      {"name": "adadelta", "learning_rate": 1, "rho": 0.9, "epsilon": 1e-6},
      {"name": "adam", "learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8},
      {"name": "adamw", "learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8, "weight_decay": 0.01},
      {"name": "adamax", "learning_rate": 0.002, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8},
      {"name": "nadam", "learning_rate": 0.002, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8,
       "momentum_decay": 0.004}])");
  for (const auto& expected : defaults) {
    const nlohmann::json spec = {{"data", "moons"}, {"optimizer", expected["name"]}};
    BuildResult built = build(test::to_value(spec), {});
    REQUIRE(built.run != nullptr);
    CHECK(json_of(*write_spec(built.run->spec()).find("optimizer")) == expected);
  }
}

TEST_CASE("inline class numbers are classes under any loss once they are named") {
  for (const char* loss : {"mse", "binary_crossentropy", "categorical_crossentropy"}) {
    const std::string spec =
        R"({"data": {"kind": "inline", "x": [0, 0, 1, 1, 2, 0], "x_shape": [3, 2], "y": [0, 1, 1], "y_shape": [3],
        "classes": ["blue", "red"]}, "loss": ")" +
        std::string(loss) + R"("})";
    BuildResult built = build(test::value_of(spec.c_str()), {});
    REQUIRE(built.run != nullptr);
    CHECK(built.run->data().classes == std::vector<std::string>{"blue", "red"});
    CHECK(built.run->trainer().config().accuracy != Accuracy::kNone);
    BuildResult again = build(write_spec(built.run->spec()), {});
    REQUIRE(again.run != nullptr);
    CHECK(again.run->data().classes == built.run->data().classes);
  }
}

TEST_CASE("the last name of an activation's list of aliases means the same function") {
  Problems problems;
  const ActivationSpec relu = read_activation(std::string("rectifier"), problems);
  CHECK(problems.empty());
  CHECK(relu.function->name == "relu");
  const ActivationSpec elu = read_activation(test::value_of(R"({"name": "elu", "alpha": 0.5})"), problems);
  CHECK(problems.empty());
  CHECK(elu.parameters[0] == 0.5);
  // A layer's own keys are none of a function's.
  read_activation(test::value_of(R"({"name": "elu", "activity_l1": 1})"), problems);
  CHECK(problems.size() == 1);
}

TEST_CASE("parameters are set together or not at all") {
  BuildResult built = build(test::value_of(R"({"data": "moons"})"), {});
  Run& run = *built.run;
  const std::uint64_t before = run.hash();
  const std::vector<float> weight(16, 0.5f), nan(8, std::nanf(""));
  const ParameterInput good{0, "weight", weight};
  const ParameterInput wrong[] = {
      {1, "weight", weight}, {0, "weigh", weight}, {0, "bias", weight}, {0, "bias", nan}};
  for (const auto& bad : wrong) {
    const ParameterInput list[] = {good, bad};
    const Problems problems = run.set_parameters(list);
    CHECK(problems.size() == 1);
    CHECK(problems[0].path.find("parameters[1]") == 0);
    CHECK(run.hash() == before);
  }
  CHECK(run.set_parameters(std::span(&good, 1)).empty());
  CHECK(run.hash() != before);
}

TEST_CASE("the plane is read at the centres of its cells, through the same scaling as training") {
  BuildResult built = build(test::value_of(R"({"data": "moons", "scaling": "standardize"})"), {});
  Run& run = *built.run;
  run.trainer().step(100);
  const auto plane = run.predict_plane({.x0 = -1,
                                        .x1 = 2,
                                        .y0 = 1.5f,
                                        .y1 = -1,
                                        .width = 3,
                                        .height = 5,
                                        .layer = std::nullopt,
                                        .unit = std::nullopt});
  for (std::size_t row = 0; row < 5; ++row) {
    for (std::size_t column = 0; column < 3; ++column) {
      const float point[] = {-0.5f + static_cast<float>(column), 1.25f - 0.5f * static_cast<float>(row)};
      CHECK(plane[row * 3 + column] == doctest::Approx(run.predict(point)[0]).epsilon(1e-5));
    }
  }
  const auto hidden = run.predict_plane(
      {.x0 = -1, .x1 = 2, .y0 = 1.5f, .y1 = -1, .width = 3, .height = 5, .layer = 1, .unit = std::nullopt});
  const auto unit = run.predict_plane(
      {.x0 = -1, .x1 = 2, .y0 = 1.5f, .y1 = -1, .width = 3, .height = 5, .layer = 1, .unit = 7});
  CHECK(hidden.size() == 8 * 15);
  CHECK(std::vector<float>(hidden.end() - 15, hidden.end()) == unit);
}
