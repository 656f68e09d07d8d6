// SPDX-License-Identifier: MIT
// How a gradient becomes an update, in PyTorch's form.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <variant>

#include "core/layer/arena.h"

namespace actlab {

// v = momentum v + g, w -= learning_rate v; nesterov: w -= learning_rate (g + momentum v).
struct Sgd {
  static constexpr std::string_view kName = "sgd";
  static constexpr std::size_t kStates = 1;  // arrays kept between updates, as long as the weights
  double learning_rate = 0.01, momentum = 0;
  bool nesterov = false;
};

// Kingma & Ba 2015, Algorithm 1, epsilon added outside the root.
struct Adam {
  static constexpr std::string_view kName = "adam";
  static constexpr std::size_t kStates = 2;
  double learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-8;
};

using OptimizerConfig = std::variant<Sgd, Adam>;

class Optimizer {
 public:
  // config  checked by model/
  // size    of the arrays `update` gets, a multiple of 4
  Optimizer(const OptimizerConfig& config, std::size_t size, Arena& arena);

  // Forgets all earlier gradients.
  void reset();

  // One update of `values` by `gradients`.
  void update(std::span<float> values, std::span<const float> gradients);

 private:
  OptimizerConfig config_;
  std::size_t size_;
  float* states_[2] = {};
  double beta_1_power_ = 1,
         beta_2_power_ = 1;  // beta^updates, by repeated multiplication: pow is not bit-stable
};

}  // namespace actlab
