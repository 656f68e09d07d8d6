// SPDX-License-Identifier: MIT
// What a network's answers over a whole part of the samples are worth.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/data/batches.h"
#include "core/train/accuracy.h"
#include "core/train/loss.h"

namespace actlab {

struct Metrics {
  std::size_t rows = 0;
  double loss = 0;
  std::optional<double> accuracy;  // of classes: the share of outputs or samples that are right
  // Of numbers, from two rows on: 1 - the squared errors over the squared distances from the mean, averaged over the
  // outputs. A target that never changes counts as 1 when it is met exactly, else as 0 (scikit-learn's r2_score).
  std::optional<double> r2;
  // Of classes that exclude each other, at most kMostConfused: (classes, classes), rows actual, columns predicted.
  std::vector<std::uint32_t> confusion;

  static constexpr std::size_t kMostConfused = 1000;
};

// Collects, batch by batch, what metrics say beyond loss and accuracy.
class Tally {
 public:
  // samples  all that will be added; they outlive the tally
  Tally(Loss loss, Accuracy accuracy, const Samples& samples);

  // y, t  (O, B): the outputs and targets of the next `count` rows, B = count padded to a multiple of 4
  void add(const float* y, const float* t, std::size_t count);

  // Once every row has been added.
  std::optional<double> r2() const;
  std::vector<std::uint32_t> confusion;  // as in Metrics

 private:
  const Samples& samples_;
  Accuracy accuracy_;
  float threshold_;
  std::size_t classes_;                 // of the confusion matrix; 0 for none
  std::vector<double> squared_errors_;  // (O)
};

}  // namespace actlab
