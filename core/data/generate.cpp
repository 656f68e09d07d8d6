// SPDX-License-Identifier: MIT
// Points along curves, plus noise.
#include "core/data/generate.h"

#include "core/contract.h"
#include "core/random/random.h"
#include "core/simd/math.h"

namespace actlab {
namespace {

constexpr float kPi = 3.14159265f;

struct Point {
  float x, y;
};

Point on_circle(float radius, float angle) {
  return {radius * first_lane(cos(splat(angle))), radius * first_lane(sin(splat(angle)))};
}

// Sample i belongs to class i % classes and is the (i / classes)-th of `members` of its class.
// place  (class, t) -> the noiseless point, t running over [0, 1] along the class's curve
template <class Place>
Dataset make_plane(std::size_t samples, std::size_t classes, float noise, std::uint64_t seed, Place place) {
  ACTLAB_EXPECT(classes >= 2 && noise >= 0);
  Dataset set;
  set.features = {"x", "y"};
  for (std::size_t c = 0; c < classes; ++c) set.classes.push_back(std::to_string(c));
  set.rows = samples;
  set.x.reserve(2 * samples);
  set.y.reserve(samples);
  Random random(seed, Stream::kData);
  for (std::size_t i = 0; i < samples; ++i) {
    const std::size_t c = i % classes;
    const std::size_t members = (samples - c + classes - 1) / classes;
    const float t = members > 1 ? static_cast<float>(i / classes) / static_cast<float>(members - 1) : 0.5f;
    const Point p = place(c, t);
    set.x.push_back(p.x + noise * random.normal());
    set.x.push_back(p.y + noise * random.normal());
    set.y.push_back(static_cast<float>(c));
  }
  return set;
}

}  // namespace

Dataset make_moons(std::size_t samples, float noise, std::uint64_t seed) {
  return make_plane(samples, 2, noise, seed, [](std::size_t c, float t) {
    const Point p = on_circle(1, kPi * t);
    return c == 0 ? p : Point{1.0f - p.x, 0.5f - p.y};
  });
}

Dataset make_circles(std::size_t samples, float noise, std::uint64_t seed) {
  // A full turn, its end not repeated: the last sample stands one step before the first.
  return make_plane(samples, 2, noise, seed, [samples](std::size_t c, float t) {
    const auto members = static_cast<float>((samples - c + 1) / 2);
    return on_circle(c == 0 ? 1.0f : 0.5f, 2 * kPi * t * (members - 1) / members);
  });
}

Dataset make_spiral(std::size_t samples, float noise, std::size_t arms, float turns, std::uint64_t seed) {
  return make_plane(samples, arms, noise, seed, [=](std::size_t c, float t) {
    const float start = 2 * kPi * static_cast<float>(c) / static_cast<float>(arms);
    return on_circle(t, start + 2 * kPi * turns * t);
  });
}

}  // namespace actlab
