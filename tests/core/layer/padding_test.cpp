// SPDX-License-Identifier: MIT
// The columns after a batch's samples: whatever stands in them, outputs and gradients of the samples stay the same.
#include <doctest.h>

#include <limits>
#include <utility>
#include <vector>

#include "core/layer/batch_norm.h"
#include "core/layer/maxout.h"
#include "core/layer/penalty.h"
#include "core/layer/prelu.h"
#include "core/random/random.h"
#include "core/simd/f32x4.h"
#include "tests/support/placed.h"

using namespace actlab;

namespace {

// Rows of `count` numbers, padded with `garbage`.
std::vector<float> matrix(std::size_t rows, std::size_t count, float garbage, std::uint64_t seed) {
  Random random(seed, Stream::kData);
  std::vector<float> numbers(rows * padded(count), garbage);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t b = 0; b < count; ++b) numbers[r * padded(count) + b] = random.normal();
  }
  return numbers;
}

// Outputs of the samples, gradients of the parameters and to the inputs: all that may depend on a batch.
template <class Layer>
std::vector<float> results(const Layer& layer, std::size_t outputs, std::size_t count, float garbage) {
  const std::size_t inputs = 3, B = padded(count);
  test::Placed placed(layer, B);
  for (auto& array : placed.learned) {
    for (std::size_t i = 0; i < array.size(); ++i) array.value[i] = 0.5f - 0.3f * static_cast<float>(i % 5);
  }
  const Pass pass{.count = count, .training = true, .seed = 1, .update = 2};
  const auto x = matrix(inputs, count, garbage, 1), dy = matrix(outputs, count, 0, 2);
  std::vector<float> y(outputs * B), dx(inputs * B), all;
  placed.layer.forward(x.data(), y.data(), B, pass);
  placed.layer.backward(x.data(), y.data(), dy.data(), dx.data(), B, pass);
  for (std::size_t o = 0; o < outputs; ++o) {
    for (std::size_t b = 0; b < count; ++b) all.push_back(y[o * B + b]);
  }
  all.insert(all.end(), dx.begin(), dx.end());  // zeros in the padding among them
  for (std::size_t i = 0; i < placed.learned.size(); ++i) {
    const auto gradient = placed.gradient(i);
    all.insert(all.end(), gradient.begin(), gradient.end());
  }
  return all;
}

template <class Layer>
void check_garbage(const Layer& layer, std::size_t outputs, const std::vector<float>& kinds) {
  for (const std::size_t count : {1, 3, 5, 7}) {
    const auto clean = results(layer, outputs, count, 0);
    for (const float garbage : kinds) CHECK(results(layer, outputs, count, garbage) == clean);
  }
}

}  // namespace

TEST_CASE("garbage in the padding reaches no output, gradient or statistic of the layers with parameters") {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  check_garbage(PreluLayer({}, 3), 3, {1e30f, -1e30f, kInfinity, -kInfinity});
  check_garbage(PreluLayer({.shared = true}, 3), 3, {1e30f, -1e30f, kInfinity, -kInfinity});
  check_garbage(MaxoutLayer({.units = 2, .pieces = 3}, 3), 2, {1e30f, -1e30f});
  check_garbage(BatchNorm({}, 3), 3, {1e30f, -1e30f, kInfinity, std::numeric_limits<float>::quiet_NaN()});
}

TEST_CASE("the penalty on outputs counts the samples alone and leaves the padding's gradient 0") {
  for (const std::size_t count : {1, 2, 3, 4, 6}) {
    auto y = matrix(2, count, 1e30f, 3);
    y[0] = 0.0f;  // the sign of 0 is 0
    std::vector<float> dy(y.size(), 0.0f);
    add_activity_penalty(0.6f, y.data(), dy.data(), 2, count);
    const float size = 0.6f / static_cast<float>(count);
    for (std::size_t i = 0; i < y.size(); ++i) {
      const bool sample = i % padded(count) < count;
      CHECK(dy[i] == (!sample || y[i] == 0 ? 0.0f : y[i] > 0 ? size : -size));
    }
  }
}

TEST_CASE("a weight of 0 is not pushed by l1, and l2 pulls by twice itself") {
  const float w[] = {0.0f, -0.0f, 2.0f, -3.0f};
  float dw[] = {1.0f, 1.0f, 1.0f, 1.0f};
  add_weight_penalty({.l1 = 0.5f}, w, dw, 4);
  CHECK(std::vector<float>(dw, dw + 4) == std::vector<float>{1.0f, 1.0f, 1.5f, 0.5f});
  add_weight_penalty({.l2 = 0.25f}, w, dw, 4);
  CHECK(std::vector<float>(dw, dw + 4) == std::vector<float>{1.0f, 1.0f, 2.5f, -1.0f});
}

TEST_CASE("maxout gives NaN where a piece is NaN, and a tie's gradient to the first piece alone") {
  test::Placed placed(MaxoutLayer({.units = 1, .pieces = 3, .use_bias = false}, 1), 4);
  const auto set = [&](float a, float b, float c) {
    float* weight = placed.learned[0].value;
    weight[0] = a;
    weight[1] = b;
    weight[2] = c;
  };
  const float x[] = {1, 2, -1, 0}, dy[] = {1, 10, 100, 1000};
  float y[4], dx[4];
  const Pass pass{.count = 4, .training = true};
  set(-1, 2, 2);
  placed.layer.forward(x, y, 4, pass);
  placed.layer.backward(x, y, dy, dx, 4, pass);
  CHECK(std::vector<float>(y, y + 4) == std::vector<float>{2, 4, 1, 0});
  CHECK(placed.gradient(0) == std::vector<float>{-100, 21, 0});
  CHECK(std::vector<float>(dx, dx + 4) == std::vector<float>{2, 20, -100, -1000});
  for (int bad = 0; bad < 3; ++bad) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    set(bad == 0 ? nan : 1, bad == 1 ? nan : 2, bad == 2 ? nan : 3);
    placed.layer.forward(x, y, 4, pass);
    for (const float value : y) CHECK(value != value);
  }
}

TEST_CASE("prelu lets NaN through and multiplies what is left of 0 by the slope of its unit") {
  test::Placed placed(PreluLayer({}, 2), 4);
  CHECK(placed.learned[0].name == "slope");
  CHECK(placed.learned[0].shape == std::vector<std::size_t>{2});
  placed.learned[0].value[1] = -2.0f;
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float x[] = {-4, 4, 0, nan, -4, 4, 0, nan};
  float y[8];
  placed.layer.forward(x, y, 4, {.count = 4});
  CHECK(std::vector<float>(y, y + 3) == std::vector<float>{-1, 4, 0});
  CHECK(std::vector<float>(y + 4, y + 7) == std::vector<float>{8, 4, 0});
  CHECK(y[3] != y[3]);
  CHECK(y[7] != y[7]);
}
