// SPDX-License-Identifier: MIT
// Clipping against its rule in double.
#include "core/train/clip.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/model/build.h"
#include "core/random/random.h"
#include "tests/support/json.h"

using namespace actlab;

namespace {

// PyTorch's clip_grad_value_, then its clip_grad_norm_.
std::vector<double> clipped(const std::vector<float>& gradients, const ClipConfig& config) {
  std::vector<double> result(gradients.begin(), gradients.end());
  if (config.value) {
    for (double& g : result) g = std::clamp(g, -*config.value, *config.value);
  }
  double squares = 0;
  for (const double g : result) squares += g * g;
  const double factor = config.norm ? std::min(1.0, *config.norm / (std::sqrt(squares) + 1e-6)) : 1;
  for (double& g : result) g *= factor;
  return result;
}

}  // namespace

TEST_CASE("clipping cuts values first and then shortens all gradients by one factor, as PyTorch does") {
  std::vector<float> gradients(404);
  Random random(3, Stream::kData);
  for (float& g : gradients) g = 3 * random.normal();
  const ClipConfig configs[] = {{},
                                {.norm = 0.5, .value = std::nullopt},
                                {.norm = 1000, .value = std::nullopt},
                                {.norm = std::nullopt, .value = 1},
                                {.norm = 2, .value = 0.25}};
  for (const auto& config : configs) {
    auto got = gradients;
    clip(got, config);
    const auto expected = clipped(gradients, config);
    for (std::size_t i = 0; i < got.size(); ++i)
      REQUIRE(double{got[i]} == doctest::Approx(expected[i]).epsilon(1e-6));
  }
}

TEST_CASE("gradients within the limits, zeros and none at all keep their bits") {
  const ClipConfig config{.norm = 6, .value = 5};
  std::vector<float> within = {1, -2, 3, -4}, zeros(8, 0.0f);  // of norm 5.48
  clip(within, config);
  CHECK(within == std::vector<float>{1, -2, 3, -4});
  clip(zeros, config);
  CHECK(zeros == std::vector<float>(8, 0.0f));
  clip({}, config);
}

TEST_CASE("gradients whose squares overflow a float are shortened to the norm all the same") {
  std::vector<float> huge = {3e30f, -4e30f, 0, 0};
  clip(huge, {.norm = 10, .value = std::nullopt});
  CHECK(huge[0] == doctest::Approx(6));
  CHECK(huge[1] == doctest::Approx(-8));
}

TEST_CASE("an update is made with clipped gradients, and gradients that are looked at are whole") {
  // sgd moves by the learning rate times the gradient: no further than the norm allows.
  BuildResult built = build(test::value_of(R"({"data": "moons", "loss": "mse", "clip": {"norm": 0.001},
      "optimizer": {"name": "sgd", "learning_rate": 1}})"),
                            {});
  Trainer& trainer = built.run->trainer();
  trainer.compute_gradients(0);
  double gradient = 0, moved = 0;
  std::vector<float> before;
  for (const auto& p : trainer.parameters()) {
    for (std::size_t i = 0; i < p.size(); ++i) gradient += std::pow(double{p.gradient[i]}, 2);
    before.insert(before.end(), p.value, p.value + p.size());
  }
  CHECK(std::sqrt(gradient) > 0.01);
  trainer.step(1);
  std::size_t next = 0;
  for (const auto& p : trainer.parameters()) {
    for (std::size_t i = 0; i < p.size(); ++i)
      moved += std::pow(double{p.value[i]} - double{before[next++]}, 2);
  }
  CHECK(std::sqrt(moved) == doctest::Approx(0.001).epsilon(0.01));
}
