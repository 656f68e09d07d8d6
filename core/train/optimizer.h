// SPDX-License-Identifier: MIT
// How a gradient becomes an update, in PyTorch's form.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <variant>

#include "core/archive.h"
#include "core/layer/arena.h"

namespace actlab {

// Each rule is an aggregate of its settings; kStates counts the arrays, as long as the weights, that it keeps between
// updates. w are the weights, g their gradient, t the update from 1.

// v = momentum v + g, w -= learning_rate v; nesterov: w -= learning_rate (g + momentum v).
struct Sgd {
  static constexpr std::string_view kName = "sgd";
  static constexpr std::size_t kStates = 1;
  double learning_rate = 0.01, momentum = 0;
  bool nesterov = false;
};

// v = rho v + (1 - rho) g^2, w -= learning_rate g / (sqrt(v) + epsilon) (Hinton 2012).
struct RmsProp {
  static constexpr std::string_view kName = "rmsprop";
  static constexpr std::size_t kStates = 1;
  double learning_rate = 0.001, rho = 0.9, epsilon = 1e-8;
};

// s += g^2, w -= learning_rate g / (sqrt(s) + epsilon) (Duchi, Hazan & Singer 2011).
struct Adagrad {
  static constexpr std::string_view kName = "adagrad";
  static constexpr std::size_t kStates = 1;
  double learning_rate = 0.01, epsilon = 1e-10;
};

// v = rho v + (1 - rho) g^2, d = g sqrt(u + epsilon) / sqrt(v + epsilon), u = rho u + (1 - rho) d^2,
// w -= learning_rate d (Zeiler 2012).
struct Adadelta {
  static constexpr std::string_view kName = "adadelta";
  static constexpr std::size_t kStates = 2;
  double learning_rate = 1, rho = 0.9, epsilon = 1e-6;
};

// Kingma & Ba 2015, Algorithm 1, epsilon added outside the root.
struct Adam {
  static constexpr std::string_view kName = "adam";
  static constexpr std::size_t kStates = 2;
  double learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-8;
};

// Adam that first takes learning_rate weight_decay w from w (Loshchilov & Hutter 2019).
struct AdamW {
  static constexpr std::string_view kName = "adamw";
  static constexpr std::size_t kStates = 2;
  double learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-8, weight_decay = 0.01;
};

// Kingma & Ba 2015, Algorithm 2: u = max(beta_2 u, |g| + epsilon) instead of a root.
struct Adamax {
  static constexpr std::string_view kName = "adamax";
  static constexpr std::size_t kStates = 2;
  double learning_rate = 0.002, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-8;
};

// Adam with Nesterov's look ahead, its momentum growing as beta_1 (1 - 0.96^(t momentum_decay) / 2) (Dozat 2016).
struct Nadam {
  static constexpr std::string_view kName = "nadam";
  static constexpr std::size_t kStates = 2;
  double learning_rate = 0.002, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-8, momentum_decay = 0.004;
};

using OptimizerConfig = std::variant<Sgd, RmsProp, Adagrad, Adadelta, Adam, AdamW, Adamax, Nadam>;

class Optimizer {
 public:
  // config  checked by model/
  // size    of the arrays `update` gets, a multiple of 4
  Optimizer(const OptimizerConfig& config, std::size_t size, Arena& arena);

  // Forgets all earlier gradients.
  void reset();

  void show(Archive& archive);

  // One update of `values` by `gradients`. So that nothing ends among the denormals, what is remembered below 2^-120 is zero,
  // and so are gradients below 2^-54 for rules that remember them; weights below 2^-80 decay no further.
  // factor  on the learning rate, for this update alone
  void update(std::span<float> values, std::span<const float> gradients, double factor);

  // Changes the settings and keeps what is remembered of earlier gradients.
  // config  of the same rule
  void set_config(const OptimizerConfig& config);

  double learning_rate() const;

  // Powers and products over the updates so far, by repeated multiplication: pow is not bit-stable. After a change of
  // beta they are the product of all betas, which is what the averages' weights come to.
  struct Powers {
    double beta_1 = 1, beta_2 = 1;
    double decay = 1, next_decay = 1;  // 0.96^(t momentum_decay) of this update and the next
    double momentum = 1;               // product of nadam's momenta
  };

 private:
  OptimizerConfig config_;
  std::size_t size_;
  float* states_[2] = {};
  Powers powers_;
};

}  // namespace actlab
