// SPDX-License-Identifier: MIT
// Starting values of weights and biases, as Keras defines them.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "core/random/random.h"

namespace actlab {

enum class Initializer {
  kZeros,
  kOnes,
  kConstant,
  kGlorotUniform,
  kGlorotNormal,
  kHeUniform,
  kHeNormal,
  kLecunUniform,
  kLecunNormal,
};

// Names in the order of the enumeration.
inline constexpr std::array<std::string_view, 9> kInitializerNames = {
    "zeros",      "ones",      "constant",      "glorot_uniform", "glorot_normal",
    "he_uniform", "he_normal", "lecun_uniform", "lecun_normal"};

// Uniform ones lie in +-sqrt(3 v) and normal ones are cut at two standard deviations and stretched back to
// variance v, where v = 2 / (inputs + outputs) for Glorot & Bengio 2010, 2 / inputs for He et al. 2015 and 1
// / inputs for LeCun et al. 1998.
// weights          all of one layer, filled in order
// constant         the value of kConstant
// inputs, outputs  fan-in and fan-out, at least 1
void initialize(std::span<float> weights, Initializer initializer, float constant, std::size_t inputs,
                std::size_t outputs, Random& random);

}  // namespace actlab
