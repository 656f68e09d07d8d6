// SPDX-License-Identifier: MIT
// Counting, one sample at a time: it is little beside the pass that gave the outputs.
#include "core/train/accuracy.h"

#include "core/simd/f32x4.h"

namespace actlab {

std::size_t accuracy_terms(Accuracy accuracy, std::size_t outputs, std::size_t count) {
  return accuracy == Accuracy::kArgmax ? count : outputs * count;
}

std::size_t class_of(const float* column, std::size_t O, std::size_t B, float threshold) {
  if (O == 1) return *column > threshold ? 1 : 0;
  std::size_t best = 0;
  for (std::size_t o = 1; o < O; ++o) {
    if (column[o * B] > column[best * B]) best = o;
  }
  return best;
}

std::size_t count_right(Accuracy accuracy, float threshold, const float* y, const float* t, std::size_t O,
                        std::size_t count) {
  const std::size_t B = padded(count);
  std::size_t right = 0;
  for (std::size_t b = 0; b < count; ++b) {
    if (accuracy == Accuracy::kArgmax) {
      right += class_of(y + b, O, B, threshold) == class_of(t + b, O, B, 0.5f) ? 1u : 0u;
    } else if (accuracy == Accuracy::kThreshold) {
      for (std::size_t o = 0; o < O; ++o)
        right += (y[o * B + b] > threshold) == (t[o * B + b] > 0.5f) ? 1u : 0u;
    }
  }
  return right;
}

}  // namespace actlab
