// SPDX-License-Identifier: MIT
// Batch normalisation: its statistics in double, one sample, large means, and what moves the running ones.
#include "core/layer/batch_norm.h"

#include <doctest.h>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "core/model/build.h"
#include "tests/support/json.h"
#include "tests/support/placed.h"

using namespace actlab;

namespace {

struct Statistics {
  double mean = 0, variance = 0;
};

Statistics of(const float* x, std::size_t n) {
  Statistics s;
  for (std::size_t i = 0; i < n; ++i) s.mean += double{x[i]} / static_cast<double>(n);
  for (std::size_t i = 0; i < n; ++i)
    s.variance += (double{x[i]} - s.mean) * (double{x[i]} - s.mean) / static_cast<double>(n);
  return s;
}

// Seven samples of one feature in batches of 4 and 3 through a batch_norm.
constexpr float kX[] = {1, 2, 4, 8, -3, 0, 5};
std::unique_ptr<Run> small_run(const char* batch_size = "4", const char* more = "") {
  BuildResult built =
      build(test::value_of((std::string(R"({"data": {"kind": "inline", "x": [1, 2, 4, 8, -3, 0, 5],
      "x_shape": [7, 1], "y": [1, 0, 2, 1, 0, 1, 2], "y_shape": [7]}, "test_fraction": 0, "shuffle": false,
      "model": {"layers": [{"type": "batch_norm", "momentum": 0.25}, {"type": "dense", "units": 1}]}, "batch_size": )") +
                            batch_size + more + "}")
                               .c_str()),
            {});
  for (const auto& problem : built.problems) FAIL(problem.path << ": " << problem.message);
  return std::move(built.run);
}

std::vector<float> states(const Run& run) {
  std::vector<float> all;
  for (const auto& state : run.trainer().network().states())
    all.insert(all.end(), state.value, state.value + state.size());
  return all;
}

}  // namespace

TEST_CASE("running statistics follow PyTorch's rule, unbiased variance included, and evaluation uses them") {
  const auto run = small_run();
  const auto& list = run->trainer().network().states();
  REQUIRE(list.size() == 2);
  CHECK(list[0].name == "running_mean");
  CHECK(list[1].name == "running_var");
  CHECK(list[0].shape == std::vector<std::size_t>{1});
  CHECK(states(*run) == std::vector<float>{0, 1});
  double mean = 0, variance = 1;
  for (int update = 0; update < 6; ++update) {
    run->trainer().step(1);
    const std::size_t start = update % 2 == 0 ? 0 : 4, n = update % 2 == 0 ? 4 : 3;
    const Statistics batch = of(kX + start, n);
    mean = 0.75 * mean + 0.25 * batch.mean;
    variance = 0.75 * variance + 0.25 * batch.variance * static_cast<double>(n) / static_cast<double>(n - 1);
    CHECK(double{states(*run)[0]} == doctest::Approx(mean).epsilon(1e-6));
    CHECK(double{states(*run)[1]} == doctest::Approx(variance).epsilon(1e-6));
  }
  float normalised = 0;
  const float x = 3;
  run->trainer().predict(&x, 1, 0, &normalised);
  const auto& parameters = run->trainer().parameters();
  const double expected = (3 - mean) / std::sqrt(variance + 1e-5) * double{parameters[0].value[0]} +
                          double{parameters[1].value[0]};
  CHECK(double{normalised} == doctest::Approx(expected).epsilon(1e-5));
}

TEST_CASE(
    "looking at losses, predictions and gradients leaves the running statistics; only updates and reset move "
    "them") {
  const auto run = small_run();
  run->trainer().step(5);
  const auto before = states(*run);
  run->trainer().compute_gradients(2);
  run->predict(kX);
  run->trainer().parameters_changed();
  CHECK(states(*run) == before);
  const auto looked_at = small_run(), left_alone = small_run();
  for (int i = 0; i < 20; ++i) {
    looked_at->trainer().compute_gradients(1);
    looked_at->trainer().step(1);
    left_alone->trainer().step(1);
  }
  CHECK(states(*looked_at) == states(*left_alone));
  CHECK(looked_at->hash() == left_alone->hash());
  run->trainer().reset();
  CHECK(states(*run) == std::vector<float>{0, 1});
  run->trainer().step(5);
  CHECK(states(*run) == before);
}

TEST_CASE("a run that diverges goes back to the running statistics of its last row of history, too") {
  const auto run =
      small_run("4", R"(, "optimizer": {"name": "sgd", "learning_rate": 30}, "probe": {"every": 3})");
  const auto good =
      small_run("4", R"(, "optimizer": {"name": "sgd", "learning_rate": 30}, "probe": {"every": 3})");
  REQUIRE(run->trainer().step(10000).status == Status::kDiverged);
  const auto row = run->trainer().history().column(History::kStep).back();
  REQUIRE(static_cast<float>(run->trainer().state().step) > row);
  good->trainer().step(static_cast<std::uint64_t>(row));
  CHECK(states(*run) == states(*good));
  CHECK(run->hash() == good->hash());
}

TEST_CASE("a batch of one sample gives the bias, no gradient before it, and no variance to remember") {
  const auto run = small_run("1");
  run->trainer().compute_gradients(3);
  const auto& network = run->trainer().network();
  CHECK(network.output(0)[0] == 0.0f);
  for (int i = 0; i < 7; ++i) run->trainer().step(1);
  CHECK(run->trainer().state().status == Status::kRunning);
  CHECK(states(*run)[0] != 0.0f);
  CHECK(states(*run)[1] == 1.0f);

  test::Placed placed(BatchNorm({}, 1), 4);
  placed.learned[1].value[0] = 0.5f;
  const float x[] = {9, 1e30f, 1e30f, 1e30f}, dy[] = {2, 0, 0, 0};
  float y[4], dx[4];
  const Pass pass{.count = 1, .training = true};
  placed.layer.forward(x, y, 4, pass);
  placed.layer.backward(x, y, dy, dx, 4, pass);
  CHECK(y[0] == 0.5f);
  for (const float slope : dx) CHECK(slope == 0.0f);
  CHECK(placed.gradient(0)[0] == 0.0f);
  CHECK(placed.gradient(1)[0] == 2.0f);
}

TEST_CASE("in evaluation the gradient is that of a line, since the statistics are constants") {
  test::Placed placed(BatchNorm({.epsilon = 1e-3f}, 1), 4);
  placed.learned[0].value[0] = 3.0f;
  placed.kept[0].value[0] = 2.0f;
  placed.kept[1].value[0] = 0.249f;
  const float x[] = {3, 1, 5, 1e30f}, dy[] = {1, -2, 4, 0};
  float y[4], dx[4];
  const Pass pass{.count = 3};
  placed.layer.forward(x, y, 4, pass);
  placed.layer.backward(x, y, dy, dx, 4, pass);
  // x^ = (x - 2) / 0.5: 2, -2, 6.
  for (std::size_t b = 0; b < 3; ++b) CHECK(double{dx[b]} == doctest::Approx(6 * double{dy[b]}));
  CHECK(dx[3] == 0.0f);
  CHECK(double{placed.gradient(0)[0]} == doctest::Approx(2 + 4 + 24));
  CHECK(placed.gradient(1)[0] == 3.0f);
}

TEST_CASE("the variance keeps its digits where the mean or the batch is large, and is 0 for equal samples") {
  constexpr std::size_t kCount = 65536;
  test::Placed placed(BatchNorm({.epsilon = 1e-12f}, 2), kCount);
  std::vector<float> x(2 * kCount), y(2 * kCount);
  for (std::size_t i = 0; i < kCount; ++i) {
    x[i] = 100000.0f + static_cast<float>(i % 2);  // deviation 1/2
    x[kCount + i] = 123456789.0f;
  }
  placed.layer.forward(x.data(), y.data(), kCount, {.count = kCount, .training = true});
  for (std::size_t i = 0; i < kCount; ++i) {
    REQUIRE(double{y[i]} == doctest::Approx(i % 2 == 0 ? -1 : 1).epsilon(1e-5));
    REQUIRE(y[kCount + i] == 0.0f);
  }
}
