// SPDX-License-Identifier: MIT
// Parameters to test an activation with: the default, the ends of the allowed range and something between.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "core/activation/registry.h"

namespace actlab::test {

using Parameters = std::array<float, kMaxActivationParameters>;

inline std::vector<Parameters> parameter_choices(const Activation& f) {
  std::vector<Parameters> choices(1);
  for (std::size_t i = 0; i < f.parameters.size(); ++i)
    choices[0][i] = static_cast<float>(f.parameters[i].initial);
  if (f.parameters.empty()) return choices;
  Parameters low{};
  Parameters middle{};
  Parameters high{};
  for (std::size_t i = 0; i < f.parameters.size(); ++i) {
    const ActivationParameter& parameter = f.parameters[i];
    const double width = parameter.max - parameter.min;
    low[i] = static_cast<float>(parameter.min + (parameter.min_open ? 1e-9 * width : 0));
    middle[i] = static_cast<float>(parameter.min + 0.3 * width);
    high[i] = static_cast<float>(parameter.max);
  }
  choices.insert(choices.end(), {low, middle, high});
  return choices;
}

inline std::array<double, kMaxActivationParameters> in_double(const Parameters& p) {
  return {static_cast<double>(p[0]), static_cast<double>(p[1])};
}

}  // namespace actlab::test
