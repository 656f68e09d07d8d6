// SPDX-License-Identifier: MIT
// An experiment as a typed, plain object with every default; what may stand in each field is in fields.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/activation/registry.h"
#include "core/data/scaler.h"
#include "core/model/value.h"
#include "core/train/initializer.h"
#include "core/train/loss.h"
#include "core/train/optimizer.h"

namespace actlab {

// --- data: `kind` tells which ---

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

// --- layers: `type` tells which ---

struct InitializerSpec {
  Initializer name = Initializer::kZeros;
  double value = 0;  // of "constant"
};

struct DenseSpec {
  static constexpr std::string_view kName = "dense";
  std::uint32_t units = 8;
  bool use_bias = true;
  InitializerSpec kernel_initializer{Initializer::kGlorotUniform};
  InitializerSpec bias_initializer{Initializer::kZeros};
};

struct ActivationSpec {
  static constexpr std::string_view kName = "activation";
  const Activation* function = nullptr;  // of the registry; never null once read
  // As written, and laid out as kernels take them, which is as floats.
  std::array<double, kMaxActivationParameters> parameters{};
  std::size_t pieces = 0;  // length of its lists, when it has any

  std::array<float, kMaxActivationParameters> kernel_parameters() const {
    std::array<float, kMaxActivationParameters> floats{};
    for (std::size_t i = 0; i < floats.size(); ++i) floats[i] = static_cast<float>(parameters[i]);
    return floats;
  }
};

using LayerSpec = std::variant<DenseSpec, ActivationSpec>;

// --- the whole ---

struct StopSpec {
  std::uint32_t steps = 2000;
  std::optional<double> loss;  // nothing: never
};

struct Spec {
  std::uint32_t version = 1;
  std::uint32_t seed = 1;
  DataSpec data;
  Scaling scaling = Scaling::kNone;
  double test_fraction = 0.5;
  bool shuffle = true;
  std::vector<LayerSpec> layers;  // empty: dense 8, relu, dense 8, relu and an output that fits the data
  std::optional<Loss> loss;       // nothing: the one that fits the data
  OptimizerConfig optimizer = Adam{};
  std::uint32_t batch_size = 32;
  StopSpec stop;
  std::uint32_t probe_every = 10;
};

}  // namespace actlab
