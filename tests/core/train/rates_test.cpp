// SPDX-License-Identifier: MIT
// Learning rates that change while a run goes on: by its schedule, and by hand.
#include <doctest.h>

#include <memory>
#include <string>

#include "core/model/build.h"
#include "core/model/writer.h"
#include "tests/support/json.h"

using namespace actlab;

namespace {

std::unique_ptr<Run> run_of(const std::string& json) {
  BuildResult built = build(test::value_of(json.c_str()), {});
  for (const auto& problem : built.problems) FAIL(problem.path << ": " << problem.message);
  return std::move(built.run);
}

std::string problem_of(Run& run, const char* optimizer) {
  const Problems problems = run.set_optimizer(test::value_of(optimizer));
  return problems.empty() ? "" : problems[0].path + ": " + problems[0].message;
}

// A rule by itself, moved along one gradient.
struct Moved {
  std::vector<float> memory = std::vector<float>(16), w = {1, 2, 3, 4};
  Arena arena{memory.data(), memory.size()};
  Optimizer optimizer;

  explicit Moved(const OptimizerConfig& config) : optimizer(config, 4, arena) {}
  void update(double factor = 1) {
    const float g[] = {1, -2, 0.5f, 30};
    optimizer.update(w, g, factor);
  }
};

}  // namespace

TEST_CASE("a run under a schedule makes each update at the rate that the schedule gives") {
  // A step schedule that halves every 10 updates, against rates that are set by hand.
  const auto scheduled = run_of(R"({"data": "moons", "optimizer": {"name": "adam", "learning_rate": 0.02},
      "schedule": {"name": "step", "every": 10, "factor": 0.5}})");
  const auto by_hand = run_of(R"({"data": "moons", "optimizer": {"name": "adam", "learning_rate": 0.02}})");
  double rate = 0.02;
  for (int round = 0; round < 4; ++round) {
    scheduled->trainer().step(10);
    by_hand->trainer().step(10);
    CHECK(scheduled->hash() == by_hand->hash());
    rate *= 0.5;
    const std::string settings = R"({"name": "adam", "learning_rate": )" + std::to_string(rate) + "}";
    REQUIRE(problem_of(*by_hand, settings.c_str()).empty());
  }
}

TEST_CASE("history has the rate of the update that follows each row") {
  const auto run = run_of(R"({"data": "moons", "optimizer": {"name": "sgd", "learning_rate": 0.5},
      "schedule": {"name": "warmup", "steps": 20}, "stop": {"steps": 30}, "probe": {"every": 10}})");
  run->trainer().step(30);
  CHECK(run->trainer().history().column(History::kLearningRate) ==
        std::vector<float>{0.025f, 0.275f, 0.5f, 0.5f});
}

TEST_CASE("settings changed after some updates move every rule as one that has them from there on") {
  const struct {
    OptimizerConfig before, after;
  } rules[] = {{Sgd{.learning_rate = 0.1, .momentum = 0.9}, Sgd{.learning_rate = 0.3, .momentum = 0.9}},
               {RmsProp{}, RmsProp{.learning_rate = 0.05}},
               {Adagrad{}, Adagrad{.learning_rate = 0.5}},
               {Adadelta{}, Adadelta{.learning_rate = 0.5}},
               {Adam{}, Adam{.learning_rate = 0.1}},
               {AdamW{}, AdamW{.learning_rate = 0.1}},
               {Adamax{}, Adamax{.learning_rate = 0.1}},
               {Nadam{}, Nadam{.learning_rate = 0.1}}};
  for (const auto& rule : rules) {
    // A change of the learning rate is a factor on it for all updates that follow.
    const auto rate = [](const OptimizerConfig& config) {
      return std::visit([](const auto& c) { return c.learning_rate; }, config);
    };
    CAPTURE(rule.before.index());
    Moved changed(rule.before), reference(rule.before), untouched(rule.before);
    for (int i = 0; i < 10; ++i) {
      if (i == 4) changed.optimizer.set_config(rule.after);
      untouched.optimizer.set_config(rule.before);
      changed.update();
      reference.update(i < 4 ? 1 : rate(rule.after) / rate(rule.before));
      untouched.update();
      for (std::size_t k = 0; k < 4; ++k)
        REQUIRE(changed.w[k] == doctest::Approx(reference.w[k]).epsilon(1e-6));
      if (i == 3) CHECK(changed.w == untouched.w);
    }
    CHECK(changed.w != untouched.w);
  }
}

TEST_CASE("setting the settings that a run has changes nothing, and other ones the next update alone") {
  const char* const spec = R"({"data": "moons", "optimizer": {"name": "adam", "learning_rate": 0.01}})";
  const auto set = run_of(spec), left = run_of(spec);
  for (int i = 0; i < 20; ++i) {
    REQUIRE(problem_of(*set, R"({"name": "adam", "learning_rate": 0.01})").empty());
    set->trainer().step(1);
    left->trainer().step(1);
  }
  CHECK(set->hash() == left->hash());
  REQUIRE(problem_of(*set, R"({"name": "adam", "learning_rate": 0.02, "beta_1": 0.5})").empty());
  CHECK(set->hash() == left->hash());
  set->trainer().step(1);
  left->trainer().step(1);
  CHECK(set->hash() != left->hash());

  const Value spec_now = write_spec(set->spec());
  CHECK(*spec_now.find("optimizer")->find("learning_rate")->as<double>() == 0.02);
  CHECK(*spec_now.find("optimizer")->find("beta_1")->as<double>() == 0.5);
  CHECK(*spec_now.find("optimizer")->find("beta_2")->as<double>() == 0.999);
}

TEST_CASE("a run reset after a change starts anew with the settings that its spec now says") {
  const auto run = run_of(R"({"data": "moons", "optimizer": "sgd"})");
  run->trainer().step(7);
  REQUIRE(problem_of(*run, R"({"name": "sgd", "learning_rate": 0.2, "momentum": 0.5})").empty());
  run->trainer().reset();
  run->trainer().step(20);
  BuildResult again = build(write_spec(run->spec()), {});
  again.run->trainer().step(20);
  CHECK(again.run->hash() == run->hash());
}

TEST_CASE("another rule and wrong settings are problems that change nothing") {
  const auto run = run_of(R"({"data": "moons", "optimizer": {"name": "sgd", "learning_rate": 0.2}})");
  CHECK(problem_of(*run, R"({"name": "adam"})") ==
        "optimizer.name: must be \"sgd\", the rule that the run was made with, got \"adam\"");
  CHECK(problem_of(*run, R"({"name": "sgd", "learning_rate": -1})") ==
        "optimizer.learning_rate: must be in [0, 1000], got -1");
  CHECK(problem_of(*run, R"({"name": "sgd", "rho": 0.5})").find("optimizer.rho: unknown key \"rho\"") == 0);
  CHECK(problem_of(*run, R"(3)") == "optimizer: must be an object, got 3");
  CHECK(std::get<Sgd>(run->spec().optimizer).learning_rate == 0.2);
}

TEST_CASE("a run that has ended stays so when its settings change") {
  const auto stopped = run_of(R"({"data": "moons", "optimizer": "sgd", "stop": {"steps": 5}})");
  stopped->trainer().step(5);
  REQUIRE(problem_of(*stopped, R"({"name": "sgd", "learning_rate": 0.5})").empty());
  CHECK(stopped->trainer().step(1).step == 5);
  const auto diverged =
      run_of(R"({"data": "moons", "loss": "mse", "optimizer": {"name": "sgd", "learning_rate": 1000}})");
  REQUIRE(diverged->trainer().step(100).status == Status::kDiverged);
  REQUIRE(problem_of(*diverged, R"({"name": "sgd"})").empty());
  CHECK(diverged->trainer().step(1).status == Status::kDiverged);
}
