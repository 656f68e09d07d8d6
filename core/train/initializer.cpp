// SPDX-License-Identifier: MIT
// Filling arrays with constants, with uniform and normal numbers and with matrices of one structure.
#include "core/train/initializer.h"

#include <algorithm>
#include <cmath>

#include "core/contract.h"
#include "core/train/orthogonal.h"

namespace actlab {
namespace {

// Standard deviation of a standard normal cut at +-2, by which Keras divides.
constexpr double kTruncatedDeviation = 0.87962566103423978;

// Of the scaled rules.
double variance_of(Initializer name, double inputs, double outputs) {
  switch (name) {
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

// Of the rules that draw between -limit and limit.
double limit_of(const InitializerConfig& initializer, const WeightPlace& place) {
  const auto inputs = static_cast<double>(place.inputs), outputs = static_cast<double>(place.outputs);
  switch (initializer.name) {
    case Initializer::kTorchLinear:
    case Initializer::kArticleXavier:
      return 1 / std::sqrt(inputs);
    case Initializer::kArticleHe:
      return 2 / std::sqrt(inputs);
    case Initializer::kSiren:
      return place.first ? 1 / inputs : std::sqrt(6 / inputs) / initializer.omega;
    default:
      return std::sqrt(3 * variance_of(initializer.name, inputs, outputs));
  }
}

void fill(std::span<float> weights, double value) {
  std::fill(weights.begin(), weights.end(), static_cast<float>(value));
}

void draw_uniform(std::span<float> weights, double low, double high, Random& random) {
  for (float& w : weights) w = random.uniform(static_cast<float>(low), static_cast<float>(high));
}

void draw_normal(std::span<float> weights, double mean, double deviation, bool truncated, Random& random) {
  for (float& w : weights) {
    const float z = truncated ? random.truncated_normal() : random.normal();
    w = static_cast<float>(mean) + static_cast<float>(deviation) * z;
  }
}

// Of a matrix.
double factor_of(const InitializerConfig& initializer) {
  return initializer.gain * gain_of(initializer.nonlinearity);
}

void make_identity(std::span<float> weights, double gain, std::size_t inputs) {
  fill(weights, 0);
  for (std::size_t i = 0; i < std::min(inputs, weights.size() / inputs); ++i)
    weights[i * inputs + i] = static_cast<float>(gain);
}

}  // namespace

bool is_scaled_normal(Initializer initializer) {
  return initializer == Initializer::kGlorotNormal || initializer == Initializer::kHeNormal ||
         initializer == Initializer::kLecunNormal;
}

double gain_of(Nonlinearity nonlinearity) {
  switch (nonlinearity) {
    case Nonlinearity::kTanh:
      return 5.0 / 3;
    case Nonlinearity::kRelu:
      return std::sqrt(2.0);
    case Nonlinearity::kLeakyRelu:
      return std::sqrt(2 / (1 + 0.01 * 0.01));
    case Nonlinearity::kSelu:
      return 0.75;
    default:
      return 1;
  }
}

void initialize(std::span<float> weights, const InitializerConfig& initializer, const WeightPlace& place,
                Random& random) {
  ACTLAB_EXPECT(place.inputs >= 1 && place.outputs >= 1);
  switch (initializer.name) {
    case Initializer::kZeros:
      return fill(weights, 0);
    case Initializer::kOnes:
      return fill(weights, 1);
    case Initializer::kConstant:
      return fill(weights, initializer.value);
    case Initializer::kRandomUniform:
      return draw_uniform(weights, initializer.minval, initializer.maxval, random);
    case Initializer::kRandomNormal:
    case Initializer::kTruncatedNormal:
      return draw_normal(weights, initializer.mean, initializer.stddev,
                         initializer.name == Initializer::kTruncatedNormal, random);
    case Initializer::kOrthogonal:
      return make_orthogonal(weights, place.inputs, factor_of(initializer), random);
    case Initializer::kIdentity:
      return make_identity(weights, factor_of(initializer), place.inputs);
    default:
      break;
  }
  if (is_scaled_normal(initializer.name)) {
    const double deviation = std::sqrt(
        variance_of(initializer.name, static_cast<double>(place.inputs), static_cast<double>(place.outputs)));
    return draw_normal(weights, 0, initializer.truncated ? deviation / kTruncatedDeviation : deviation,
                       initializer.truncated, random);
  }
  const double limit = limit_of(initializer, place);
  draw_uniform(weights, -limit, limit, random);
}

}  // namespace actlab
