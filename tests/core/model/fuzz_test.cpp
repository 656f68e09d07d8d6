// SPDX-License-Identifier: MIT
// Ten thousand random and mutated specs: each runs a step or comes back with problems.
#include <doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "core/model/build.h"
#include "core/random/random.h"
#include "tests/support/json.h"

using namespace actlab;

namespace {

constexpr int kSpecs = 10000;

const char* const kSeeds[] = {
    R"({"data": {"kind": "moons", "samples": 50, "noise": 0.1}, "scaling": "minmax", "stop": {"steps": 3, "loss": 0.1}})",
    R"({"version": 1, "seed": 7, "data": {"kind": "spiral", "samples": 30, "classes": 3, "turns": 1.5},
        "model": {"layers": [{"type": "dense", "units": 5, "kernel_initializer": "he_normal",
        "bias_initializer": {"name": "constant", "value": 0.1}}, {"type": "activation", "name": "leaky_relu",
        "negative_slope": 0.2}, {"type": "dense", "units": 3, "use_bias": false}]},
        "loss": "categorical_crossentropy", "optimizer": {"name": "sgd", "learning_rate": 0.1, "momentum": 0.9,
        "nesterov": true}, "batch_size": 7, "probe": {"every": 2}})",
    R"({"data": {"kind": "inline", "x": [1, 2, 3, 4, 5, 6], "x_shape": [3, 2], "y": [0, 1, 0], "y_shape": [3]},
        "test_fraction": 0.3, "shuffle": false, "optimizer": {"name": "adam", "beta_1": 0.5, "epsilon": 1e-6}})",
    R"({"data": {"kind": "circles", "samples": 20}, "model": {"layers": [{"type": "activation", "name": "elu",
        "alpha": 2}, {"type": "dense", "units": 1}]}, "loss": "mse"})",
    R"({"data": {"kind": "moons", "samples": 21}, "model": {"layers": [{"type": "gaussian_noise", "stddev": 0.2},
        {"type": "maxout", "units": 3, "pieces": 3, "l1": 0.01}, {"type": "batch_norm", "momentum": 0.2, "epsilon": 0.001},
        {"type": "prelu", "shared": true, "initial": 0.1, "activity_l1": 0.1}, {"type": "dropout", "rate": 0.3},
        {"type": "dense", "units": 1, "l2": 0.1}]}, "batch_size": 4, "stop": {"steps": 5}})",
    R"({"data": {"kind": "moons", "samples": 20}, "loss": {"name": "huber", "delta": 0.5}, "schedule": {"name":
        "one_cycle", "steps": 20, "pct_start": 0.5, "div_factor": 4}, "clip": {"norm": 1, "value": 0.1}, "stop":
        {"accuracy": 0.9, "plateau": {"updates": 20, "min_delta": 0.01}, "seconds": 5}, "model": {"layers": [{"type":
        "dense", "units": 4, "kernel_initializer": {"name": "orthogonal", "gain": 2, "nonlinearity": "selu"},
        "bias_initializer": {"name": "random_uniform", "minval": -1, "maxval": 1}}, {"type": "dense", "units": 1, "kernel_initializer":
        {"name": "siren", "omega": 30}}]}})",
    R"({"data": {"kind": "spiral", "samples": 20}, "loss": "hinge", "schedule": {"name": "step", "every": 3, "factor":
        0.5}, "model": {"layers": [{"type": "dense", "units": 1, "kernel_initializer": {"name": "random_normal",
        "mean": 0, "stddev": 0.05}, "bias_initializer": {"name": "he_normal", "truncated": false}}]}})"};

const char* const kTexts[] = {
    "relu",     "gelu",     "softplus", "dense",       "activation", "moons",     "inline",
    "mse",      "constant", "adam",     "standardize", "",           "__proto__", "categorical_crossentropy",
    "\xff\xfe", "units",    "dropout",  "batch_norm",  "maxout",     "prelu",     "huber",
    "siren",    "cosine",   "identity", "orthogonal",  "hinge"};

const double kNumbers[] = {0,
                           -0.0,
                           1,
                           -1,
                           2,
                           3,
                           0.5,
                           1e-45,
                           1e-300,
                           100,
                           1e6,
                           4294967296.0,
                           1e19,
                           1e30,
                           1e38,
                           1e300,
                           -1e300,
                           std::numeric_limits<double>::infinity(),
                           std::numeric_limits<double>::quiet_NaN(),
                           2147483648.0,
                           63,
                           64,
                           4096};

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed, Stream::kData) {}

  Value seed_spec() { return test::value_of(pick(kSeeds)); }

  // Changes about one value in `rarity`, anywhere in the tree.
  void mutate(Value& value, std::uint32_t rarity) {
    if (random_.below(rarity) == 0) value = random_value(3);
    if (auto* object = std::get_if<Object>(&value.data)) mutate_object(*object, rarity);
    if (auto* list = std::get_if<List>(&value.data)) {
      for (auto& item : *list) mutate(item, rarity);
      if (!list->empty() && random_.below(rarity) == 0) list->push_back(list->front());
    }
    if (auto* numbers = std::get_if<Numbers>(&value.data)) {
      for (double& number : *numbers) {
        if (random_.below(rarity) == 0) number = pick(kNumbers);
      }
      if (random_.below(rarity) == 0) numbers->push_back(1);
    }
  }

  Value random_value(int depth) {
    switch (random_.below(depth > 0 ? 8 : 4)) {
      case 0:
        return Value();
      case 1:
        return random_.below(2) == 0;
      case 2:
        return pick(kNumbers);
      case 3:
        return std::string(pick(kTexts));
      case 4:
        return Numbers(random_.below(6), pick(kNumbers));
      case 5:
        return List(random_.below(3), random_value(depth - 1));
      case 6:
        return seed_spec();
      default: {
        Object object;
        for (std::uint32_t i = random_.below(4); i > 0; --i)
          object.emplace_back(pick(kTexts), random_value(depth - 1));
        return object;
      }
    }
  }

 private:
  void mutate_object(Object& object, std::uint32_t rarity) {
    for (auto& [key, entry] : object) {
      mutate(entry, rarity);
      if (random_.below(4 * rarity) == 0) key = pick(kTexts);
    }
    if (!object.empty() && random_.below(2 * rarity) == 0) {
      object.erase(object.begin() +
                   static_cast<std::ptrdiff_t>(random_.below(static_cast<std::uint32_t>(object.size()))));
    }
  }

  template <class T, std::size_t N>
  T pick(T const (&items)[N]) {
    return items[random_.below(N)];
  }

  Random random_;
};

}  // namespace

TEST_CASE("each of 10,000 random and mutated specs runs a step or is refused with a list of problems") {
  Mutator mutator(41);
  int ran = 0, refused = 0;
  for (int i = 0; i < kSpecs; ++i) {
    Value spec = i % 10 == 0 ? mutator.random_value(4) : mutator.seed_spec();
    mutator.mutate(spec, i % 2 == 0 ? 8 : 30);
    BuildResult built = build(spec, {});
    REQUIRE((built.run == nullptr) != built.problems.empty());
    for (const auto& problem : built.problems) REQUIRE_FALSE(problem.message.empty());
    if (built.run == nullptr) {
      ++refused;
      continue;
    }
    ++ran;
    Trainer& trainer = built.run->trainer();
    const bool runs = trainer.state().status == Status::kRunning;
    trainer.step(1);
    const bool diverged = trainer.state().status == Status::kDiverged;
    REQUIRE(trainer.state().step <= (runs ? 1 : 0));
    REQUIRE((diverged || trainer.state().step == (runs ? 1 : 0)));
    for (const auto& parameter : trainer.parameters()) {
      for (std::size_t k = 0; k < parameter.size(); ++k) REQUIRE(std::isfinite(parameter.value[k]));
    }
  }
  // Both outcomes must have been tried in earnest.
  CHECK(ran > kSpecs / 10);
  CHECK(refused > kSpecs / 10);
}
