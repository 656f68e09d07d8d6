// SPDX-License-Identifier: MIT
// Whether outputs are right, over a batch of columns.
#pragma once

#include <cstddef>

#include "core/train/loss.h"

namespace actlab {

// The output above which it says 1 rather than 0.
constexpr float decision_threshold(Loss loss) { return approaches_targets(loss) ? 0.5f : 0.0f; }

// Which targets an output is right about: 1 against 0 at a threshold, one class out of several, or none.
enum class Accuracy { kNone, kThreshold, kArgmax };

// The accuracy is a share of this many: outputs (threshold) or samples (argmax).
std::size_t accuracy_terms(Accuracy accuracy, std::size_t outputs, std::size_t count);

// The class that a sample's outputs mean: the number of the first largest, or 1 or 0 for whether a single one is above
// the threshold.
// column  the sample's first output; the others follow, B apart
std::size_t class_of(const float* column, std::size_t O, std::size_t B, float threshold);

// How many outputs (threshold) or samples (argmax) of the batch are right.
// threshold  of the outputs, which `decision_threshold` gives
std::size_t count_right(Accuracy accuracy, float threshold, const float* y, const float* t, std::size_t O,
                        std::size_t count);

}  // namespace actlab
