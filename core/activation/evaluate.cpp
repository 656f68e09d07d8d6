// SPDX-License-Identifier: MIT
// Arrays for drawing, through the kernels that training uses.
#include "core/activation/evaluate.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/activation/bound.h"
#include "core/activation/gate.h"
#include "core/activation/softmax.h"
#include "core/contract.h"
#include "core/simd/f32x4.h"

namespace actlab {
namespace {

Evaluation evaluate_one(const BoundActivation& f, std::span<const float> x) {
  Evaluation result{std::vector<float>(x.size()), std::vector<float>(x.size()), std::vector<float>(x.size())};
  f.forward(x.data(), result.value.data(), result.slope.data(), x.size());
  f.curvature(x.data(), result.curvature.data(), x.size());
  return result;
}

Evaluation evaluate_gate(const Activation& entry, std::span<const float> x) {
  ACTLAB_EXPECT(x.size() % 2 == 0);
  const std::size_t n = x.size() / 2;
  const BoundActivation gate(*find_activation(entry.gate), nullptr);
  Evaluation result{std::vector<float>(n), std::vector<float>(2 * n), std::vector<float>(2 * n)};
  gate_forward(gate, x.data(), result.value.data(), result.slope.data(), n);
  gate.curvature(x.data() + n, result.curvature.data() + n, n);
  for (std::size_t i = 0; i < n; ++i) result.curvature[n + i] *= x[i];
  return result;
}

// One column, of which three more are copies: kernels take four.
Evaluation evaluate_all(const Activation& entry, std::span<const float> x) {
  const std::size_t K = x.size();
  std::vector<float> columns(K * kLanes), outputs(K * kLanes);
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = x[i / kLanes];
  const bool is_log = entry.name == "log_softmax";
  entry.columns.forward(columns.data(), outputs.data(), K, kLanes);
  std::vector<float> shares(K * kLanes);
  softmax(columns.data(), shares.data(), K, kLanes);
  Evaluation result{std::vector<float>(K), std::vector<float>(K), std::vector<float>(K)};
  // 1 - share as the sum of the shares before and after, so that it keeps its digits where the share is almost all.
  std::vector<float> after(K + 1);
  for (std::size_t i = K; i-- > 0;) after[i] = after[i + 1] + shares[i * kLanes];
  float before = 0.0f;
  for (std::size_t i = 0; i < K; ++i) {
    result.value[i] = outputs[i * kLanes];
    const float share = shares[i * kLanes];
    const float rest = before + after[i + 1];
    before += share;
    result.slope[i] = is_log ? rest : share * rest;
    result.curvature[i] = share * rest * (is_log ? -1.0f : rest - share);
  }
  return result;
}

// Keeps the list ascending and each number in it once. Most come last: sorting afterwards would take more code, and so
// would the vector's own insertion.
void insert(std::vector<float>& ascending, float x) {
  if (std::binary_search(ascending.begin(), ascending.end(), x)) return;
  ascending.push_back(x);
  std::size_t i = ascending.size() - 1;
  for (; i > 0 && ascending[i - 1] > x; --i) ascending[i] = ascending[i - 1];
  ascending[i] = x;
}

// Whether an input belongs to an interval of some kind.
using Belongs = bool (*)(const BoundActivation& f, float x, float threshold);

bool is_saturated(const BoundActivation& f, float x, float threshold) {
  float slope;
  f.slope(&x, &slope, 1);
  return std::abs(slope) < threshold;
}

bool is_zero(const BoundActivation& f, float x, float) {
  float value;
  f.value(&x, &value, 1);
  return value == 0.0f;
}

// The last float that belongs as `inside` does, on the way to `outside`, which does not.
float boundary(Belongs belongs, const BoundActivation& f, float inside, float outside, float threshold) {
  for (;;) {
    const float middle = 0.5f * inside + 0.5f * outside;
    if (middle == inside || middle == outside) return inside;
    (belongs(f, middle, threshold) ? inside : outside) = middle;
  }
}

// The inputs and, between its ends, powers of two and 0: a curve's own inputs may lie so far apart that all of a
// function's bend is between two of them.
std::vector<float> with_probes(std::vector<float> x) {
  const float from = x.front(), to = x.back();
  const auto add = [&](float probe) {
    if (probe > from && probe < to) insert(x, probe);
  };
  add(0.0f);
  for (float probe = 0x1p-24f; probe < 0x1p60f; probe *= 2.0f) {
    add(probe);
    add(-probe);
  }
  return x;
}

std::vector<Interval> intervals(Belongs belongs, const BoundActivation& f, std::span<const float> x,
                                float threshold) {
  std::vector<Interval> found;
  bool before = false;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool now = belongs(f, x[i], threshold);
    if (now && !before) {
      const float from = i == 0 ? x[0] : boundary(belongs, f, x[i], x[i - 1], threshold);
      found.push_back({from, x[i]});
    }
    if (now) found.back().to = x[i];
    if (before && !now) found.back().to = boundary(belongs, f, x[i - 1], x[i], threshold);
    before = now;
  }
  // A single point, or denormals around it whose values are rounded to 0, is no stretch.
  std::erase_if(found, [](const Interval& interval) {
    return interval.to - interval.from < std::numeric_limits<float>::min();
  });
  return found;
}

}  // namespace

Evaluation evaluate(const Activation& entry, const float* p, std::span<const float> x) {
  if (entry.inputs == Inputs::kGate) return evaluate_gate(entry, x);
  if (entry.inputs == Inputs::kAll) return evaluate_all(entry, x);
  return evaluate_one(BoundActivation(entry, p), x);
}

Curve sample(const Activation& entry, const float* p, float from, float to, std::size_t points,
             float threshold) {
  ACTLAB_EXPECT(points >= 2 && from < to);
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  Curve curve;
  for (std::size_t i = 0; i < points; ++i) {
    // Weighed, since the width may overflow; exact at both ends.
    const float share = static_cast<float>(i) / static_cast<float>(points - 1);
    insert(curve.x, std::clamp((1.0f - share) * from + share * to, from, to));
  }
  const Shape shape = entry.shape(p);
  for (std::size_t i = 0; i < shape.kink_count; ++i) {
    const float kink = shape.kinks[i].x;
    for (const float x : {std::nextafter(kink, -kInfinity), kink, std::nextafter(kink, kInfinity)}) {
      if (x >= from && x <= to) insert(curve.x, x);
    }
  }

  const BoundActivation f(entry, p);
  curve.at = evaluate_one(f, curve.x);
  const std::vector<float> probes = with_probes(curve.x);
  curve.saturated = intervals(is_saturated, f, probes, threshold);
  curve.zeros = intervals(is_zero, f, probes, threshold);
  return curve;
}

SaturationInputs saturation_inputs(const Activation& entry, const float* p, float threshold) {
  const BoundActivation f(entry, p);
  const Shape shape = entry.shape(p);
  const auto side = [&](float sign) -> std::optional<float> {
    const float far = sign * 1e30f;
    if (!is_saturated(f, far, threshold)) return std::nullopt;
    // Inwards in steps of a power of two, until the slope counts; never so when it is flat all over.
    float inside = far;
    for (float outside = far; std::abs(outside) > 1e-20f; outside *= 0.5f) {
      if (!is_saturated(f, outside, threshold)) return boundary(is_saturated, f, inside, outside, threshold);
      inside = outside;
    }
    return is_saturated(f, -far, threshold) ? far : boundary(is_saturated, f, inside, -far, threshold);
  };
  return {shape.saturates_left ? side(-1.0f) : std::nullopt,
          shape.saturates_right ? side(1.0f) : std::nullopt};
}

}  // namespace actlab
