// SPDX-License-Identifier: MIT
// Numbers over the plane and the line: a function of the inputs, plus noise on its value.
#include <cmath>

#include "core/activation/bound.h"
#include "core/contract.h"
#include "core/data/generate.h"
#include "core/random/random.h"
#include "core/simd/math.h"

namespace actlab {
namespace {

constexpr float kPi = 3.14159265f;

// features  x, or x and y, over [-1, 1]
// value     of one row of features
Dataset make_numbers(std::vector<std::string> features, std::size_t samples, float noise, std::uint64_t seed,
                     float (*value)(const float* x)) {
  ACTLAB_EXPECT(samples >= 1 && noise >= 0);
  Dataset set;
  set.features = std::move(features);
  set.rows = samples;
  const std::size_t width = set.width();
  set.x.resize(width * samples);
  set.y.reserve(samples);
  Random random(seed, Stream::kData);
  for (std::size_t i = 0; i < samples; ++i) {
    float* x = &set.x[width * i];
    if (width == 1) {
      x[0] = samples > 1 ? 2 * static_cast<float>(i) / static_cast<float>(samples - 1) - 1 : 0.0f;
    } else {
      x[0] = random.uniform(-1, 1);
      x[1] = random.uniform(-1, 1);
    }
    set.y.push_back(value(x) + noise * random.normal());
  }
  return set;
}

// A hill is the activation e^(-r^2) of its scaled distance r.
float bumps(const float* x) {
  float height[4];
  for (std::size_t i = 0; i < 4; ++i) {
    const float dx = x[0] - (i < 2 ? -0.5f : 0.5f), dy = x[1] - (i % 2 == 0 ? -0.5f : 0.5f);
    height[i] = std::sqrt(8 * (dx * dx + dy * dy));
  }
  BoundActivation(*find_activation("gaussian"), nullptr).value(height, height, 4);
  return height[0] - height[1] - height[2] + height[3];
}

}  // namespace

Dataset make_plane(std::size_t samples, float noise, std::uint64_t seed) {
  return make_numbers({"x", "y"}, samples, noise, seed, [](const float* x) { return (x[0] + x[1]) / 2; });
}

Dataset make_bumps(std::size_t samples, float noise, std::uint64_t seed) {
  return make_numbers({"x", "y"}, samples, noise, seed, bumps);
}

Dataset make_sine(std::size_t samples, float noise, std::uint64_t seed) {
  return make_numbers({"x"}, samples, noise, seed,
                      [](const float* x) { return first_lane(sin(splat(2 * kPi * x[0]))); });
}

Dataset make_step(std::size_t samples, float noise, std::uint64_t seed) {
  return make_numbers({"x"}, samples, noise, seed, [](const float* x) { return x[0] < 0 ? 0.0f : 1.0f; });
}

Dataset make_abs(std::size_t samples, float noise, std::uint64_t seed) {
  return make_numbers({"x"}, samples, noise, seed, [](const float* x) { return std::fabs(x[0]); });
}

}  // namespace actlab
