// SPDX-License-Identifier: MIT
// Losses vectorised over the batch; padding columns are masked out.
#include "core/train/loss.h"

#include "core/contract.h"
#include "core/simd/math.h"

namespace actlab {
namespace {

double add_lanes(f32x4 v) {
  float lane[4];
  store(lane, v);
  return (double{lane[0]} + double{lane[2]}) + (double{lane[1]} + double{lane[3]});
}

// True in the columns b to b + 3 that hold a sample. A mask and not a factor: the padding may hold infinity.
mask4 sample_mask(std::size_t b, std::size_t count) {
  float lane[4];
  for (std::size_t i = 0; i < 4; ++i) lane[i] = b + i < count ? 1.0f : 0.0f;
  return load(lane) > splat(0.0f);
}

struct Term {
  f32x4 loss, slope;
};

Term squared_error(f32x4 y, f32x4 t) {
  const f32x4 error = y - t;
  return {error * error, splat(2.0f) * error};
}

Term binary_crossentropy(f32x4 y, f32x4 t) {
  const f32x4 loss = max(y, splat(0.0f)) - y * t + log1p(exp(-abs(y)));
  return {loss, sigmoid(y) - t};
}

// Losses that treat every output by itself.
template <class TermOf>
double sum_elementwise(const float* y, const float* t, float* dy, std::size_t O, std::size_t count,
                       float divisor, TermOf term_of) {
  const std::size_t B = padded(count);
  const f32x4 scale = splat(1.0f / divisor);
  double total = 0;
  for (std::size_t o = 0; o < O; ++o) {
    for (std::size_t b = 0; b < B; b += 4) {
      const std::size_t at = o * B + b;
      const Term term = term_of(load(y + at), load(t + at));
      const mask4 mask = sample_mask(b, count);
      total += add_lanes(term.loss & mask);
      if (dy != nullptr) store(dy + at, (term.slope & mask) * scale);
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
      sum = sum + exp(logit);
      target_logit = target_logit + load(t + o * B + b) * logit;
    }
    const mask4 mask = sample_mask(b, count);
    total += add_lanes((log(sum) - target_logit) & mask);
    if (dy == nullptr) continue;
    const f32x4 inverse = splat(1.0f) / sum;
    for (std::size_t o = 0; o < O; ++o) {
      const std::size_t at = o * B + b;
      const f32x4 probability = exp(load(y + at) - largest) * inverse;
      store(dy + at, ((probability - load(t + at)) & mask) * scale);
    }
  }
  return total;
}

std::size_t largest_row(const float* column, std::size_t O, std::size_t B) {
  std::size_t best = 0;
  for (std::size_t o = 1; o < O; ++o) {
    if (column[o * B] > column[best * B]) best = o;
  }
  return best;
}

}  // namespace

std::size_t loss_terms(Loss loss, std::size_t outputs, std::size_t count) {
  return loss == Loss::kCategoricalCrossentropy ? count : outputs * count;
}

double sum_loss(Loss loss, const float* y, const float* t, float* dy, std::size_t O, std::size_t count) {
  ACTLAB_EXPECT(O >= 1 && count >= 1);
  const auto terms = static_cast<float>(loss_terms(loss, O, count));
  switch (loss) {
    case Loss::kMse:
      return sum_elementwise(y, t, dy, O, count, terms, squared_error);
    case Loss::kBinaryCrossentropy:
      return sum_elementwise(y, t, dy, O, count, terms, binary_crossentropy);
    case Loss::kCategoricalCrossentropy:
      return sum_softmax_crossentropy(y, t, dy, O, count);
  }
  return 0;
}

std::size_t count_right(Accuracy accuracy, float threshold, const float* y, const float* t, std::size_t O,
                        std::size_t count) {
  const std::size_t B = padded(count);
  std::size_t right = 0;
  for (std::size_t b = 0; b < count; ++b) {
    if (accuracy == Accuracy::kArgmax) {
      right += largest_row(y + b, O, B) == largest_row(t + b, O, B) ? 1u : 0u;
    } else if (accuracy == Accuracy::kThreshold) {
      for (std::size_t o = 0; o < O; ++o)
        right += (y[o * B + b] > threshold) == (t[o * B + b] > 0.5f) ? 1u : 0u;
    }
  }
  return right;
}

}  // namespace actlab
