// SPDX-License-Identifier: MIT
// What is remembered of a run: which rows, measured on what, and what the updates looked like.
#include "core/train/history.h"

#include <doctest.h>

#include <cmath>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/model/writer.h"
#include "tests/support/example.h"

using namespace actlab;
using namespace actlab::test;

namespace {

std::vector<double> exactly(const std::vector<float>& x) { return {x.begin(), x.end()}; }

}  // namespace

TEST_CASE("a long history stays within its rows and covers the run evenly from its start") {
  History history(10, 1);
  std::uint64_t rows_added = 0;
  for (std::uint64_t step = 0; step <= 200000; ++step) {
    if (!history.is_due(step)) continue;
    const LayerUpdate update{static_cast<float>(step), 2 * static_cast<float>(step)};
    history.add({static_cast<float>(step), 1, 2, 3, 4}, std::span(&update, 1));
    ++rows_added;
  }
  CHECK(rows_added > History::kRows);
  CHECK(history.rows() <= History::kRows);
  const auto& steps = history.column(History::kStep);
  CHECK(steps.front() == 0);
  CHECK(steps.back() > 199900);
  for (std::size_t i = 1; i < steps.size(); ++i) REQUIRE(steps[i] - steps[i - 1] == steps[1]);
  CHECK(history.gradient_rms(0) == steps);
  for (std::size_t i = 0; i < steps.size(); ++i) REQUIRE(history.update_ratio(0)[i] == 2 * steps[i]);
  history.clear();
  CHECK(history.rows() == 0);
  CHECK(history.update_ratio(0).empty());
  CHECK(history.is_due(10));
}

TEST_CASE("measuring at the interval that is chosen costs at most a twenty-fifth of training, in rows") {
  // measured rows, batch, interval: by hand
  const std::uint64_t cases[][3] = {
      {500, 32, 196}, {2048, 32, 800}, {2048, 1, 25600}, {25, 32, 10}, {33, 32, 13}};
  for (const auto& [measured, batch, interval] : cases) CHECK(fitting_interval(measured, batch) == interval);
  for (std::size_t measured = 1; measured <= 2048; ++measured) {
    for (const std::size_t batch : {1u, 7u, 32u, 65536u}) {
      const double every = fitting_interval(measured, batch),
                   share = static_cast<double>(measured) / (2.0 * static_cast<double>(batch));
      REQUIRE(share <= 0.04 * every);
      REQUIRE((every == 10 || share > 0.04 * (every - 1)));
    }
  }
}

TEST_CASE(
    "a spec without an interval gets the one that fits its rows and batch, and one with an interval keeps "
    "it") {
  const auto every_of = [](const json& spec) {
    return *write_spec(run_of(spec)->spec()).find("probe")->find("every")->as<double>();
  };
  CHECK(every_of({{"data", "moons"}}) == 196);
  // A batch is never larger than the training part, 250 samples; 10 is the least.
  CHECK(every_of({{"data", "moons"}, {"batch_size", 1000}}) == 25);
  CHECK(every_of({{"data", {{"kind", "moons"}, {"samples", 40}}}}) == 25);
  CHECK(every_of({{"data", {{"kind", "moons"}, {"samples", 10000}}}}) == 800);
  CHECK(every_of({{"data", "moons"}, {"probe", {{"every", 1}}}}) == 1);
  const auto run = run_of({{"data", "moons"}, {"stop", {{"steps", 250}}}});
  run->trainer().step(1000);
  CHECK(run->trainer().history().column(History::kStep) == std::vector<float>{0, 196, 250});
}

TEST_CASE("history measures at most 1,024 rows of each part, evenly spread over it") {
  // The only layer gives its input, so a part's loss is the mean square of its x: rows are told apart by it.
  std::vector<double> x(5000), y(5000, 0.0);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::sqrt(static_cast<double>(i));
  const json data = {{"kind", "inline"}, {"x", x}, {"x_shape", {5000, 1}}, {"y", y}, {"y_shape", {5000}}};
  const auto run = run_of({{"data", data},
                           {"test_fraction", 0.4},
                           {"shuffle", false},
                           {"loss", "mse"},
                           {"model", {{"layers", {{{"type", "activation"}, {"name", "linear"}}}}}}});
  const auto expected = [](std::size_t first, std::size_t rows) {
    double sum = 0;
    for (std::size_t i = 0; i < 1024; ++i) sum += static_cast<double>(first + i * rows / 1024);
    return sum / 1024;
  };
  const History& history = run->trainer().history();
  CHECK(history.column(History::kTrainLoss)[0] == near(expected(0, 3000), 1e-6));
  CHECK(history.column(History::kTestLoss)[0] == near(expected(3000, 2000), 1e-6));
}

TEST_CASE("a row of history has the gradient and the step of the update before it, layer by layer") {
  const json spec = {{"data", "moons"}, {"probe", {{"every", 7}}}, {"stop", {{"steps", 31}}}};
  const auto run = run_of(spec), stepped = run_of(spec);
  run->trainer().step(1000);
  const History& history = run->trainer().history();
  REQUIRE(history.rows() == 6);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(std::isnan(history.gradient_rms(i)[0]));
    CHECK(std::isnan(history.update_ratio(i)[0]));
  }
  for (std::size_t row = 1; row < history.rows(); ++row) {
    const auto step = static_cast<std::uint64_t>(history.column(History::kStep)[row]);
    stepped->trainer().step(step - 1 - stepped->trainer().state().step);
    stepped->trainer().compute_gradients(step - 1);
    std::vector<std::vector<float>> before, gradient;
    for (const auto& p : stepped->trainer().parameters()) {
      if (p.name != "weight") continue;
      before.emplace_back(p.value, p.value + p.size());
      gradient.emplace_back(p.gradient, p.gradient + p.size());
    }
    stepped->trainer().step(1);
    for (std::size_t i = 0; i < 3; ++i) {
      auto moved = weights_of(*stepped, 2 * i);
      for (std::size_t k = 0; k < moved.size(); ++k) moved[k] -= before[i][k];
      CHECK(history.gradient_rms(i)[row] == near(rms(exactly(gradient[i])), 1e-5));
      CHECK(history.update_ratio(i)[row] == near(rms(exactly(moved)) / rms(exactly(before[i])), 1e-4));
    }
  }
}

TEST_CASE(
    "weights that start at zero have an infinite first ratio, and those that never move a ratio of NaN") {
  const json zeros = {{"type", "dense"}, {"units", 1}, {"kernel_initializer", "zeros"}};
  const json data = {{"kind", "inline"}, {"x", {1, 2}}, {"x_shape", {2, 1}}, {"y", {1, 2}}, {"y_shape", {2}}};
  const json spec = {{"data", data},
                     {"test_fraction", 0},
                     {"loss", "mse"},
                     {"probe", {{"every", 1}}},
                     {"model", {{"layers", {zeros, zeros}}}}};
  const auto run = run_of(spec);
  run->trainer().step(1);
  CHECK(std::isnan(run->trainer().history().update_ratio(0)[1]));
  CHECK(run->trainer().history().gradient_rms(0)[1] == 0);
  CHECK(std::isnan(run->trainer().history().update_ratio(1)[1]));

  json one_layer = spec;
  one_layer["model"]["layers"] = json::array({zeros});
  const auto moving = run_of(one_layer);
  moving->trainer().step(2);
  CHECK(std::isinf(moving->trainer().history().update_ratio(0)[1]));
  CHECK(std::isfinite(moving->trainer().history().update_ratio(0)[2]));
}

TEST_CASE("the ring of losses keeps the latest and counts from the update asked for") {
  LossRing ring;
  for (int i = 0; i < 70000; ++i) ring.add(static_cast<float>(i));
  CHECK(ring.since(69998) == std::vector<float>{69998, 69999});
  CHECK(ring.since(0).size() == LossRing::kCapacity);
  CHECK(ring.since(0).front() == 70000 - LossRing::kCapacity);
  CHECK(ring.since(70000).empty());
}
