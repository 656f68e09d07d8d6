// SPDX-License-Identifier: MIT
// Generated classes of points in the plane, of about unit size, repeatable from the seed.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/data/dataset.h"

namespace actlab {

// Common to all:
// samples  in all classes together, class numbers taking turns
// noise    standard deviation of the normal noise on each coordinate, at least 0
// seed     of the run

// Two half circles of radius 1 that reach into each other, after scikit-learn's make_moons: one around (0,
// 0), the other, upside down, around (1, 1/2).
Dataset make_moons(std::size_t samples, float noise, std::uint64_t seed);

// A circle of radius 1 (class 0) around one of radius 1/2 (class 1).
Dataset make_circles(std::size_t samples, float noise, std::uint64_t seed);

// Archimedean spirals of radius 0 to 1, one arm a class, evenly turned against each other.
// arms   at least 2
// turns  how often an arm winds around the centre, above 0
Dataset make_spiral(std::size_t samples, float noise, std::size_t arms, float turns, std::uint64_t seed);

}  // namespace actlab
