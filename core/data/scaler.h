// SPDX-License-Identifier: MIT
// Input scaling, fitted on the training rows only.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/data/dataset.h"

namespace actlab {

enum class Scaling { kNone, kStandardize, kMinMax };

// Names in the order of the enumeration.
inline constexpr std::array<std::string_view, 3> kScalingNames = {"none", "standardize", "minmax"};

// x' = (x - offset) * factor, a pair a feature. A feature that never changes is only moved to 0.
struct Scaler {
  std::vector<float> offset, factor;

  // standardize  mean 0 and standard deviation 1 (divided by N, as scikit-learn's StandardScaler)
  // minmax       [0, 1]
  static Scaler fit(Scaling scaling, const Dataset& data, std::span<const std::uint32_t> train_rows);

  // from, to  one row, (features); may be the same
  void apply(const float* from, float* to) const;
};

}  // namespace actlab
