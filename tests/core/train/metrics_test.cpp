// SPDX-License-Identifier: MIT
// Metrics against counts and sums in double over what the network predicts.
#include "core/train/metrics.h"

#include <doctest.h>

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

// One sample a row, outputs and targets as they are; added in batches of columns with garbage behind.
Tally tally_of(Loss loss, Accuracy accuracy, const Samples& samples, const std::vector<float>& y) {
  const std::size_t outputs = samples.outputs;
  Tally tally(loss, accuracy, samples);
  for (std::size_t from = 0; from < samples.rows; from += 4) {
    const std::size_t count = std::min<std::size_t>(4, samples.rows - from);
    std::vector<float> columns[2];
    for (auto& column : columns) column.assign(outputs * 4, 77.0f);
    for (std::size_t b = 0; b < count; ++b) {
      for (std::size_t o = 0; o < outputs; ++o) {
        columns[0][o * 4 + b] = y[(from + b) * outputs + o];
        columns[1][o * 4 + b] = samples.y[(from + b) * outputs + o];
      }
    }
    tally.add(columns[0].data(), columns[1].data(), count);
  }
  return tally;
}

Samples with_targets(std::size_t outputs, const std::vector<float>& t) {
  return {t.size() / outputs, 1, outputs, std::vector<float>(t.size() / outputs), t};
}

std::optional<double> r2_of(std::size_t outputs, const std::vector<float>& y, const std::vector<float>& t) {
  const Samples samples = with_targets(outputs, t);
  return tally_of(Loss::kMse, Accuracy::kNone, samples, y).r2();
}

std::vector<std::uint32_t> confusion_of(Loss loss, Accuracy accuracy, std::size_t outputs,
                                        const std::vector<float>& y, const std::vector<float>& t) {
  const Samples samples = with_targets(outputs, t);
  const Tally tally = tally_of(loss, accuracy, samples, y);
  CHECK_FALSE(tally.r2());
  return tally.confusion;
}

}  // namespace

TEST_CASE("r2 is scikit-learn's r2_score, whatever the outputs") {
  // The examples of scikit-learn's documentation.
  CHECK(*r2_of(1, {2.5f, 0, 2, 8}, {3, -0.5f, 2, 7}) == doctest::Approx(0.948608137));
  CHECK(*r2_of(2, {0, 2, -1, 2, 8, -5}, {0.5f, 1, -1, 1, 7, -6}) ==
        doctest::Approx((0.965438 + 0.908163) / 2).epsilon(1e-5));
  CHECK(*r2_of(1, {3, 2, 1}, {1, 2, 3}) == doctest::Approx(-3));
}

TEST_CASE("r2 of a target that never changes is 1 when it is met and 0 when not, and one row has none") {
  const std::vector<float> same(7, 0.1f);
  CHECK(*r2_of(1, same, same) == 1);
  CHECK(*r2_of(1, {0, 0, 0, 0, 0, 0, 1}, same) == 0);
  CHECK_FALSE(r2_of(1, {1}, {2}));
}

TEST_CASE("the confusion matrix counts actual classes by row and predicted ones by column") {
  const std::vector<float> y = {1, -1, 0.25f, 0, 3}, t = {1, 1, 0, 0, 1};
  // An output of 1/4 says 1 when its sign decides, and 0 when it approaches 0 or 1.
  using Counts = std::vector<std::uint32_t>;
  CHECK(confusion_of(Loss::kHinge, Accuracy::kThreshold, 1, y, t) == Counts{1, 1, 1, 2});
  CHECK(confusion_of(Loss::kHuber, Accuracy::kThreshold, 1, y, t) == Counts{2, 0, 1, 2});
  CHECK(confusion_of(Loss::kCategoricalCrossentropy, Accuracy::kArgmax, 3,
                     {2, 1, 0, 0, 1, 2, 0, 2, 1, 5, 0, 0, 1, 1, 0},
                     {1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0}) == Counts{2, 0, 0, 0, 1, 1, 1, 0, 0});
  // Outputs that each stand for themselves have none.
  CHECK(
      confusion_of(Loss::kBinaryCrossentropy, Accuracy::kThreshold, 2, {1, -1, 1, 1}, {1, 0, 0, 1}).empty());
}

TEST_CASE("numbers as targets have r2 and no accuracy under every loss that approaches them") {
  for (const char* loss : {"mse", "mae", "huber"}) {
    const auto run = run_of(R"({"data": {"kind": "inline", "x": [1, 2, 3], "x_shape": [3, 1], "y": [1, 3, 9],
        "y_shape": [3]}, "test_fraction": 0, "loss": ")" +
                            std::string(loss) + "\"}");
    const Metrics metrics = run->trainer().evaluate(run->trainer().train());
    CHECK(metrics.r2);
    CHECK_FALSE(metrics.accuracy);
  }
}

TEST_CASE(
    "an evaluation says what the last row of history says of either part, and leaves the run as it was") {
  for (const char* loss : {"mae", "hinge", "categorical_crossentropy"}) {
    const auto run =
        run_of(R"({"data": {"kind": "moons", "samples": 203}, "stop": {"steps": 30}, "loss": ")" +
               std::string(loss) + "\"}");
    Trainer& trainer = run->trainer();
    trainer.step(30);
    const std::uint64_t hash = run->hash();
    const Metrics train = trainer.evaluate(trainer.train()), test = trainer.evaluate(trainer.test());
    const auto last = [&](History::Column column) { return trainer.history().column(column).back(); };
    CHECK(static_cast<float>(train.loss) == last(History::kTrainLoss));
    CHECK(static_cast<float>(test.loss) == last(History::kTestLoss));
    CHECK(static_cast<float>(*train.accuracy) == last(History::kTrainAccuracy));
    CHECK(static_cast<float>(*test.accuracy) == last(History::kTestAccuracy));
    CHECK(train.rows + test.rows == 203);
    std::uint32_t counted = 0;
    for (const auto count : test.confusion) counted += count;
    CHECK(counted == test.rows);
    CHECK(run->hash() == hash);
  }
}
