// SPDX-License-Identifier: MIT
// Generated samples of about unit size, repeatable from the seed: classes of points in the plane, and numbers over the
// plane or a line.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/data/dataset.h"

namespace actlab {

// Common to all:
// samples  in all classes together, class numbers taking turns; at least 1
// noise    standard deviation of the normal noise, at least 0: on each coordinate of classes, on the target of numbers
// seed     of the run

// Two half circles of radius 1 that reach into each other, after scikit-learn's make_moons: one around (0,
// 0), the other, upside down, around (1, 1/2).
Dataset make_moons(std::size_t samples, float noise, std::uint64_t seed);

// A circle of radius 1 (class 0) around one of radius 1/2 (class 1).
Dataset make_circles(std::size_t samples, float noise, std::uint64_t seed);

// Circles around one another: class c of C has the radius (c + 1) / C.
// classes  at least 2
Dataset make_rings(std::size_t samples, float noise, std::size_t classes, std::uint64_t seed);

// Archimedean spirals of radius 0 to 1, one arm a class, evenly turned against each other.
// arms   at least 2
// turns  how often an arm winds around the centre, above 0
Dataset make_spiral(std::size_t samples, float noise, std::size_t arms, float turns, std::uint64_t seed);

// Clouds around centres on the unit circle, class c of C at the angle 2 pi c / C. The noise is all that spreads them.
// classes  at least 2
Dataset make_gaussians(std::size_t samples, float noise, std::size_t classes, std::uint64_t seed);

// The square [-1, 1]^2 in n x n cells whose classes alternate as a chessboard's, class 0 in the corner (-1, -1). Points
// lie evenly over the cells of their class before the noise moves them, over the border as well.
// cells  n, at least 2; 2 makes the exclusive or of the coordinates' signs
Dataset make_checkerboard(std::size_t samples, float noise, std::size_t cells, std::uint64_t seed);

// Numbers over points that lie evenly in [-1, 1]^2.
//   plane  (x + y) / 2
//   bumps  four hills of height 1 around (+-1/2, +-1/2), two of them hollows: sum of sign(u v) e^(-8 ((x - u)^2 + (y - v)^2))
Dataset make_plane(std::size_t samples, float noise, std::uint64_t seed);
Dataset make_bumps(std::size_t samples, float noise, std::uint64_t seed);

// Numbers over the line [-1, 1], whose points are evenly spaced and reach both ends.
//   sine  sin(2 pi x)
//   step  0 left of 0, else 1
//   abs   |x|
Dataset make_sine(std::size_t samples, float noise, std::uint64_t seed);
Dataset make_step(std::size_t samples, float noise, std::uint64_t seed);
Dataset make_abs(std::size_t samples, float noise, std::uint64_t seed);

}  // namespace actlab
