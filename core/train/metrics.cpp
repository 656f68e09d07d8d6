// SPDX-License-Identifier: MIT
// Sums over batches, and what is made of them.
#include "core/train/metrics.h"

namespace actlab {
namespace {

std::size_t confused_classes(Accuracy accuracy, std::size_t outputs) {
  if (accuracy == Accuracy::kThreshold && outputs == 1) return 2;
  return accuracy == Accuracy::kArgmax && outputs <= Metrics::kMostConfused ? outputs : 0;
}

// Of one column of targets (rows, outputs), from their mean.
double squared_distances(const Samples& samples, std::size_t output) {
  const auto rows = static_cast<double>(samples.rows);
  double mean = 0, squares = 0;
  for (std::size_t i = output; i < samples.y.size(); i += samples.outputs)
    mean += static_cast<double>(samples.y[i]);
  mean /= rows;
  for (std::size_t i = output; i < samples.y.size(); i += samples.outputs) {
    const double distance = static_cast<double>(samples.y[i]) - mean;
    squares += distance * distance;
  }
  return squares;
}

}  // namespace

Tally::Tally(Loss loss, Accuracy accuracy, const Samples& samples)
    : samples_(samples),
      accuracy_(accuracy),
      threshold_(decision_threshold(loss)),
      classes_(confused_classes(accuracy, samples.outputs)),
      squared_errors_(samples.outputs) {
  confusion.resize(classes_ * classes_);
}

void Tally::add(const float* y, const float* t, std::size_t count) {
  const std::size_t O = samples_.outputs, B = padded(count);
  for (std::size_t b = 0; b < count; ++b) {
    for (std::size_t o = 0; o < O; ++o) {
      const double error = static_cast<double>(y[o * B + b]) - static_cast<double>(t[o * B + b]);
      squared_errors_[o] += error * error;
    }
    if (classes_ > 0) ++confusion[class_of(t + b, O, B, 0.5f) * classes_ + class_of(y + b, O, B, threshold_)];
  }
}

std::optional<double> Tally::r2() const {
  if (accuracy_ != Accuracy::kNone || samples_.rows < 2) return std::nullopt;
  double sum = 0;
  for (std::size_t o = 0; o < samples_.outputs; ++o) {
    const double spread = squared_distances(samples_, o), error = squared_errors_[o];
    sum += spread > 0 ? 1 - error / spread : error == 0 ? 1 : 0;
  }
  return sum / static_cast<double>(samples_.outputs);
}

}  // namespace actlab
