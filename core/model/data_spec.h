// SPDX-License-Identifier: MIT
// The data of a spec: one struct a kind, which `kind` tells.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "core/model/value.h"

namespace actlab {

struct MoonsSpec {
  static constexpr std::string_view kName = "moons";
  std::uint32_t samples = 500;
  double noise = 0.1;  // standard deviation, in the units of the plane
};

struct CirclesSpec {
  static constexpr std::string_view kName = "circles";
  std::uint32_t samples = 500;
  double noise = 0.1;
};

struct SpiralSpec {
  static constexpr std::string_view kName = "spiral";
  std::uint32_t samples = 500;
  double noise = 0.02;
  std::uint32_t classes = 2;
  double turns = 1.5;
};

// Shipped sets: the caller hands them to `build` under these names.
struct IrisSpec {
  static constexpr std::string_view kName = "iris";
};
struct DigitsSpec {
  static constexpr std::string_view kName = "digits";
};

// Own samples, row by row.
struct InlineSpec {
  static constexpr std::string_view kName = "inline";
  Numbers x, x_shape;  // [n, features]
  Numbers y, y_shape;  // [n], [n, 1] or [n, outputs]
};

using DataSpec = std::variant<MoonsSpec, CirclesSpec, SpiralSpec, IrisSpec, DigitsSpec, InlineSpec>;

}  // namespace actlab
