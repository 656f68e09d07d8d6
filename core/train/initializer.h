// SPDX-License-Identifier: MIT
// Starting values of weights and biases, as Keras defines them where it knows them.
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
  kRandomUniform,
  kRandomNormal,
  kTruncatedNormal,
  kGlorotUniform,
  kGlorotNormal,
  kHeUniform,
  kHeNormal,
  kLecunUniform,
  kLecunNormal,
  kTorchLinear,
  kArticleXavier,
  kArticleHe,
  kSiren,
  kOrthogonal,
  kIdentity,
};

// Names in the order of the enumeration.
inline constexpr std::array<std::string_view, 18> kInitializerNames = {
    "zeros",          "ones",           "constant",   "random_uniform", "random_normal", "truncated_normal",
    "glorot_uniform", "glorot_normal",  "he_uniform", "he_normal",      "lecun_uniform", "lecun_normal",
    "torch_linear",   "article_xavier", "article_he", "siren",          "orthogonal",    "identity"};

// The last of the names make matrices: a bias has no use for them.
inline constexpr std::size_t kMatrixInitializers = 2;

// What follows the weights, by the names of PyTorch's calculate_gain, in the order of the enumeration.
enum class Nonlinearity { kLinear, kSigmoid, kTanh, kRelu, kLeakyRelu, kSelu };
inline constexpr std::array<std::string_view, 6> kNonlinearityNames = {"linear", "sigmoid",    "tanh",
                                                                       "relu",   "leaky_relu", "selu"};

// The factor that calculate_gain gives; leaky_relu has its slope of 0.01.
double gain_of(Nonlinearity nonlinearity);

// An initialiser with its settings, each of which belongs to the rules named; others leave it alone.
struct InitializerConfig {
  Initializer name = Initializer::kZeros;
  double value = 0;                      // constant: every weight
  double minval = -0.05, maxval = 0.05;  // random_uniform: its ends, in either order
  double mean = 0, stddev = 0.05;        // random_normal, and truncated_normal before it is cut
  bool truncated = true;                 // glorot_normal, he_normal, lecun_normal: false leaves the tails on
  double gain = 1;                       // orthogonal, identity: factor of the matrix
  // orthogonal, identity: what follows, which brings in its own factor
  Nonlinearity nonlinearity = Nonlinearity::kLinear;
  double omega = 30;  // siren: the frequency factor of the sines that follow
};

// What an array of weights belongs to.
struct WeightPlace {
  std::size_t inputs = 1, outputs = 1;  // fan-in and fan-out of the layer, at least 1
  bool first = false;                   // its layer is the first that learns anything
};

// True of glorot_normal, he_normal and lecun_normal.
bool is_scaled_normal(Initializer initializer);

// Fills the weights of one layer in their order.
//   random_uniform    between minval and maxval
//   random_normal     of mean and stddev
//   truncated_normal  the same, drawn again beyond two stddev; not stretched back
//   *_uniform         within +-sqrt(3 v), where v = 2 / (inputs + outputs) for Glorot & Bengio 2010, 2 / inputs for
//                     He et al. 2015 and 1 / inputs for LeCun et al. 1998
//   *_normal          of variance v: cut at two standard deviations and stretched back, or whole
//   torch_linear      within +-1 / sqrt(inputs), as torch.nn.Linear starts weights and biases
//   article_xavier    the same by the name under which articles give it
//   article_he        within +-2 / sqrt(inputs)
//   siren             within +-1 / inputs in the first layer, +-sqrt(6 / inputs) / omega in later ones
//                     (Sitzmann et al. 2020)
//   orthogonal        both factors times a matrix whose rows, or columns when those are fewer, are orthonormal
//                     (Saxe et al. 2014), uniform over all of them
//   identity          both factors on the diagonal, 0 elsewhere, whatever the shape (Le, Jaitly & Hinton 2015)
// weights  (outputs, inputs) for the last two
void initialize(std::span<float> weights, const InitializerConfig& initializer, const WeightPlace& place,
                Random& random);

}  // namespace actlab
