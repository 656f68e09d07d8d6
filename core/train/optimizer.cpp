// SPDX-License-Identifier: MIT
// The update rules, each one flat loop over all weights.
#include "core/train/optimizer.h"

#include <algorithm>
#include <cmath>

#include "core/simd/f32x4.h"

namespace actlab {
namespace {

f32x4 splat_of(double value) { return splat(static_cast<float>(value)); }

void update_sgd(const Sgd& sgd, float* w, const float* g, float* velocity, std::size_t size) {
  const f32x4 rate = splat_of(sgd.learning_rate), momentum = splat_of(sgd.momentum);
  for (std::size_t i = 0; i < size; i += 4) {
    const f32x4 gradient = load(g + i);
    const f32x4 v = momentum * load(velocity + i) + gradient;
    store(velocity + i, v);
    store(w + i, load(w + i) - rate * (sgd.nesterov ? gradient + momentum * v : v));
  }
}

// beta_1_power, beta_2_power: beta^t of this update, t from 1.
void update_adam(const Adam& adam, double beta_1_power, double beta_2_power, float* w, const float* g,
                 float* first, float* second, std::size_t size) {
  const f32x4 keep_1 = splat_of(adam.beta_1), take_1 = splat_of(1 - adam.beta_1);
  const f32x4 keep_2 = splat_of(adam.beta_2), take_2 = splat_of(1 - adam.beta_2);
  const f32x4 rate = splat_of(adam.learning_rate / (1 - beta_1_power));
  const f32x4 correction = splat_of(1 / std::sqrt(1 - beta_2_power));
  const f32x4 epsilon = splat_of(adam.epsilon);
  for (std::size_t i = 0; i < size; i += 4) {
    const f32x4 gradient = load(g + i);
    const f32x4 m = keep_1 * load(first + i) + take_1 * gradient;
    const f32x4 v = keep_2 * load(second + i) + take_2 * (gradient * gradient);
    store(first + i, m);
    store(second + i, v);
    store(w + i, load(w + i) - rate * m / (sqrt(v) * correction + epsilon));
  }
}

}  // namespace

Optimizer::Optimizer(const OptimizerConfig& config, std::size_t size, Arena& arena)
    : config_(config), size_(size) {
  const std::size_t states = std::visit([](const auto& c) { return c.kStates; }, config);
  for (std::size_t s = 0; s < states; ++s) states_[s] = arena.take(size);
}

void Optimizer::reset() {
  for (float* state : states_) {
    if (state != nullptr) std::fill_n(state, size_, 0.0f);
  }
  beta_1_power_ = beta_2_power_ = 1;
}

void Optimizer::update(std::span<float> values, std::span<const float> gradients) {
  ACTLAB_EXPECT(values.size() == size_ && gradients.size() == size_);
  if (const auto* sgd = std::get_if<Sgd>(&config_)) {
    update_sgd(*sgd, values.data(), gradients.data(), states_[0], size_);
  } else if (const auto* adam = std::get_if<Adam>(&config_)) {
    beta_1_power_ *= adam->beta_1;
    beta_2_power_ *= adam->beta_2;
    update_adam(*adam, beta_1_power_, beta_2_power_, values.data(), gradients.data(), states_[0], states_[1],
                size_);
  }
}

}  // namespace actlab
