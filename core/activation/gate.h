// SPDX-License-Identifier: MIT
// Products of one half of the inputs with an activation of the other: glu and its kin.
#pragma once

#include <cstddef>

#include "core/activation/bound.h"

namespace actlab {

// y (n) = a g(b).
// gate   g
// x      2n inputs: a, then b
// slopes 2n numbers, unless it is null: dy/da = g(b), then dy/db = a g'(b)
// Nothing overlaps.
void gate_forward(const BoundActivation& gate, const float* x, float* y, float* slopes, std::size_t n);

// dx (2n) from slopes (2n) and dy (n); nothing overlaps.
void gate_backward(const float* slopes, const float* dy, float* dx, std::size_t n);

}  // namespace actlab
