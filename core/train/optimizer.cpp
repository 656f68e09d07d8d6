// SPDX-License-Identifier: MIT
// The update rules, each one flat loop over all weights.
#include "core/train/optimizer.h"

#include <algorithm>
#include <cmath>

#include "core/dispatch.h"
#include "core/simd/f32x4.h"
#include "core/simd/underflow.h"

namespace actlab {
namespace {

using Powers = Optimizer::Powers;

f32x4 splat_of(double value) { return splat(static_cast<float>(value)); }

// What is remembered of a gradient that has become zero, as those of a unit that died are, shrinks at every update, and so
// does a weight that only decays. Left to themselves they end among the denormals and stay there, since 0.9 times the fourth
// of them is rounded to the fourth. A gradient has to leave its square above them.
f32x4 remembered(f32x4 state) { return zero_below(0x1p-120f, state); }
f32x4 decaying(f32x4 weight) { return zero_below(0x1p-80f, weight); }
f32x4 counted(f32x4 gradient) { return zero_below(0x1p-54f, gradient); }

// Calls step(w, g, a, b) for every four weights, with their gradient and the states a and b to change, and takes what
// it returns from the weights. b is not there for rules with one state.
template <class Step>
void for_each_weight(float* w, const float* g, float* const* states, std::size_t size, Step step) {
  for (std::size_t i = 0; i < size; i += kLanes) {
    f32x4 a = load(states[0] + i);
    f32x4 b = states[1] == nullptr ? f32x4(0.0f) : load(states[1] + i);
    const f32x4 weight = load(w + i);
    const f32x4 change = step(weight, counted(load(g + i)), a, b);
    store(states[0] + i, remembered(a));
    if (states[1] != nullptr) store(states[1] + i, remembered(b));
    store(w + i, weight - change);
  }
}

// mean = keep mean + (1 - keep) value
class Average {
 public:
  explicit Average(double keep) : keep_(splat_of(keep)), take_(splat_of(1 - keep)) {}
  f32x4 operator()(f32x4 mean, f32x4 value) const { return keep_ * mean + take_ * value; }

 private:
  f32x4 keep_, take_;
};

// e^x in double for |x| < 1, by its series: the same bits everywhere, which libm does not promise.
double stable_exp(double x) {
  double term = 1, sum = 1;
  for (int k = 1; k < 20; ++k) {
    term *= x / k;
    sum += term;
  }
  return sum;
}

// One overload a rule. `powers` are those of this update, t from 1.
struct OptimizerStep {
  float* w;
  const float* g;
  float* const* states;
  std::size_t size;
  const Powers& powers;

  void operator()(const Sgd& c) const {
    const f32x4 rate = splat_of(c.learning_rate), momentum = splat_of(c.momentum);
    if (c.momentum == 0) {
      // The velocity would be the gradient: half of what is read and written.
      for (std::size_t i = 0; i < size; i += kLanes) store(w + i, load(w + i) - rate * load(g + i));
      return;
    }
    for_each_weight(w, g, states, size, [&](f32x4, f32x4 gradient, f32x4& velocity, f32x4&) {
      velocity = momentum * velocity + gradient;
      return rate * (c.nesterov ? gradient + momentum * velocity : velocity);
    });
  }

  void operator()(const RmsProp& c) const {
    const f32x4 rate = splat_of(c.learning_rate), epsilon = splat_of(c.epsilon);
    const Average average(c.rho);
    for_each_weight(w, g, states, size, [&](f32x4, f32x4 gradient, f32x4& v, f32x4&) {
      v = average(v, gradient * gradient);
      return rate * gradient / (sqrt(v) + epsilon);
    });
  }

  void operator()(const Adagrad& c) const {
    const f32x4 rate = splat_of(c.learning_rate), epsilon = splat_of(c.epsilon);
    for_each_weight(w, g, states, size, [&](f32x4, f32x4 gradient, f32x4& sum, f32x4&) {
      sum += gradient * gradient;
      return rate * gradient / (sqrt(sum) + epsilon);
    });
  }

  void operator()(const Adadelta& c) const {
    const f32x4 rate = splat_of(c.learning_rate), epsilon = splat_of(c.epsilon);
    const Average average(c.rho);
    for_each_weight(w, g, states, size, [&](f32x4, f32x4 gradient, f32x4& v, f32x4& u) {
      v = average(v, gradient * gradient);
      const f32x4 step = gradient * (sqrt(u + epsilon) / sqrt(v + epsilon));
      u = average(u, step * step);
      return rate * step;
    });
  }

  void operator()(const Adam& c) const { adam(c, 0.0); }
  void operator()(const AdamW& c) const {
    adam({c.learning_rate, c.beta_1, c.beta_2, c.epsilon}, c.learning_rate * c.weight_decay);
  }

  void operator()(const Adamax& c) const {
    const f32x4 rate = splat_of(c.learning_rate / (1 - powers.beta_1)), epsilon = splat_of(c.epsilon);
    const f32x4 keep = splat_of(c.beta_2);
    const Average average(c.beta_1);
    for_each_weight(w, g, states, size, [&](f32x4, f32x4 gradient, f32x4& m, f32x4& u) {
      m = average(m, gradient);
      u = max(keep * u, abs(gradient) + epsilon);
      return rate * m / u;
    });
  }

  void operator()(const Nadam& c) const {
    const double momentum = nadam_momentum(c, powers.decay), next = nadam_momentum(c, powers.next_decay);
    const f32x4 gradient_rate = splat_of(c.learning_rate * (1 - momentum) / (1 - powers.momentum));
    // PyTorch 1.13, whose numbers the tests have, multiplies by the present momentum once more than the paper.
    const f32x4 mean_rate = splat_of(c.learning_rate * next / (1 - powers.momentum * momentum * next));
    const f32x4 correction = splat_of(1 / std::sqrt(1 - powers.beta_2)), epsilon = splat_of(c.epsilon);
    const Average first(c.beta_1), second(c.beta_2);
    for_each_weight(w, g, states, size, [&](f32x4, f32x4 gradient, f32x4& m, f32x4& v) {
      m = first(m, gradient);
      v = second(v, gradient * gradient);
      return (gradient_rate * gradient + mean_rate * m) / (sqrt(v) * correction + epsilon);
    });
  }

  // decay  share of the weights that is taken from them beside Adam's step
  void adam(const Adam& c, double decay) const {
    const f32x4 rate = splat_of(c.learning_rate / (1 - powers.beta_1));
    const f32x4 correction = splat_of(1 / std::sqrt(1 - powers.beta_2)), epsilon = splat_of(c.epsilon);
    const f32x4 share = splat_of(decay);
    const Average first(c.beta_1), second(c.beta_2);
    for_each_weight(w, g, states, size, [&](f32x4 weight, f32x4 gradient, f32x4& m, f32x4& v) {
      m = first(m, gradient);
      v = second(v, gradient * gradient);
      return rate * m / (sqrt(v) * correction + epsilon) + share * decaying(weight);
    });
  }

  static double nadam_momentum(const Nadam& c, double decay) { return c.beta_1 * (1 - 0.5 * decay); }
};

// Once more times a factor below 1, and 0 before it is a denormal.
void shrink(double& power, double factor) {
  power *= factor;
  if (power < 1e-300) power = 0;
}

// The powers of the next update. A rule without betas has none.
template <class Config>
void advance(const Config& c, Powers& powers) {
  if constexpr (requires { c.beta_1; }) {
    shrink(powers.beta_1, c.beta_1);
    shrink(powers.beta_2, c.beta_2);
  }
  if constexpr (requires { c.momentum_decay; }) {
    constexpr double kLog = -0.040821994520255166;  // log 0.96
    const double factor = stable_exp(kLog * c.momentum_decay);
    shrink(powers.decay, factor);
    powers.next_decay = powers.decay * factor;
    shrink(powers.momentum, OptimizerStep::nadam_momentum(c, powers.decay));
  }
}

}  // namespace

Optimizer::Optimizer(const OptimizerConfig& config, std::size_t size, Arena& arena)
    : config_(config), size_(size) {
  const std::size_t states = dispatch([](const auto& c) { return c.kStates; }, config);
  for (std::size_t s = 0; s < states; ++s) states_[s] = arena.take(size);
}

void Optimizer::reset() {
  for (float* state : states_) {
    if (state != nullptr) std::fill_n(state, size_, 0.0f);
  }
  powers_ = {};
}

void Optimizer::show(Archive& archive) {
  for (float* state : states_) {
    if (state != nullptr) archive.show(std::span(state, size_));
  }
  for (double* power : {&powers_.beta_1, &powers_.beta_2, &powers_.decay, &powers_.momentum})
    archive.show(*power);
}

void Optimizer::set_config(const OptimizerConfig& config) {
  ACTLAB_EXPECT(config.index() == config_.index());
  config_ = config;
}

double Optimizer::learning_rate() const {
  return dispatch([](const auto& c) { return c.learning_rate; }, config_);
}

void Optimizer::update(std::span<float> values, std::span<const float> gradients, double factor) {
  ACTLAB_EXPECT(values.size() == size_ && gradients.size() == size_);
  dispatch([this](const auto& c) { advance(c, powers_); }, config_);
  OptimizerConfig now = config_;
  dispatch([factor](auto& c) { c.learning_rate *= factor; }, now);
  dispatch(OptimizerStep{values.data(), gradients.data(), states_, size_, powers_}, now);
}

}  // namespace actlab
