// SPDX-License-Identifier: MIT
// Classes of points: a noiseless place for each sample, plus noise.
#include "core/data/generate.h"

#include <algorithm>

#include "core/contract.h"
#include "core/random/random.h"
#include "core/simd/math.h"

namespace actlab {
namespace {

constexpr float kPi = 3.14159265f;

struct Point {
  float x, y;
};

// Where a sample lies before the noise, which may be drawn as well.
// c  its class
// t  runs evenly from 0 to 1 over the members of the class
using PlaceOf = Point(const void* shape, std::size_t c, float t, Random& random);

Point on_circle(float radius, float angle) {
  return {radius * first_lane(cos(splat(angle))), radius * first_lane(sin(splat(angle)))};
}

// How many of the samples belong to class c.
std::size_t members(std::size_t samples, std::size_t classes, std::size_t c) {
  return (samples - c + classes - 1) / classes;
}

Dataset make_points(std::size_t samples, std::size_t classes, float noise, std::uint64_t seed,
                    const void* shape, PlaceOf* place_of) {
  ACTLAB_EXPECT(samples >= 1 && classes >= 2 && noise >= 0);
  Dataset set;
  set.features = {"x", "y"};
  for (std::size_t c = 0; c < classes; ++c) set.classes.push_back(std::to_string(c));
  set.rows = samples;
  set.x.reserve(2 * samples);
  set.y.reserve(samples);
  Random random(seed, Stream::kData);
  for (std::size_t i = 0; i < samples; ++i) {
    const std::size_t c = i % classes, last = members(samples, classes, c) - 1;
    const float t = last > 0 ? static_cast<float>(i / classes) / static_cast<float>(last) : 0.5f;
    const Point p = place_of(shape, c, t, random);
    set.x.push_back(p.x + noise * random.normal());
    set.x.push_back(p.y + noise * random.normal());
    set.y.push_back(static_cast<float>(c));
  }
  return set;
}

// The loop above is there once, whatever the shape.
// place  (c, t, random) -> Point
template <class Place>
Dataset make_points(std::size_t samples, std::size_t classes, float noise, std::uint64_t seed,
                    const Place& place) {
  return make_points(samples, classes, noise, seed, &place,
                     [](const void* shape, std::size_t c, float t, Random& random) {
                       return (*static_cast<const Place*>(shape))(c, t, random);
                     });
}

// Circles about the origin. A full turn, its end not repeated: the last sample stands one step before the first.
// radii  one a class
Dataset make_circles_of(const std::vector<float>& radii, std::size_t samples, float noise,
                        std::uint64_t seed) {
  const std::size_t classes = radii.size();
  return make_points(samples, classes, noise, seed, [&](std::size_t c, float t, Random&) {
    const auto count = static_cast<float>(members(samples, classes, c));
    return on_circle(radii[c], 2 * kPi * t * (count - 1) / count);
  });
}

}  // namespace

Dataset make_moons(std::size_t samples, float noise, std::uint64_t seed) {
  return make_points(samples, 2, noise, seed, [](std::size_t c, float t, Random&) {
    const Point p = on_circle(1, kPi * t);
    return c == 0 ? p : Point{1.0f - p.x, 0.5f - p.y};
  });
}

Dataset make_circles(std::size_t samples, float noise, std::uint64_t seed) {
  return make_circles_of({1.0f, 0.5f}, samples, noise, seed);
}

Dataset make_rings(std::size_t samples, float noise, std::size_t classes, std::uint64_t seed) {
  std::vector<float> radii;
  for (std::size_t c = 1; c <= classes; ++c)
    radii.push_back(static_cast<float>(c) / static_cast<float>(classes));
  return make_circles_of(radii, samples, noise, seed);
}

Dataset make_spiral(std::size_t samples, float noise, std::size_t arms, float turns, std::uint64_t seed) {
  return make_points(samples, arms, noise, seed, [=](std::size_t c, float t, Random&) {
    const float start = 2 * kPi * static_cast<float>(c) / static_cast<float>(arms);
    return on_circle(t, start + 2 * kPi * turns * t);
  });
}

Dataset make_gaussians(std::size_t samples, float noise, std::size_t classes, std::uint64_t seed) {
  return make_points(samples, classes, noise, seed, [=](std::size_t c, float, Random&) {
    return on_circle(1, 2 * kPi * static_cast<float>(c) / static_cast<float>(classes));
  });
}

Dataset make_checkerboard(std::size_t samples, float noise, std::size_t cells, std::uint64_t seed) {
  ACTLAB_EXPECT(cells >= 2);
  const float scale = static_cast<float>(cells) / 2;
  return make_points(samples, 2, noise, seed, [=](std::size_t c, float, Random& random) {
    // Every other cell is of the class: a point is drawn until it lies in one of them.
    for (;;) {
      const float x = random.uniform(-1, 1), y = random.uniform(-1, 1);
      const auto column = static_cast<std::size_t>((x + 1) * scale);
      const auto row = static_cast<std::size_t>((y + 1) * scale);
      if (std::max(column, row) < cells && (column + row) % 2 == c) return Point{x, y};
    }
  });
}

}  // namespace actlab
