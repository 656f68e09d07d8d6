// SPDX-License-Identifier: MIT
// Networks learn what they were not shown: medians over five seeds, on the samples kept for testing.
#include <doctest.h>

#include <algorithm>
#include <cmath>

#include "core/model/build.h"
#include "tests/support/files.h"
#include "tests/support/json.h"

using namespace actlab;

namespace {

struct Answers {
  std::vector<float> outputs, targets;  // of the test samples
};

Answers test_answers(Run& run) {
  const Dataset& data = run.data();
  std::vector<float> x;
  Answers answers;
  for (const auto row : run.split().test) {
    x.insert(x.end(), &data.x[row * data.width()], &data.x[row * data.width()] + data.width());
    answers.targets.push_back(data.y[row]);
  }
  answers.outputs = run.predict(x);
  return answers;
}

// Share of right answers: a logit above 0, or the largest of several.
double accuracy(const Answers& answers) {
  const std::size_t rows = answers.targets.size(), outputs = answers.outputs.size() / rows;
  std::size_t right = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const float* y = &answers.outputs[i * outputs];
    const auto guess = outputs == 1 ? std::ptrdiff_t{*y > 0} : std::max_element(y, y + outputs) - y;
    right += guess == static_cast<std::ptrdiff_t>(answers.targets[i]);
  }
  return static_cast<double>(right) / static_cast<double>(rows);
}

// R^2: the share of the targets' variance that the outputs explain.
double explained(const Answers& answers) {
  double mean = 0, all = 0, rest = 0;
  for (const float t : answers.targets) mean += t / static_cast<double>(answers.targets.size());
  for (std::size_t i = 0; i < answers.targets.size(); ++i) {
    all += std::pow(answers.targets[i] - mean, 2);
    rest += std::pow(answers.targets[i] - answers.outputs[i], 2);
  }
  return 1 - rest / all;
}

double median(nlohmann::json spec, std::uint64_t steps, double (*score)(const Answers&)) {
  std::vector<double> scores;
  for (int seed = 1; seed <= 5; ++seed) {
    spec["seed"] = seed;
    spec["stop"] = {{"steps", steps}};
    spec["probe"] = {{"every", steps}};
    BuildResult built = build(test::to_value(spec), {});
    for (const auto& problem : built.problems) FAIL(problem.path << ": " << problem.message);
    built.run->trainer().step(steps);
    scores.push_back(score(test_answers(*built.run)));
  }
  std::sort(scores.begin(), scores.end());
  return scores[2];
}

// A shipped set, read as the table that it is packed from, with 30 % of it kept for testing.
nlohmann::json shipped(const char* name, const char* layers, double learning_rate) {
  const std::string text = test::read_text(std::string("bindings/datasets/") + name + ".csv");
  return {{"data", {{"kind", "csv"}, {"text", text}}},
          {"scaling", "standardize"},
          {"test_fraction", 0.3},
          {"model", {{"layers", nlohmann::json::parse(layers)}}},
          {"optimizer", {{"name", "adam"}, {"learning_rate", learning_rate}}}};
}

}  // namespace

TEST_CASE(
    "a spiral of 1000 samples is told apart at 99 % of the half that was not shown, after 4000 updates") {
  const auto spec = nlohmann::json::parse(R"({
    "data": {"kind": "spiral", "samples": 1000},
    "model": {"layers": [{"type": "dense", "units": 32, "kernel_initializer": "he_normal"},
                         {"type": "activation", "name": "silu"},
                         {"type": "dense", "units": 32, "kernel_initializer": "he_normal"},
                         {"type": "activation", "name": "silu"},
                         {"type": "dense", "units": 1}]},
    "optimizer": {"name": "adam", "learning_rate": 0.01}})");
  CHECK(median(spec, 4000, accuracy) >= 0.99);
}

TEST_CASE("wines are told apart at 96 % of those that were not shown, after 200 updates") {
  const auto spec =
      shipped("wine", R"([{"type": "dense", "units": 16}, {"type": "activation", "name": "sigmoid"},
                                        {"type": "dense", "units": 3}])",
              0.01);
  CHECK(median(spec, 200, accuracy) >= 0.96);
}

TEST_CASE("cancer cells are told apart at 96 % of those that were not shown, after 100 updates") {
  const auto spec = shipped("breast_cancer", R"([{"type": "dense", "units": 16},
                            {"type": "activation", "name": "sigmoid"}, {"type": "dense", "units": 1}])",
                            0.01);
  CHECK(median(spec, 100, accuracy) >= 0.96);
}

TEST_CASE("42 % of the variance in the progress of diabetes is explained, after 100 updates") {
  // The output starts near the mean of the targets, which are not scaled.
  const auto spec = shipped("diabetes", R"([{"type": "dense", "units": 16, "kernel_initializer": "he_normal"},
                            {"type": "activation", "name": "relu"}, {"type": "dense", "units": 1,
                            "bias_initializer": {"name": "constant", "value": 150}}])",
                            0.05);
  CHECK(median(spec, 100, explained) >= 0.42);
}
