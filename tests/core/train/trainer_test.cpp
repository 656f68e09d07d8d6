// SPDX-License-Identifier: MIT
// The loop: seeds, batches, ends, and what is kept when training goes wrong.
#include "core/train/trainer.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "core/model/build.h"
#include "tests/support/json.h"

using namespace actlab;

namespace {

std::unique_ptr<Run> run_of(const std::string& json) {
  BuildResult built = build(test::value_of(json.c_str()), {});
  for (const auto& problem : built.problems) FAIL(problem.path << ": " << problem.message);
  return std::move(built.run);
}

std::vector<float> column(const Run& run, History::Column column) {
  return run.trainer().history().column(column);
}

}  // namespace

TEST_CASE("a data kind alone is a whole experiment that learns") {
  for (const char* kind : {"moons", "circles", "spiral"}) {
    const auto run = run_of(R"({"data": {"kind": ")" + std::string(kind) + R"("}})");
    CHECK(run->trainer().step(5000).status == Status::kStopped);
    CHECK(column(*run, History::kTrainLoss).back() < 0.9f * column(*run, History::kTrainLoss).front());
  }
}

TEST_CASE("the default network learns every generated set at a learning rate of 0.01") {
  for (const char* kind : {"moons", "circles", "spiral"}) {
    const auto run = run_of(R"({"data": {"kind": ")" + std::string(kind) +
                            R"("}, "optimizer": {"name": "adam", "learning_rate": 0.01}})");
    run->trainer().step(2000);
    CHECK(column(*run, History::kTestAccuracy).back() > 0.95f);
  }
}

TEST_CASE("the same spec gives the same bits, in one go or in pieces, and reset gives them again") {
  const char* const spec = R"({"data": {"kind": "moons"}, "optimizer": "adam"})";
  const auto whole = run_of(spec), pieces = run_of(spec);
  const std::uint64_t start = whole->hash();
  CHECK(start == pieces->hash());
  whole->trainer().step(300);
  for (int i = 0; i < 300; ++i) pieces->trainer().step(1);
  CHECK(whole->hash() == pieces->hash());
  CHECK(whole->hash() != start);
  CHECK(column(*whole, History::kTrainLoss) == column(*pieces, History::kTrainLoss));

  const std::uint64_t end = whole->hash();
  whole->trainer().reset();
  CHECK(whole->hash() == start);
  CHECK(whole->trainer().state().step == 0);
  CHECK(whole->trainer().history().rows() == 1);
  whole->trainer().step(300);
  CHECK(whole->hash() == end);
  CHECK(run_of(R"({"data": {"kind": "moons"}, "optimizer": "adam", "seed": 2})")->hash() != start);
}

TEST_CASE("looking at gradients and predictions leaves the run as it was") {
  const char* const spec = R"({"data": {"kind": "moons"}})";
  const auto looked_at = run_of(spec), left_alone = run_of(spec);
  for (std::uint64_t i = 0; i < 40; ++i) {
    looked_at->trainer().compute_gradients(1000 - i);
    const float point[] = {0.5f, 0.5f};
    looked_at->predict(point);
    looked_at->trainer().step(1);
    left_alone->trainer().step(1);
  }
  CHECK(looked_at->hash() == left_alone->hash());
}

TEST_CASE("a run that ended goes on with new parameters while it has updates left") {
  const auto diverging = run_of(
      R"({"data": "moons", "optimizer": {"name": "sgd", "learning_rate": 1000}, "loss": "mse", "stop": {"steps": 100}})");
  Trainer& wild = diverging->trainer();
  REQUIRE(wild.step(100).status == Status::kDiverged);
  REQUIRE(wild.state().step > 0);
  const auto before = wild.state().step;
  wild.parameters_changed();
  CHECK(wild.state().status == Status::kRunning);
  CHECK(wild.state().reason.empty());
  wild.step(1);
  CHECK(wild.state().step + (wild.state().status == Status::kDiverged) == before + 1);

  const auto stopped = run_of(R"({"data": "moons", "stop": {"steps": 10}})");
  stopped->trainer().step(10);
  stopped->trainer().parameters_changed();
  CHECK(stopped->trainer().state().status == Status::kStopped);
}

TEST_CASE("another layer's size does not change how a layer starts") {
  const auto first_weights = [](const char* units) {
    const auto run = run_of(R"({"data": {"kind": "moons"}, "model": {"layers": [{"type": "dense", "units": 4},
        {"type": "dense", "units": )" +
                            std::string(units) + R"(}, {"type": "dense", "units": 1}]}})");
    const auto weight = run->trainer().parameters()[0];
    return std::vector<float>(weight.value, weight.value + weight.size());
  };
  CHECK(first_weights("3") == first_weights("9"));
}

TEST_CASE("a partial last batch counts its own samples only and leaves nothing behind") {
  // Four samples of one input, batches of 3 and 1, no weights but one: each loss follows by hand.
  const auto run =
      run_of(R"({"data": {"kind": "inline", "x": [1, 1, 1, 2], "x_shape": [4, 1], "y": [0, 0, 0, 1],
      "y_shape": [4]}, "test_fraction": 0, "shuffle": false, "batch_size": 3, "optimizer": {"name": "sgd",
      "learning_rate": 0.125}, "model": {"layers": [{"type": "dense", "units": 1, "use_bias": false,
      "kernel_initializer": "ones"}]}})");
  double w = 1;
  std::vector<double> expected;
  for (int epoch = 0; epoch < 3; ++epoch) {
    expected.push_back(w * w);
    w -= 0.125 * 2 * w;
    expected.push_back((2 * w - 1) * (2 * w - 1));
    w -= 0.125 * 2 * (2 * w - 1) * 2;
  }
  run->trainer().step(6);
  const auto losses = run->trainer().batch_losses(0);
  for (std::size_t i = 0; i < 6; ++i) CHECK(static_cast<double>(losses[i]) == doctest::Approx(expected[i]));
  CHECK(run->trainer().state().epoch == 3);
}

TEST_CASE(
    "a run that diverges says at which step and why, and goes back to the weights of its last row of "
    "history") {
  const auto run = run_of(R"({"data": {"kind": "moons"}, "optimizer": {"name": "sgd", "learning_rate": 3},
      "loss": "mse", "test_fraction": 0})");
  const State& state = run->trainer().step(5000);
  CHECK(state.status == Status::kDiverged);
  CHECK(state.reason.find("at step " + std::to_string(state.step)) == 0);
  const std::uint64_t steps = state.step;
  CHECK(steps > 1);
  run->trainer().step(10);
  CHECK(run->trainer().state().step == steps);

  const auto predicted = run->predict(run->data().x);
  double squares = 0;
  for (std::size_t i = 0; i < predicted.size(); ++i) squares += std::pow(predicted[i] - run->data().y[i], 2);
  CHECK(squares / static_cast<double>(predicted.size()) ==
        doctest::Approx(column(*run, History::kTrainLoss).back()).epsilon(1e-5));
}

TEST_CASE("a loss that becomes NaN or infinite has diverged, and the words say which") {
  const auto run = run_of(R"({"data": {"kind": "inline", "x": [1e30, 1e30], "x_shape": [2, 1], "y": [1, 1],
      "y_shape": [2]}, "test_fraction": 0, "loss": "mse"})");
  CHECK(run->trainer().state().status == Status::kDiverged);
  CHECK(run->trainer().state().reason == "at step 0 the loss became infinite");
}

TEST_CASE(
    "a run ends after the steps asked for, or when its training loss is low enough, whichever is first") {
  const auto stopped = run_of(R"({"data": {"kind": "moons"}, "stop": {"steps": 25},
      "probe": {"every": 10}})");
  CHECK(stopped->trainer().step(100).status == Status::kStopped);
  CHECK(stopped->trainer().state().step == 25);
  CHECK(column(*stopped, History::kStep) == std::vector<float>{0, 10, 20, 25});

  const auto converged = run_of(R"({"data": {"kind": "moons", "noise": 0.05}, "optimizer": {"name": "adam",
      "learning_rate": 0.05}, "stop": {"loss": 0.05}})");
  CHECK(converged->trainer().step(2000).status == Status::kConverged);
  CHECK(converged->trainer().state().step < 2000);
  CHECK(column(*converged, History::kTrainLoss).back() <= 0.05f);
  for (std::size_t i = 0; i + 1 < converged->trainer().history().rows(); ++i) {
    REQUIRE(column(*converged, History::kTrainLoss)[i] > 0.05f);
  }
}

TEST_CASE("history says what an independent look at all samples says") {
  const auto run = run_of(
      R"({"data": {"kind": "moons", "samples": 203}, "scaling": "standardize", "stop": {"steps": 50}})");
  run->trainer().step(50);
  const Dataset& data = run->data();
  const auto logits = run->predict(data.x);
  const auto measure = [&](const std::vector<std::uint32_t>& rows) {
    double loss = 0, right = 0;
    for (const auto row : rows) {
      const double p = 1 / (1 + std::exp(-double{logits[row]}));
      loss -= std::log(data.y[row] > 0 ? p : 1 - p);
      right += (p > 0.5) == (data.y[row] > 0) ? 1 : 0;
    }
    return std::pair(loss / static_cast<double>(rows.size()), right / static_cast<double>(rows.size()));
  };
  const auto [train_loss, train_accuracy] = measure(run->split().train);
  const auto [test_loss, test_accuracy] = measure(run->split().test);
  CHECK(column(*run, History::kTrainLoss).back() == doctest::Approx(train_loss).epsilon(1e-5));
  CHECK(column(*run, History::kTestLoss).back() == doctest::Approx(test_loss).epsilon(1e-5));
  CHECK(column(*run, History::kTrainAccuracy).back() == doctest::Approx(train_accuracy));
  CHECK(column(*run, History::kTestAccuracy).back() == doctest::Approx(test_accuracy));
}

TEST_CASE("a run that diverges says which weights it kept, also after new ones, and goes on with others") {
  const auto run = run_of(R"({"data": "moons", "loss": "mse", "probe": {"every": 10},
      "optimizer": {"name": "sgd", "learning_rate": 0.01, "momentum": 0.9}})");
  const auto set_rate = [&](double rate) {
    run->trainer().set_optimizer(Sgd{.learning_rate = rate, .momentum = 0.9});
  };
  run->trainer().step(15);
  const std::uint64_t kept = run->hash();
  run->trainer().parameters_changed();
  set_rate(1000);
  CHECK(run->trainer().step(100).status == Status::kDiverged);
  CHECK(run->trainer().state().reason.find("kept are the weights of step 15") != std::string::npos);
  CHECK(run->hash() == kept);
  // What the optimizer remembers of the way there would lead there again.
  set_rate(0.01);
  run->trainer().parameters_changed();
  CHECK(run->trainer().step(200).status == Status::kRunning);
}
