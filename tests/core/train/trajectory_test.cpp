// SPDX-License-Identifier: MIT
// PyTorch's trajectories: from its starting parameters the engine's losses and first gradients must be
// PyTorch's.
#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/model/build.h"
#include "tests/support/json.h"

using namespace actlab;
using nlohmann::json;

namespace {

const char* const kTrajectories[] = {"activation-linear",
                                     "activation-relu",
                                     "activation-leaky_relu",
                                     "activation-relu6",
                                     "activation-hard_tanh",
                                     "activation-hard_sigmoid",
                                     "activation-hard_shrink",
                                     "activation-soft_shrink",
                                     "activation-sigmoid",
                                     "activation-tanh",
                                     "activation-tanh_shrink",
                                     "activation-elu",
                                     "activation-selu",
                                     "activation-celu",
                                     "activation-softplus",
                                     "activation-log_sigmoid",
                                     "activation-gelu",
                                     "activation-gelu_tanh",
                                     "activation-silu",
                                     "activation-hard_swish",
                                     "activation-mish",
                                     "activation-softsign",
                                     "activation-prelu",
                                     "layer-maxout",
                                     "layer-batch_norm",
                                     "loss-mse",
                                     "loss-bce_logits",
                                     "loss-cross_entropy",
                                     "loss-mae",
                                     "loss-huber",
                                     "loss-hinge",
                                     "clip-schedule",
                                     "optimizer-sgd",
                                     "optimizer-sgd-momentum",
                                     "optimizer-sgd-nesterov",
                                     "optimizer-adam",
                                     "optimizer-rmsprop",
                                     "optimizer-adagrad",
                                     "optimizer-adadelta",
                                     "optimizer-adamw",
                                     "optimizer-adamax",
                                     "optimizer-nadam",
                                     "regularizer-l1",
                                     "regularizer-l2",
                                     "regularizer-l1-l2",
                                     "depth-sigmoid-10"};

// The reference's description as a spec of ours.
json spec_of(json reference) {
  json loss = reference["loss"];
  if (loss == "bce_logits") loss = "binary_crossentropy";
  if (loss == "cross_entropy") loss = "categorical_crossentropy";
  for (auto& layer : reference["layers"]) {
    // PyTorch's PReLU learns its slope.
    if (layer.value("name", "") == "prelu") layer = {{"type", "prelu"}, {"shared", true}};
    if (layer["type"] == "dense" && reference.contains("regularizer")) layer.update(reference["regularizer"]);
    // Not said in that file, but its losses are those of this alpha, to the last digit, and of no other.
    if (layer.value("name", "") == "celu") layer["alpha"] = 0.5;
  }
  return {{"data",
           {{"kind", "inline"},
            {"x", reference["x"]["data"]},
            {"x_shape", reference["x"]["shape"]},
            {"y", reference["y"]["data"]},
            {"y_shape", reference["y"]["shape"]}}},
          {"test_fraction", 0},
          {"shuffle", false},
          {"model", {{"layers", reference["layers"]}}},
          {"loss", loss},
          {"optimizer", reference["optimizer"]},
          {"schedule", reference.value("schedule", json("constant"))},
          {"clip", reference.value("clip", json::object())},
          {"batch_size", reference["batch"]}};
}

// Arrays by layer and name, "2.weight", where PyTorch's module names some otherwise.
json by_our_names(const json& reference, const char* arrays) {
  json ours;
  for (const auto& [key, array] : reference[arrays].items()) {
    const std::size_t layer = std::stoul(key);
    std::string name = key.substr(key.rfind('.') + 1);  // maxout's products are a module of their own, "lin"
    if (reference["layers"][layer].value("name", "") == "prelu") name = "slope";
    ours[std::to_string(layer) + '.' + name] = array;
  }
  return ours;
}

ParameterInput parameter_of(const std::string& key, const json& array) {
  const std::size_t dot = key.find('.');
  return {std::stoul(key.substr(0, dot)), key.substr(dot + 1), array["data"].get<std::vector<float>>()};
}

double largest_of(const std::vector<double>& values) {
  double largest = 0;
  for (const double x : values) largest = std::max(largest, std::fabs(x));
  return largest;
}

void check_gradients(Run& run, const json& expected) {
  run.trainer().compute_gradients(0);
  double largest_of_all = 0;
  for (const auto& array : expected)
    largest_of_all = std::max(largest_of_all, largest_of(array["data"].get<std::vector<double>>()));
  for (const auto& parameter : run.trainer().parameters()) {
    const std::string key = std::to_string(parameter.layer) + '.' + std::string(parameter.name);
    CAPTURE(key);
    REQUIRE(expected.contains(key));
    const auto exact = expected[key]["data"].get<std::vector<double>>();
    REQUIRE(exact.size() == parameter.size());
    double largest = largest_of(exact);
    // A bias before batch_norm has no gradient: what PyTorch has there is rounding, as what we have is.
    if (largest < 1e-12) largest = largest_of_all;
    for (std::size_t i = 0; i < exact.size(); ++i) {
      REQUIRE(std::fabs(static_cast<double>(parameter.gradient[i]) - exact[i]) <= 1e-5 * largest);
    }
  }
}

}  // namespace

TEST_CASE("the engine follows PyTorch's losses, first gradients and final parameters") {
  for (const std::string name : kTrajectories) {
    CAPTURE(name);
    const json reference = test::read_json("training/" + name + ".json");
    BuildResult built = build(test::to_value(spec_of(reference)), {});
    for (const auto& problem : built.problems) FAIL(problem.path << ": " << problem.message);
    Run& run = *built.run;

    const json first = by_our_names(reference, "initial");
    std::vector<ParameterInput> initial;
    for (const auto& [key, array] : first.items()) initial.push_back(parameter_of(key, array));
    REQUIRE(run.set_parameters(initial).empty());
    check_gradients(run, by_our_names(reference, "grad_step0"));

    const auto losses = reference["loss_per_step"].get<std::vector<double>>();
    run.trainer().step(losses.size());
    const auto followed = run.trainer().batch_losses(0);
    REQUIRE(followed.size() == losses.size());
    for (std::size_t i = 0; i < losses.size(); ++i) {
      CAPTURE(i);
      REQUIRE(std::fabs(static_cast<double>(followed[i]) - losses[i]) <= 1e-4 * losses[i]);
    }
    const json last = by_our_names(reference, "final");
    for (const auto& parameter : run.trainer().parameters()) {
      const std::string key = std::to_string(parameter.layer) + '.' + std::string(parameter.name);
      const auto final_values = last[key]["data"].get<std::vector<double>>();
      for (std::size_t i = 0; i < final_values.size(); ++i) {
        REQUIRE(static_cast<double>(parameter.value[i]) ==
                doctest::Approx(final_values[i]).epsilon(1e-3).scale(0.1));
      }
    }
  }
}
