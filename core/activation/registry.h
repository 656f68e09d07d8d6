// SPDX-License-Identifier: MIT
// The one registry of activation functions: what each is called, what is known about it, and its kernels.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/simd/accuracy.h"

namespace actlab {

// Numbers that a list parameter holds at most, and at least.
inline constexpr std::size_t kMaxPieces = 8, kMinPieces = 2;
// Floats that the parameters of one function take up: a list takes kMaxPieces of them, any other parameter one.
inline constexpr std::size_t kMaxActivationParameters = 2 * kMaxPieces;
inline constexpr std::size_t kMaxKinks = kMaxPieces - 1;

// The smallest sharpness, frequency, width or threshold that can be asked for. Nearer to 0, where such functions are
// straight lines over all inputs of interest, quotients by it leave the floats.
inline constexpr double kSmallestScale = 1e-6;

// A number a person may set, as a person writes it; kernels take it as the nearest float.
struct ActivationParameter {
  std::string_view name;
  double initial;  // the default; of a list see `list`
  double min;      // allowed itself, like max
  double max;
  std::string_view description;
  // Not empty: the parameter is a list of kMinPieces to kMaxPieces numbers, with this default. All lists of one
  // function have one length; a shorter one is filled up with copies of its first number.
  std::span<const double> list = {};
};

// How inputs become outputs.
enum class Inputs : std::uint8_t {
  kOne,   // each number for itself
  kGate,  // 2n numbers, a then b, become the n products a_i g(b_i)
  kAll,   // n numbers become n, each of which depends on all
};

enum class Family : std::uint8_t {
  kPiecewise,
  kSigmoidal,
  kExponential,
  kGated,
  kAlgebraic,
  kPeriodic,
  kSeveral
};
enum class Smoothness : std::uint8_t {
  kJump,
  kC0,
  kC1,
  kC2,
  kSmooth
};  // the weakest point of the whole line
enum class CostClass : std::uint8_t { kTrivial, kDivision, kOneExp, kTwoTranscendentals };
enum class FittingInitializer : std::uint8_t { kGlorot, kHe, kLecun, kSiren };

// A place where f, f' or a one-sided f' jumps, and the slope the kernels report there (PyTorch's choice).
struct Kink {
  float x;
  float slope;
};

// What follows from a function's formula for one choice of its parameters.
struct Shape {
  float infimum = 0.0f;  // of the values over the whole line; +-infinity when unbounded
  float supremum = 0.0f;
  Smoothness smoothness = Smoothness::kSmooth;
  bool monotone = false;         // never falls
  bool zero_centred = false;     // f(0) = 0 and values of both signs are taken
  bool saturates_left = false;   // f' -> 0 as x -> -infinity
  bool saturates_right = false;  // f' -> 0 as x -> +infinity
  bool true_zeros = false;       // f is exactly 0 on an interval, so that activations become sparse
  std::size_t kink_count = 0;
  std::array<Kink, kMaxKinks> kinks{};  // ascending in x
};

// Empty where the framework has no such function.
struct FrameworkNames {
  std::string_view pytorch;
  std::string_view keras;
  std::string_view tfjs;
  std::string_view onnx;
};

// Numbers that a kernel derives from its parameters, once for a choice of them; each kernel has its own layout.
struct KernelConstants {
  alignas(16) float floats[kMaxActivationParameters + 4];  // as many as parameters, and a count
};

// Loops over n floats, n a multiple of kLanes, any alignment. y may be x, and a or da may be z; else nothing overlaps.
// Their one caller is BoundActivation (bound.h), which takes any n.
struct Kernels {
  using Map = void (*)(const float* x, float* y, std::size_t n, const KernelConstants& constants);

  void (*prepare)(const float* p, KernelConstants& constants) = nullptr;
  // f and f' in one pass.
  void (*forward)(const float* z, float* a, float* da, std::size_t n,
                  const KernelConstants& constants) = nullptr;
  // f alone, bit for bit as `forward`; nullptr where leaving f' out gains little.
  Map value = nullptr;
  // f'', for drawing: within 1e-5 relative or 1e-7 absolute; 0 at a kink.
  Map curvature = nullptr;
  // dz = da f' with the slope from the value a = f(z): then training need not keep it. The slope is exact, or, as in
  // PyTorch, within 3 x 2^-23 of it. nullptr where the value does not tell it.
  void (*backward)(const float* a, const float* da, float* dz, std::size_t n,
                   const KernelConstants& constants) = nullptr;
  // The derivative of f with respect to its first parameter, where that can be learned.
  Map parameter_slope = nullptr;
};

// Of Inputs::kAll, over the columns of a batch: see softmax.h for the arguments.
struct ColumnKernels {
  void (*forward)(const float* x, float* y, std::size_t K, std::size_t B) = nullptr;
  void (*backward)(const float* y, const float* dy, float* dx, std::size_t K, std::size_t B) = nullptr;
};

// One entry. All text and arrays are static.
struct Activation {
  std::string_view name;  // canonical, as a spec writes it
  std::span<const std::string_view> aliases = {};
  std::span<const ActivationParameter> parameters = {};

  Inputs inputs = Inputs::kOne;
  std::string_view gate = {};  // of Inputs::kGate: the entry that is g
  bool random = false;         // in training the slope of x < 0 is drawn anew for every element

  Family family;
  CostClass cost;
  FittingInitializer initializer;
  std::string_view tex;        // f(x)
  std::string_view slope_tex;  // f'(x)
  int year;                    // of the source; 0 when older than the field
  std::string_view source;
  FrameworkNames names;
  // Of Inputs::kOne alone, like `shape` and `kernels`.
  AccuracyBound value_bound = {};
  AccuracyBound slope_bound = {};
  Shape (*shape)(const float* p) = nullptr;  // p: parameters as BoundActivation takes them
  Kernels kernels = {};
  // Faster ones while the one parameter has its default; without `prepare`. Null where there are none.
  const Kernels* default_kernels = nullptr;
  ColumnKernels columns = {};  // of Inputs::kAll
};

// Every entry, in the order the page shows them.
std::span<const Activation> activations();

// The parameters' defaults, as BoundActivation takes them.
std::array<float, kMaxActivationParameters> default_parameters(const Activation& entry);

// Where the parameter with this index begins among the floats that kernels take.
std::size_t parameter_offset(const Activation& entry, std::size_t index);

// The entry with this name or alias, or nullptr; case matters.
const Activation* find_activation(std::string_view name_or_alias);

}  // namespace actlab
