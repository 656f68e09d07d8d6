// SPDX-License-Identifier: MIT
// Each condition at its boundary and in its words.
#include "core/train/stopping.h"

#include <doctest.h>

#include <memory>
#include <string>

#include "core/model/build.h"
#include "tests/support/json.h"

using namespace actlab;

namespace {

std::string reason_of(const std::optional<Stopping::End>& end) { return end ? end->reason : "goes on"; }

std::unique_ptr<Run> run_of(const std::string& json) {
  BuildResult built = build(test::value_of(json.c_str()), {});
  for (const auto& problem : built.problems) FAIL(problem.path << ": " << problem.message);
  return std::move(built.run);
}

}  // namespace

TEST_CASE("a target loss is reached when the training loss is at most as high") {
  Stopping stopping({.loss = 0.25}, true);
  CHECK(reason_of(stopping.judge(10, 0.2500001, 1)) == "goes on");
  const auto end = stopping.judge(20, 0.25, 0);
  CHECK(reason_of(end) == "the training loss reached 0.25");
  CHECK(end->status == Status::kConverged);
}

TEST_CASE(
    "a target accuracy is reached when the accuracy is at least as high, and the words say of which part") {
  Stopping tested({.accuracy = 0.95}, true), untested({.accuracy = 0.95}, false);
  CHECK(reason_of(tested.judge(10, 1, 18.0 / 19.0)) == "goes on");
  const auto end = tested.judge(20, 1, 19.0 / 20.0);
  CHECK(reason_of(end) == "the test accuracy reached 0.95");
  CHECK(end->status == Status::kConverged);
  CHECK(reason_of(untested.judge(20, 1, 1)) == "the training accuracy reached 1");
}

TEST_CASE("a plateau is so many updates without a loss that is lower by more than min_delta") {
  Stopping stopping({.plateau = PlateauConfig{.updates = 100, .min_delta = 0.125}}, true);
  CHECK(reason_of(stopping.judge(0, 2, 0)) == "goes on");
  CHECK(reason_of(stopping.judge(90, 1.5, 0)) == "goes on");
  CHECK(reason_of(stopping.judge(180, 1.375, 0)) ==
        "goes on");  // lower by no more than min_delta: not better
  const auto end = stopping.judge(190, 1.4, 0);
  CHECK(reason_of(end) == "the training loss has not fallen by more than 0.125 in 100 updates");
  CHECK(end->status == Status::kStopped);

  Stopping falling({.plateau = PlateauConfig{.updates = 100, .min_delta = 0.125}}, true);
  falling.judge(0, 2, 0);
  CHECK(reason_of(falling.judge(100, 1.874, 0)) == "goes on");  // just in time
  CHECK(reason_of(falling.judge(199, 3, 0)) == "goes on");
  falling.forget_best();
  CHECK(reason_of(falling.judge(200, 3, 0)) == "goes on");
}

TEST_CASE("steps end a run that has not reached what it was aimed at") {
  Stopping stopping({.steps = 30, .loss = 0.1}, true);
  CHECK(reason_of(stopping.judge(29, 1, 0)) == "goes on");
  CHECK(reason_of(stopping.judge(30, 1, 0)) == "30 updates made, as asked for");
  CHECK(reason_of(stopping.judge(30, 0.1, 0)) == "the training loss reached 0.1");
}

TEST_CASE("time ends a run that still runs, in words, and is spent for good but for a reset") {
  const auto run = run_of(R"({"data": "moons", "stop": {"seconds": 2.5, "steps": 20}})");
  Trainer& trainer = run->trainer();
  trainer.step(5);
  trainer.spend(1.5);
  CHECK(trainer.state().status == Status::kRunning);
  trainer.spend(1);
  CHECK(trainer.state().status == Status::kStopped);
  CHECK(trainer.state().reason == "2.5 seconds of training, as asked for");
  CHECK(trainer.step(5).step == 5);
  trainer.parameters_changed();
  CHECK(trainer.step(5).step == 5);
  trainer.reset();
  trainer.step(100);
  trainer.spend(3);
  CHECK(trainer.state().reason == "20 updates made, as asked for");
}

TEST_CASE("a saved run remembers its best loss and the time it has spent") {
  const char* const spec =
      R"({"data": "moons", "stop": {"plateau": {"updates": 100, "min_delta": 0}, "seconds": 2},
      "optimizer": {"name": "adam", "learning_rate": 0.01}, "probe": {"every": 10}})";
  const auto first = run_of(spec), second = run_of(spec), third = run_of(spec);
  first->trainer().step(50);
  first->trainer().spend(1.5);
  const auto bytes = first->save();
  REQUIRE(second->restore(bytes).empty());
  // From now on nothing is learned.
  REQUIRE(second->set_optimizer(test::value_of(R"({"name": "adam", "learning_rate": 0})")).empty());
  CHECK(second->trainer().step(1000).step == 150);
  REQUIRE(third->restore(bytes).empty());
  third->trainer().spend(0.5);
  CHECK(third->trainer().state().reason == "2 seconds of training, as asked for");
}

TEST_CASE("a run ends at the first row of history whose test accuracy is the target") {
  const auto run = run_of(R"({"data": "moons", "stop": {"accuracy": 0.9}, "probe": {"every": 5},
      "optimizer": {"name": "adam", "learning_rate": 0.01}})");
  const State& state = run->trainer().step(2000);
  CHECK(state.status == Status::kConverged);
  CHECK(state.reason.find("the test accuracy reached 0.9") == 0);
  const auto& accuracy = run->trainer().history().column(History::kTestAccuracy);
  CHECK(accuracy.back() >= 0.9f);
  for (std::size_t i = 0; i + 1 < accuracy.size(); ++i) REQUIRE(accuracy[i] < 0.9f);
}

TEST_CASE("without test samples the target is the training accuracy") {
  const auto run = run_of(R"({"data": "moons", "stop": {"accuracy": 0.9}, "test_fraction": 0,
      "optimizer": {"name": "adam", "learning_rate": 0.01}})");
  CHECK(run->trainer().step(2000).reason.find("the training accuracy reached 0.9") == 0);
}

TEST_CASE("a run that learns nothing ends on its plateau, and again so long after new parameters") {
  const auto run = run_of(R"({"data": "moons", "stop": {"plateau": {"updates": 100}}, "probe": {"every": 10},
      "optimizer": {"name": "sgd", "learning_rate": 0}})");
  CHECK(run->trainer().step(2000).step == 100);
  CHECK(run->trainer().state().reason ==
        "the training loss has not fallen by more than 0.0001 in 100 updates");
  run->trainer().parameters_changed();
  CHECK(run->trainer().step(2000).step == 210);  // the first row after the change is that of step 110
}
