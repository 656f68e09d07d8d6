// SPDX-License-Identifier: MIT
// The one registry of activation functions: what each is called, what is known about it, and its kernels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/simd/accuracy.h"

namespace actlab {

inline constexpr std::size_t kMaxActivationParameters = 2;
inline constexpr std::size_t kMaxKinks = 2;

// One number a person may set, as a person writes it; kernels take it as the nearest float.
struct ActivationParameter {
  std::string_view name;
  double initial;  // the default
  double min;
  double max;     // always allowed itself
  bool min_open;  // true: min itself is not allowed
  std::string_view description;
};

enum class Family : std::uint8_t { kPiecewise, kSigmoidal, kExponential, kGated, kAlgebraic, kPeriodic };
enum class Smoothness : std::uint8_t { kJump, kC0, kC1, kSmooth };  // the weakest point of the whole line
enum class CostClass : std::uint8_t { kTrivial, kDivision, kOneExp, kTwoTranscendentals };
enum class FittingInitializer : std::uint8_t { kGlorot, kHe, kLecun, kSiren };

// A place where f or f' jumps, and the slope the kernels report there (PyTorch's choice).
struct Kink {
  float x;
  float slope;
};

// What follows from a function's formula for one choice of its parameters.
struct Shape {
  float infimum = 0.0f;  // of the values over the whole line; +-infinity when unbounded
  float supremum = 0.0f;
  Smoothness smoothness = Smoothness::kSmooth;
  bool monotone = false;         // never falls (no function here never rises)
  bool zero_centred = false;     // f(0) = 0 and values of both signs are taken
  bool saturates_left = false;   // f' -> 0 as x -> -infinity
  bool saturates_right = false;  // f' -> 0 as x -> +infinity
  bool true_zeros = false;       // f is exactly 0 on an interval, so that activations become sparse
  std::size_t kink_count = 0;
  Kink kinks[kMaxKinks] = {};  // ascending in x
};

// Empty where the framework has no such function.
struct FrameworkNames {
  std::string_view pytorch;
  std::string_view keras;
  std::string_view tfjs;
  std::string_view onnx;
};

// A kernel reads n floats from x and writes n floats to y, which is x itself or does not overlap it; any n,
// any alignment. p points to one value for each parameter of the entry, within its range; it is not read when
// there are none.
using ActivationKernel = void (*)(const float* x, float* y, std::size_t n, const float* p);

// One entry. All text and arrays are static.
struct Activation {
  std::string_view name;  // canonical, as a spec writes it
  std::span<const std::string_view> aliases = {};
  std::span<const ActivationParameter> parameters = {};  // at most kMaxActivationParameters

  Family family;
  CostClass cost;
  FittingInitializer initializer;
  std::string_view tex;        // f(x)
  std::string_view slope_tex;  // f'(x)
  int year;                    // of the source; 0 when older than the field
  std::string_view source;
  FrameworkNames names;
  AccuracyBound value_bound;
  AccuracyBound slope_bound;
  Shape (*shape)(const float* p) = nullptr;  // p as for the kernels

  ActivationKernel value = nullptr;  // f
  ActivationKernel slope = nullptr;  // f'; at a kink the slope its Shape lists
  // f'', for drawing: within 1e-5 relative or 1e-7 absolute; 0 at a kink.
  ActivationKernel curvature = nullptr;

  // Value and slope in one pass, bit for bit what `value` and `slope` give. a may be z; else nothing
  // overlaps.
  void (*forward)(const float* z, float* a, float* da, std::size_t n, const float* p) = nullptr;
};

// Every entry, in the order the page shows them.
std::span<const Activation> activations();

// The entry with this name or alias, or nullptr; case matters.
const Activation* find_activation(std::string_view name_or_alias);

}  // namespace actlab
