// SPDX-License-Identifier: MIT
// Any entry of the registry over an array, and its curve with what is worth drawing about it. Allocates: for pages, not
// for training.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/activation/registry.h"

namespace actlab {

struct Evaluation {
  std::vector<float> value, slope, curvature;
};

// f, f' and f'' at x.
//   Inputs::kOne   one of each for each x
//   Inputs::kAll   x is one vector of classes; slope and curvature are those of f_i in x_i
//   Inputs::kGate  x is n numbers a, then n numbers b: n values; 2n slopes, in a then in b; curvature alike
// entry  any
// p      as BoundActivation takes it; not read for the other two kinds, which have no parameters
// x      finite or not; of even length for Inputs::kGate, not empty for Inputs::kAll
Evaluation evaluate(const Activation& entry, const float* p, std::span<const float> x);

// A stretch of inputs, both ends of which belong to it.
struct Interval {
  float from, to;
};

struct Curve {
  std::vector<float> x;  // ascending
  Evaluation at;
  std::vector<Interval> saturated;  // where |f'| is below the threshold
  std::vector<Interval> zeros;      // where f is exactly 0, single points left out
};

// The curve over [from, to] at evenly spaced inputs. Each kink is there three times: itself and its two neighbours
// among the floats, so that corners are sharp and jumps upright.
// entry      of Inputs::kOne
// from, to   finite, from < to
// points     at least 2: the evenly spaced ones, both ends among them
// threshold  of |f'|, above 0. Ends of intervals are found to the last float between two neighbouring inputs.
Curve sample(const Activation& entry, const float* p, float from, float to, std::size_t points,
             float threshold);

// The inputs from which on, outwards, |f'| is below a threshold for ever; nothing on a side where there is none.
struct SaturationInputs {
  std::optional<float> left, right;
};

// entry  of Inputs::kOne
SaturationInputs saturation_inputs(const Activation& entry, const float* p, float threshold);

}  // namespace actlab
