// SPDX-License-Identifier: MIT
// Schedules against PyTorch's, and what they do behind their ends.
#include "core/train/schedule.h"

#include <doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "core/model/build.h"
#include "tests/support/json.h"

using namespace actlab;
using nlohmann::json;

TEST_CASE("every schedule gives the learning rates of PyTorch's scheduler, update by update") {
  for (const auto& entry : test::read_json("schedules.json")) {
    CAPTURE(entry["schedule"].dump());
    BuildResult built = build(test::to_value(json{{"data", "moons"}, {"schedule", entry["schedule"]}}), {});
    for (const auto& problem : built.problems) FAIL(problem.path << ": " << problem.message);
    const ScheduleConfig& schedule = built.run->spec().schedule;
    std::uint64_t update = 0;
    for (const double rate : entry["rates"].get<std::vector<double>>()) {
      CAPTURE(update);
      // PyTorch sums up its differences.
      REQUIRE(std::fabs(rate_factor(schedule, update++) - rate) < 1e-13 + 1e-12 * rate);
    }
  }
}

TEST_CASE("a schedule that is over keeps its last factor") {
  for (const std::uint64_t later : {100u, 101u, 4000000000u}) {
    CHECK(rate_factor(CosineSchedule{.steps = 100, .min = 0.25}, later) == doctest::Approx(0.25));
    CHECK(rate_factor(WarmupSchedule{.steps = 100}, later) == 1);
    CHECK(rate_factor(OneCycleSchedule{.steps = 100}, later) == doctest::Approx(1 / 25e4));
  }
  CHECK(rate_factor(CosineSchedule{.steps = 1}, 0) == 1);
  CHECK(rate_factor(WarmupSchedule{.steps = 1}, 0) == 1);
  CHECK(rate_factor(ExponentialSchedule{.factor = 0.5}, 4000000000u) == 0);
}

TEST_CASE("a one-cycle whose peak falls on its first update starts there") {
  CHECK(rate_factor(OneCycleSchedule{.steps = 4, .pct_start = 0.25}, 0) == 1);
  CHECK(rate_factor(OneCycleSchedule{.steps = 4, .pct_start = 0.25}, 3) == doctest::Approx(1 / 25e4));
}
