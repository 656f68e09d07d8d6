// SPDX-License-Identifier: MIT
// Losses vectorised over the batch; padding columns are masked out.
#include "core/train/loss.h"

#include "core/contract.h"
#include "core/simd/math.h"
#include "core/simd/underflow.h"

namespace actlab {
namespace {

double add_lanes(f32x4 v) {
  return (double{lane<0>(v)} + double{lane<2>(v)}) + (double{lane<1>(v)} + double{lane<3>(v)});
}

// True in the columns b to b + 3 that hold a sample. A mask and not a factor: the padding may hold infinity.
mask4 sample_mask(std::size_t b, std::size_t count) {
  constexpr float kLaneNumbers[] = {0, 1, 2, 3};
  return load(kLaneNumbers) < splat(static_cast<float>(count - b));
}

struct Term {
  f32x4 loss, slope;
};

// The gradient at an output, from what it is by the formula. Below 2^-80 it moves no weight.
f32x4 gradient(f32x4 slope, mask4 mask, f32x4 scale) { return zero_below(0x1p-80f, (slope & mask) * scale); }

Term squared_error(f32x4 error) { return {error * error, splat(2.0f) * error}; }

Term absolute_error(f32x4 error) {
  return {abs(error), copysign(splat(1.0f), error) & (error != splat(0.0f))};
}

// The slope is the error, held within +-delta, and the value the area under that.
Term huber(f32x4 error, f32x4 delta) {
  const f32x4 slope = min(max(error, -delta), delta);
  return {abs(slope) * (abs(error) - splat(0.5f) * abs(slope)), slope};
}

// What is as unlikely as e^-60, 2^-86.6, has no gradient. Kept there, it makes no denormals either.
constexpr float kLeast = -60;

Term binary_crossentropy(f32x4 y, f32x4 t) {
  // log(1 + e) is e where e is small, and its formula would make denormals of it.
  constexpr float kSmall = 0x1p-30f;
  const f32x4 e = exp(max(-abs(y), splat(kLeast)));
  const f32x4 log = select(e < splat(kSmall), e, log1p(max(e, splat(kSmall))));
  return {max(y, splat(0.0f)) - y * t + log, sigmoid(max(y, splat(kLeast))) - t};
}

// t in [0, 1] is taken to [-1, 1].
Term hinge(f32x4 y, f32x4 t) {
  const f32x4 side = splat(2.0f) * t - splat(1.0f);
  const f32x4 missing = splat(1.0f) - side * y;
  return {max(missing, splat(0.0f)), -side & (missing > splat(0.0f))};
}

// Of a loss that treats every output by itself.
Term term_of(const LossConfig& loss, f32x4 y, f32x4 t) {
  switch (loss.name) {
    case Loss::kMse:
      return squared_error(y - t);
    case Loss::kMae:
      return absolute_error(y - t);
    case Loss::kHuber:
      return huber(y - t, splat(loss.delta));
    case Loss::kBinaryCrossentropy:
      return binary_crossentropy(y, t);
    default:
      return hinge(y, t);
  }
}

// One loop for all of them: choosing in it costs little beside the rest, and five loops are five times the code.
double sum_elementwise(const LossConfig& loss, const float* y, const float* t, float* dy, std::size_t O,
                       std::size_t count) {
  const std::size_t B = padded(count);
  const f32x4 scale = splat(1.0f / static_cast<float>(loss_terms(loss.name, O, count)));
  double total = 0;
  for (std::size_t o = 0; o < O; ++o) {
    for (std::size_t b = 0; b < B; b += 4) {
      const std::size_t at = o * B + b;
      const Term term = term_of(loss, load(y + at), load(t + at));
      const mask4 mask = sample_mask(b, count);
      total += add_lanes(term.loss & mask);
      if (dy != nullptr) store(dy + at, gradient(term.slope, mask, scale));
    }
  }
  return total;
}

double sum_softmax_crossentropy(const float* y, const float* t, float* dy, std::size_t O, std::size_t count) {
  const std::size_t B = padded(count);
  const f32x4 scale = splat(1.0f / static_cast<float>(count));
  double total = 0;
  for (std::size_t b = 0; b < B; b += 4) {
    f32x4 largest = load(y + b);
    for (std::size_t o = 1; o < O; ++o) largest = max(largest, load(y + o * B + b));
    f32x4 sum = splat(0.0f), target_logit = splat(0.0f);
    for (std::size_t o = 0; o < O; ++o) {
      const f32x4 logit = load(y + o * B + b) - largest;
      sum = sum + exp(max(logit, splat(kLeast)));
      target_logit = target_logit + load(t + o * B + b) * logit;
    }
    const mask4 mask = sample_mask(b, count);
    total += add_lanes((log(sum) - target_logit) & mask);
    if (dy == nullptr) continue;
    const f32x4 inverse = splat(1.0f) / sum;
    for (std::size_t o = 0; o < O; ++o) {
      const std::size_t at = o * B + b;
      const f32x4 probability = exp(max(load(y + at) - largest, splat(kLeast))) * inverse;
      store(dy + at, gradient(probability - load(t + at), mask, scale));
    }
  }
  return total;
}

}  // namespace

std::size_t loss_terms(Loss loss, std::size_t outputs, std::size_t count) {
  return loss == Loss::kCategoricalCrossentropy ? count : outputs * count;
}

double sum_loss(const LossConfig& loss, const float* y, const float* t, float* dy, std::size_t O,
                std::size_t count) {
  ACTLAB_EXPECT(O >= 1 && count >= 1);
  if (loss.name == Loss::kCategoricalCrossentropy) return sum_softmax_crossentropy(y, t, dy, O, count);
  return sum_elementwise(loss, y, t, dy, O, count);
}

}  // namespace actlab
