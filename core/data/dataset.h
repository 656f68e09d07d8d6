// SPDX-License-Identifier: MIT
// Samples with their targets, as they came: unscaled, in their original order.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace actlab {

// A target of more classes is a mistake.
constexpr std::size_t kMostClasses = 1000;

struct Dataset {
  std::vector<std::string> features;  // a name a column of x
  std::vector<std::string> classes;   // a name a class; empty when the target is not a class
  std::size_t rows = 0;               // N
  std::size_t outputs = 1;            // columns of y: 1 for classes
  std::vector<float> x;               // (N, features), row by row
  std::vector<float> y;               // (N, outputs): class numbers from 0, or the targets themselves

  std::size_t width() const { return features.size(); }
  bool is_classification() const { return !classes.empty(); }
};

}  // namespace actlab
