// SPDX-License-Identifier: MIT
// How training moves: optimizers.
#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/layer/penalty.h"
#include "core/train/optimizer.h"

using namespace actlab;

namespace {

std::vector<float> memory_for(const OptimizerConfig& config) {
  Arena count;
  const Optimizer measured(config, 4, count);
  return std::vector<float>(static_cast<std::size_t>(count.used()));
}

// Four weights that an optimizer moves, and what it remembers.
struct Updates {
  explicit Updates(const OptimizerConfig& config)
      : memory(memory_for(config)), arena(memory.data(), memory.size()), optimizer(config, 4, arena) {}

  void make(const std::vector<float>& gradients) { optimizer.update(w, gradients, 1); }

  std::vector<float> w = {1, -2, 0.5f, 30}, memory;
  Arena arena;
  Optimizer optimizer;
};

// Runs an optimizer on w -> w^2 / 2 + w, whose gradient is w + 1, and returns where each of four weights
// goes.
std::vector<std::vector<float>> path_of(const OptimizerConfig& config, int updates) {
  Updates run(config);
  std::vector<std::vector<float>> path;
  for (int i = 0; i < updates; ++i) {
    std::vector<float> g = run.w;
    for (float& x : g) x += 1;
    run.make(g);
    path.push_back(run.w);
  }
  return path;
}

template <class Rule>
void check_path(const OptimizerConfig& config, Rule rule) {
  const auto path = path_of(config, 50);
  const double start[] = {1, -2, 0.5, 30};
  for (std::size_t k = 0; k < 4; ++k) {
    double w = start[k], a = 0, b = 0;
    for (int i = 0; i < 50; ++i) {
      w -= rule(w + 1, a, b, i + 1);
      REQUIRE(static_cast<double>(path[static_cast<std::size_t>(i)][k]) ==
              doctest::Approx(w).epsilon(1e-5).scale(1));
    }
  }
}

}  // namespace

TEST_CASE("sgd follows its rule in double, with momentum and with Nesterov's look ahead") {
  check_path(Sgd{.learning_rate = 0.1}, [](double g, double&, double&, int) { return 0.1 * g; });
  check_path(Sgd{.learning_rate = 0.01, .momentum = 0.9}, [](double g, double& v, double&, int) {
    v = 0.9 * v + g;
    return 0.01 * v;
  });
  check_path(Sgd{.learning_rate = 0.01, .momentum = 0.9, .nesterov = true},
             [](double g, double& v, double&, int) {
               v = 0.9 * v + g;
               return 0.01 * (g + 0.9 * v);
             });
}

TEST_CASE("adam follows its paper's rule in double") {
  check_path(Adam{.learning_rate = 0.02}, [](double g, double& m, double& v, int t) {
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    return 0.02 * (m / (1 - std::pow(0.9, t))) / (std::sqrt(v / (1 - std::pow(0.999, t))) + 1e-8);
  });
}

TEST_CASE("neither weights nor what an optimizer remembers end among the denormals") {
  const OptimizerConfig all[] = {Sgd{},  Sgd{.momentum = 0.9},     RmsProp{}, Adagrad{}, Adadelta{},
                                 Adam{}, AdamW{.weight_decay = 1}, Adamax{},  Nadam{}};
  for (const auto& config : all) {
    CAPTURE(config.index());
    Updates updates(config);
    updates.make({1, -1e-3f, 1e-15f, 0x1p-65f});
    // From now on a penalty alone, as on the weights of a unit that died.
    for (int i = 0; i < 120000; ++i) {
      std::vector<float> gradients(4);
      add_weight_penalty({.l2 = 0.25f}, updates.w.data(), gradients.data(), 4);
      updates.make(gradients);
    }
    for (const float state : updates.memory) REQUIRE(std::fpclassify(state) != FP_SUBNORMAL);
    for (const float weight : updates.w)
      REQUIRE((std::isfinite(weight) && std::fpclassify(weight) != FP_SUBNORMAL));
  }
}

TEST_CASE(
    "gradients too small to be squared move no weight by more than adam's rate, however small its epsilon") {
  for (int power = -70; power <= -40; ++power) {
    CAPTURE(power);
    Updates updates(Adam{.learning_rate = 0.01, .epsilon = 1e-25});
    updates.w = {0, 0, 0, 0};
    for (int i = 0; i < 10; ++i) updates.make(std::vector<float>(4, std::ldexp(1.0f, power)));
    CHECK(std::fabs(updates.w[0]) <= 10 * 0.0101f);
  }
}

TEST_CASE("an optimizer keeps a gradient that is no number") {
  for (const OptimizerConfig& config : {OptimizerConfig(Sgd{.momentum = 0.9}), OptimizerConfig(Adam{})}) {
    Updates updates(config);
    updates.make(std::vector<float>(4, std::numeric_limits<float>::quiet_NaN()));
    updates.make(std::vector<float>(4));
    for (const float state : updates.memory) CHECK(std::isnan(state));
    for (const float weight : updates.w) CHECK(std::isnan(weight));
  }
}

TEST_CASE("a reset optimizer moves as a new one") {
  Arena count;
  const Optimizer measured(Adam{}, 4, count);
  std::vector<float> memory(static_cast<std::size_t>(count.used()));
  Arena arena(memory.data(), memory.size());
  Optimizer optimizer(Adam{}, 4, arena);
  const std::vector<float> g = {1, 2, 3, 4};
  std::vector<float> once(4), again(4);
  optimizer.update(once, g, 1);
  for (int i = 0; i < 5; ++i) optimizer.update(again, g, 1);
  optimizer.reset();
  std::fill(again.begin(), again.end(), 0.0f);
  optimizer.update(again, g, 1);
  CHECK(once == again);
}
