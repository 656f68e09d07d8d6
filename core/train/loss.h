// SPDX-License-Identifier: MIT
// Losses with their gradients over a batch of columns.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace actlab {

enum class Loss { kMse, kMae, kHuber, kBinaryCrossentropy, kCategoricalCrossentropy, kHinge };

// Names in the order of the enumeration.
inline constexpr std::array<std::string_view, 6> kLossNames = {
    "mse", "mae", "huber", "binary_crossentropy", "categorical_crossentropy", "hinge"};

struct LossConfig {
  Loss name = Loss::kMse;
  float delta = 1;  // of huber: the error, above 0, from which on the loss grows as a line
};

// True of losses whose outputs approach the targets themselves; the others' outputs are scores, which stand for 1 when
// they are above 0.
constexpr bool approaches_targets(Loss loss) {
  return loss == Loss::kMse || loss == Loss::kMae || loss == Loss::kHuber;
}

// The mean is taken over this many terms: samples for categorical cross-entropy, outputs of all samples for all others
// (PyTorch's reduction="mean").
std::size_t loss_terms(Loss loss, std::size_t outputs, std::size_t count);

// Sum of the loss over `count` samples, not yet divided by `loss_terms`.
//   mse                        e^2 of the error e = y - t
//   mae                        |e|, of slope 0 at 0
//   huber                      e^2 / 2 up to |e| = delta, and delta (|e| - delta / 2) beyond (PyTorch's HuberLoss)
//   binary_crossentropy        of logits y and probabilities t: max(y, 0) - y t + log(1 + e^-|y|)
//   categorical_crossentropy   of logits y and probabilities t that add up to 1: log(sum e^y) - sum t y,
//                              made stable by taking the largest logit out first
//   hinge                      of scores y: max(0, 1 - (2 t - 1) y), so that targets 0 and 1 mean -1 and 1 as in Keras;
//                              of slope 0 where the margin is exactly reached
// y, t   (O, B), B = count padded to a multiple of 4
// dy     (O, B), set to the gradient of the mean, zero in the padding and where it is below 2^-80; null for none
double sum_loss(const LossConfig& loss, const float* y, const float* t, float* dy, std::size_t O,
                std::size_t count);

}  // namespace actlab
