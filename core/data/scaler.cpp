// SPDX-License-Identifier: MIT
// Means, deviations and ranges, summed in double in the order of the rows.
#include "core/data/scaler.h"

#include <algorithm>
#include <cmath>

#include "core/contract.h"

namespace actlab {
namespace {

struct Affine {
  double offset, spread;
};

Affine standardize(const float* column, std::size_t step, std::span<const std::uint32_t> rows) {
  const auto n = static_cast<double>(rows.size());
  double sum = 0;
  for (const auto row : rows) sum += static_cast<double>(column[row * step]);
  const double mean = sum / n;
  double squares = 0;
  for (const auto row : rows) {
    const double d = static_cast<double>(column[row * step]) - mean;
    squares += d * d;
  }
  return {mean, std::sqrt(squares / n)};
}

Affine min_max(const float* column, std::size_t step, std::span<const std::uint32_t> rows) {
  float low = column[rows[0] * step], high = low;
  for (const auto row : rows) {
    low = std::min(low, column[row * step]);
    high = std::max(high, column[row * step]);
  }
  return {static_cast<double>(low), static_cast<double>(high) - static_cast<double>(low)};
}

}  // namespace

Scaler Scaler::fit(Scaling scaling, const Dataset& data, std::span<const std::uint32_t> train_rows) {
  ACTLAB_EXPECT(!train_rows.empty());
  const std::size_t width = data.width();
  Scaler scaler{std::vector<float>(width, 0.0f), std::vector<float>(width, 1.0f)};
  if (scaling == Scaling::kNone) return scaler;
  for (std::size_t f = 0; f < width; ++f) {
    const float* column = data.x.data() + f;
    const Affine a = scaling == Scaling::kMinMax ? min_max(column, width, train_rows)
                                                 : standardize(column, width, train_rows);
    scaler.offset[f] = static_cast<float>(a.offset);
    // Sums of equal floats are exact in double, so a constant column has no spread at all. What is hardly more would
    // make a factor that is no float.
    scaler.factor[f] = a.spread <= 1e-30 ? 1.0f : static_cast<float>(1 / a.spread);
  }
  return scaler;
}

void Scaler::apply(const float* from, float* to) const {
  for (std::size_t f = 0; f < offset.size(); ++f) {
    const float moved = from[f] - offset[f];
    // Halves of the largest floats of either sign differ by a float, they themselves do not.
    to[f] = std::isfinite(moved) ? moved * factor[f] : (from[f] * 0.5f - offset[f] * 0.5f) * factor[f] * 2.0f;
  }
}

}  // namespace actlab
