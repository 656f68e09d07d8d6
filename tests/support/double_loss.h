// SPDX-License-Identifier: MIT
// The losses in double, by the textbook and one sample at a time.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/train/loss.h"

namespace actlab::test {

// The loss of one output y for the target t, of those that treat every output by itself.
inline double output_loss(const LossConfig& loss, double y, double t) {
  const double error = std::fabs(y - t), delta = static_cast<double>(loss.delta), p = 1 / (1 + std::exp(-y));
  switch (loss.name) {
    case Loss::kMse:
      return error * error;
    case Loss::kMae:
      return error;
    case Loss::kHuber:
      return error <= delta ? 0.5 * error * error : delta * (error - 0.5 * delta);
    case Loss::kBinaryCrossentropy:
      return -(t * std::log(p) + (1 - t) * std::log1p(-p));
    default:
      return std::max(0.0, 1 - (2 * t - 1) * y);  // hinge
  }
}

// The loss of a sample, which the mean over samples is taken of.
inline double sample_loss(const LossConfig& loss, const std::vector<double>& y,
                          const std::vector<double>& t) {
  double total = 0, sum = 0;
  for (const double logit : y) sum += std::exp(logit);
  for (std::size_t o = 0; o < y.size(); ++o) {
    if (loss.name == Loss::kCategoricalCrossentropy) {
      total -= t[o] * (y[o] - std::log(sum));
    } else {
      total += output_loss(loss, y[o], t[o]) / static_cast<double>(y.size());
    }
  }
  return total;
}

}  // namespace actlab::test
