// SPDX-License-Identifier: MIT
// Filling arrays with constants, uniform and truncated normal numbers.
#include "core/train/initializer.h"

#include <algorithm>
#include <cmath>

#include "core/contract.h"

namespace actlab {
namespace {

// Standard deviation of a standard normal cut at +-2, by which Keras divides.
constexpr double kTruncatedDeviation = 0.87962566103423978;

double variance_of(Initializer initializer, double inputs, double outputs) {
  switch (initializer) {
    case Initializer::kGlorotUniform:
    case Initializer::kGlorotNormal:
      return 2 / (inputs + outputs);
    case Initializer::kHeUniform:
    case Initializer::kHeNormal:
      return 2 / inputs;
    default:
      return 1 / inputs;
  }
}

}  // namespace

void initialize(std::span<float> weights, Initializer initializer, float constant, std::size_t inputs,
                std::size_t outputs, Random& random) {
  ACTLAB_EXPECT(inputs >= 1 && outputs >= 1);
  const double variance = variance_of(initializer, static_cast<double>(inputs), static_cast<double>(outputs));
  switch (initializer) {
    case Initializer::kZeros:
      std::fill(weights.begin(), weights.end(), 0.0f);
      return;
    case Initializer::kOnes:
      std::fill(weights.begin(), weights.end(), 1.0f);
      return;
    case Initializer::kConstant:
      std::fill(weights.begin(), weights.end(), constant);
      return;
    case Initializer::kGlorotUniform:
    case Initializer::kHeUniform:
    case Initializer::kLecunUniform: {
      const auto limit = static_cast<float>(std::sqrt(3 * variance));
      for (float& w : weights) w = random.uniform(-limit, limit);
      return;
    }
    case Initializer::kGlorotNormal:
    case Initializer::kHeNormal:
    case Initializer::kLecunNormal: {
      const auto deviation = static_cast<float>(std::sqrt(variance) / kTruncatedDeviation);
      for (float& w : weights) w = deviation * random.truncated_normal();
      return;
    }
  }
}

}  // namespace actlab
