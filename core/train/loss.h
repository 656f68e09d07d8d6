// SPDX-License-Identifier: MIT
// Losses with their gradients, and accuracy, over a batch of columns.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace actlab {

enum class Loss { kMse, kBinaryCrossentropy, kCategoricalCrossentropy };

// Names in the order of the enumeration.
inline constexpr std::array<std::string_view, 3> kLossNames = {"mse", "binary_crossentropy",
                                                               "categorical_crossentropy"};

// The mean is taken over this many terms: outputs of all samples for mse and binary cross-entropy, samples
// for categorical cross-entropy (PyTorch's reduction="mean").
std::size_t loss_terms(Loss loss, std::size_t outputs, std::size_t count);

// Sum of the loss over `count` samples, not yet divided by `loss_terms`.
//   mse                        (y - t)^2
//   binary_crossentropy        of logits y and probabilities t: max(y, 0) - y t + log(1 + e^-|y|)
//   categorical_crossentropy   of logits y and probabilities t that add up to 1: log(sum e^y) - sum t y,
//                              made stable by taking the largest logit out first
// y, t   (O, B), B = count padded to a multiple of 4
// dy     (O, B), set to the gradient of the mean, zero in the padding; null for none
double sum_loss(Loss loss, const float* y, const float* t, float* dy, std::size_t O, std::size_t count);

// Which targets an output is right about: 1 against 0 at a threshold, one class out of several, or none.
enum class Accuracy { kNone, kThreshold, kArgmax };

// How many outputs (threshold) or samples (argmax) of the batch are right.
// threshold  0 for logits, 1/2 for values that are trained towards 0 and 1
std::size_t count_right(Accuracy accuracy, float threshold, const float* y, const float* t, std::size_t O,
                        std::size_t count);

}  // namespace actlab
