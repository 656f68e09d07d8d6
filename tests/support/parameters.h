// SPDX-License-Identifier: MIT
// Parameters to test an activation with: the default, the ends of the allowed range and some between.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

#include "core/activation/registry.h"

namespace actlab::test {

using Parameters = std::array<float, kMaxActivationParameters>;

// Lines for list parameters: three through one point, parallel ones, all alike, two that fall, eight, steep ones.
struct Lists {
  std::vector<float> slopes, intercepts;
};
inline const std::vector<Lists> kLists = {
    {{0.0f, 1.0f, 2.0f}, {0.0f, 0.0f, 0.0f}},
    {{1.0f, 1.0f}, {-1.0f, 2.0f}},
    {{0.0f, 0.0f}, {0.5f, 0.5f}},
    {{-1.0f, -0.25f}, {0.0f, 1.0f}},
    {{-4.0f, -2.0f, -1.0f, -0.5f, 0.5f, 1.0f, 2.0f, 4.0f},
     {-9.0f, -3.0f, -1.0f, 0.0f, 0.0f, -1.0f, -3.0f, -9.0f}},
    {{-10.0f, 0.1f, 10.0f}, {-10.0f, 10.0f, 0.3f}},
};

// As kernels take them: filled up with copies of the first.
inline Parameters filled_lists(const std::vector<float>& slopes, const std::vector<float>& intercepts) {
  Parameters p;
  std::fill_n(p.begin(), kMaxPieces, slopes[0]);
  std::fill_n(p.begin() + kMaxPieces, kMaxPieces, intercepts[0]);
  std::copy(slopes.begin(), slopes.end(), p.begin());
  std::copy(intercepts.begin(), intercepts.end(), p.begin() + kMaxPieces);
  return p;
}

// The default first, then from the lowest to the highest.
inline std::vector<Parameters> parameter_choices(const Activation& f) {
  std::vector<Parameters> choices = {default_parameters(f)};
  if (f.parameters.empty()) return choices;
  if (!f.parameters[0].list.empty()) {
    for (const auto& [slopes, intercepts] : kLists) choices.push_back(filled_lists(slopes, intercepts));
    return choices;
  }
  for (const double place : {0.0, 0.01, 0.3, 0.75, 1.0}) {
    Parameters p{};
    for (std::size_t i = 0; i < f.parameters.size(); ++i) {
      const ActivationParameter& parameter = f.parameters[i];
      p[i] = static_cast<float>(parameter.min + (parameter.max - parameter.min) * place);
    }
    choices.push_back(p);
  }
  // Ordered pairs (rrelu's lower and upper) differ, too, between the ends.
  if (f.parameters.size() == 2) choices[3][1] = choices[4][1];
  return choices;
}

// As oracles take them.
inline std::array<double, kMaxActivationParameters> in_double(const Parameters& p) {
  std::array<double, kMaxActivationParameters> exact{};
  for (std::size_t i = 0; i < p.size(); ++i) exact[i] = p[i];
  return exact;
}

// "alpha 0.5"; empty when there are none.
inline std::string text_of(const Activation& f, const Parameters& p) {
  std::string text;
  for (std::size_t i = 0; i < f.parameters.size(); ++i) {
    text.append(i == 0 ? "" : ", ").append(f.parameters[i].name);
    const std::size_t count = f.parameters[i].list.empty() ? 1 : kMaxPieces;
    for (std::size_t k = 0; k < count; ++k) {
      char number[32];
      std::snprintf(number, sizeof number, " %.9g", p[parameter_offset(f, i) + k]);
      text += number;
    }
  }
  return text;
}

}  // namespace actlab::test
