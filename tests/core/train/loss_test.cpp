// SPDX-License-Identifier: MIT
// Losses against their formulas in double, gradients against finite differences, accuracy by counting.
#include "core/train/loss.h"

#include <doctest.h>

#include <cmath>
#include <vector>

#include "core/data/batches.h"
#include "core/random/random.h"
#include "core/train/accuracy.h"
#include "tests/support/double_loss.h"

using namespace actlab;

namespace {

constexpr LossConfig kLosses[] = {{Loss::kMse},
                                  {Loss::kMae},
                                  {Loss::kHuber},
                                  {Loss::kHuber, 0.25f},
                                  {Loss::kBinaryCrossentropy},
                                  {Loss::kCategoricalCrossentropy},
                                  {Loss::kHinge}};

// A batch of samples in plain double, one after the other.
struct Batch {
  std::size_t outputs, count;
  std::vector<double> y, t;

  double& at(std::vector<double>& values, std::size_t o, std::size_t b) const {
    return values[b * outputs + o];
  }
  double at(const std::vector<double>& values, std::size_t o, std::size_t b) const {
    return values[b * outputs + o];
  }

  std::vector<float> columns(const std::vector<double>& values) const {
    std::vector<float> result(outputs * padded(count), 1e30f);  // padding must not matter
    for (std::size_t o = 0; o < outputs; ++o) {
      for (std::size_t b = 0; b < count; ++b)
        result[o * padded(count) + b] = static_cast<float>(at(values, o, b));
    }
    return result;
  }
};

Batch make_batch(Loss loss, std::size_t outputs, std::size_t count, float spread) {
  Batch batch{outputs, count, std::vector<double>(outputs * count), std::vector<double>(outputs * count)};
  Random random(21, Stream::kData, outputs * 100 + count);
  for (double& y : batch.y) y = double{random.uniform(-spread, spread)};
  for (std::size_t b = 0; b < count; ++b) {
    const std::size_t right = random.below(static_cast<std::uint32_t>(outputs));
    for (std::size_t o = 0; o < outputs; ++o) {
      const double single =
          approaches_targets(loss) ? double{random.uniform(-2, 2)} : double(random.below(2));
      batch.at(batch.t, o, b) = loss == Loss::kCategoricalCrossentropy ? (o == right ? 1 : 0) : single;
    }
  }
  return batch;
}

// The mean loss from its textbook formula.
double mean_loss(const LossConfig& loss, const Batch& batch) {
  const auto sample = [&](const std::vector<double>& values, std::size_t b) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(b * batch.outputs);
    return std::vector<double>(first, first + static_cast<std::ptrdiff_t>(batch.outputs));
  };
  double total = 0;
  for (std::size_t b = 0; b < batch.count; ++b)
    total += test::sample_loss(loss, sample(batch.y, b), sample(batch.t, b));
  return total / static_cast<double>(batch.count);
}

}  // namespace

TEST_CASE("every loss is its formula, and its gradient the slope of that formula, whatever the batch") {
  for (const LossConfig& loss : kLosses) {
    for (const std::size_t outputs : {1u, 2u, 3u, 10u}) {
      for (const std::size_t count : {1u, 3u, 4u, 9u}) {
        Batch batch = make_batch(loss.name, outputs, count, 3);
        const auto y = batch.columns(batch.y), t = batch.columns(batch.t);
        std::vector<float> dy(y.size(), 5.0f);
        const double sum = sum_loss(loss, y.data(), t.data(), dy.data(), outputs, count);
        const double mean = sum / static_cast<double>(loss_terms(loss.name, outputs, count));
        CHECK(mean == doctest::Approx(mean_loss(loss, batch)).epsilon(1e-5).scale(1e-2));
        CHECK(sum == sum_loss(loss, y.data(), t.data(), nullptr, outputs, count));
        for (std::size_t o = 0; o < outputs; ++o) {
          for (std::size_t b = 0; b < padded(count); ++b) {
            if (b >= count) {
              REQUIRE(dy[o * padded(count) + b] == 0);
              continue;
            }
            const double h = 1e-5, kept = batch.at(batch.y, o, b);
            batch.at(batch.y, o, b) = kept + h;
            const double above = mean_loss(loss, batch);
            batch.at(batch.y, o, b) = kept - h;
            const double slope = (above - mean_loss(loss, batch)) / (2 * h);
            batch.at(batch.y, o, b) = kept;
            REQUIRE(std::fabs(static_cast<double>(dy[o * padded(count) + b]) - slope) <
                    1e-6 + 1e-4 * std::fabs(slope));
          }
        }
      }
    }
  }
}

TEST_CASE("cross-entropies stay finite and right for huge logits") {
  const float y[] = {1e4f, -1e4f, 1e4f, -1e4f}, t[] = {1, 0, 0, 1};
  float dy[4];
  CHECK(sum_loss({Loss::kBinaryCrossentropy}, y, t, dy, 1, 4) == doctest::Approx(2e4));
  CHECK(dy[0] == 0);
  CHECK(dy[2] == doctest::Approx(0.25));
  const float logits[] = {1e4f, 0, 0, 0, -1e4f, 0, 0, 0}, classes[] = {0, 0, 0, 0, 1, 0, 0, 0};
  float d[8];
  CHECK(sum_loss({Loss::kCategoricalCrossentropy}, logits, classes, d, 2, 1) == doctest::Approx(2e4));
  CHECK(d[0] == doctest::Approx(1));
  CHECK(d[4] == doctest::Approx(-1));
}

TEST_CASE("the gradient of a sample that is as good as certain is zero, and no denormal") {
  const float certain[] = {-90, -60, 60, 200}, sure[] = {-50, -20, 10, 14};
  const float right[] = {0, 0, 1, 1};
  float dy[4];
  sum_loss({Loss::kBinaryCrossentropy}, certain, right, dy, 1, 4);
  for (const float gradient : dy) CHECK(gradient == 0);
  sum_loss({Loss::kBinaryCrossentropy}, sure, right, dy, 1, 4);
  for (const float gradient : dy) CHECK(gradient != 0);
  CHECK(static_cast<double>(dy[0]) * 4 * std::exp(50.0) == doctest::Approx(1));

  // Of two classes, by margins of 90, 60, 85 and 20, each for the first.
  const float logits[] = {90, 60, 0, 20, 0, 0, -85, 0}, targets[] = {1, 1, 1, 1, 0, 0, 0, 0};
  float gradients[8];
  sum_loss({Loss::kCategoricalCrossentropy}, logits, targets, gradients, 2, 4);
  for (const std::size_t sample : {0u, 1u, 2u}) {
    CHECK(gradients[sample] == 0);
    CHECK(gradients[4 + sample] == 0);
  }
  CHECK(static_cast<double>(gradients[7]) * 4 * std::exp(20.0) == doctest::Approx(1));
}

TEST_CASE("huber and mae stay finite for errors whose square is not, and say no direction at no error") {
  const float y[] = {1e30f, -1e30f, 2, 2}, t[] = {0, 0, 2, 2};
  float dy[4];
  CHECK(sum_loss({Loss::kHuber, 2}, y, t, dy, 1, 4) == doctest::Approx(4e30));
  CHECK(std::vector<float>(dy, dy + 4) == std::vector<float>{0.5f, -0.5f, 0, 0});
  CHECK(sum_loss({Loss::kMae}, y, t, dy, 1, 4) == doctest::Approx(2e30));
  CHECK(std::vector<float>(dy, dy + 4) == std::vector<float>{0.25f, -0.25f, 0, 0});
}

TEST_CASE("hinge takes the targets 0 and 1 for -1 and 1, and lets alone what is right by the margin") {
  const float y[] = {1, 1, -3, 0.5f}, t[] = {1, 0, 0, 1};
  float dy[4];
  CHECK(sum_loss({Loss::kHinge}, y, t, dy, 1, 4) == doctest::Approx(0 + 2 + 0 + 0.5));
  CHECK(std::vector<float>(dy, dy + 4) == std::vector<float>{0, 0.25f, 0, -0.25f});
}

TEST_CASE("a loss of NaN is NaN, so that a run knows it has diverged") {
  const float nan = std::nanf("");
  const float y[] = {nan, 0, 0, 0}, t[] = {1, 0, 0, 0};
  for (const LossConfig& loss : kLosses) CHECK(std::isnan(sum_loss(loss, y, t, nullptr, 1, 1)));
}

TEST_CASE(
    "accuracy counts outputs on the right side of the threshold, or samples with the right largest output") {
  // Columns are samples: outputs (1, 0), (2, 3), (0, 0), padding.
  const float y[] = {1, 2, 0, 9, 0, 3, 0, 9}, first[] = {1, 1, 1, 0, 0, 0, 0, 1};
  CHECK(count_right(Accuracy::kArgmax, 0, y, first, 2, 3) == 2);  // the tie goes to the first output
  CHECK(count_right(Accuracy::kThreshold, 0.5f, y, first, 2, 3) == 4);
  CHECK(count_right(Accuracy::kNone, 0, y, first, 2, 3) == 0);
}
