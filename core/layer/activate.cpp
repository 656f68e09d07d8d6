// SPDX-License-Identifier: MIT
// An activation over a whole batch: one pass forward, one product backward.
#include "core/layer/activate.h"

#include <algorithm>

#include "core/activation/gate.h"
#include "core/activation/softmax.h"
#include "core/random/random.h"

namespace actlab {
namespace {

std::optional<BoundActivation> bind(const ActivateConfig& config) {
  if (config.function->inputs == Inputs::kAll) return std::nullopt;
  if (config.function->inputs == Inputs::kGate)
    return BoundActivation(*find_activation(config.function->gate), nullptr);
  return BoundActivation(*config.function, config.parameters.data());
}

void multiply(const float* a, const float* b, float* product, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) product[i] = a[i] * b[i];
}

}  // namespace

Activate::Activate(const ActivateConfig& config, std::size_t inputs, std::size_t index)
    : config_(config), inputs_(inputs), index_(index), function_(bind(config)) {}

std::size_t Activate::kept_floats() const {
  const Activation& f = *config_.function;
  const bool from_value = f.inputs == Inputs::kOne && !f.random && function_->backward_from_value();
  return from_value || f.inputs == Inputs::kAll ? 0 : inputs_;
}

void Activate::place(Placement& placement) { kept_ = placement.buffer(kept_floats() * placement.capacity); }

void Activate::forward(const float* x, float* y, std::size_t B, const Pass& pass) const {
  const Activation& f = *config_.function;
  const std::size_t n = inputs_ * B;
  if (f.inputs == Inputs::kGate) {
    gate_forward(*function_, x, y, pass.keeps() ? kept_ : nullptr, n / 2);
  } else if (f.inputs == Inputs::kAll) {
    f.columns.forward(x, y, inputs_, B);
  } else if (pass.training && f.random) {
    forward_random(x, y, n, pass);
  } else if (pass.keeps() && kept_floats() > 0) {
    function_->forward(x, y, kept_, n);
  } else {
    function_->value(x, y, n);
  }
}

void Activate::backward(const float* /*x*/, const float* y, const float* dy, float* dx, std::size_t B,
                        const Pass& /*pass*/) const {
  if (dx == nullptr) return;
  const Activation& f = *config_.function;
  const std::size_t n = inputs_ * B;
  if (f.inputs == Inputs::kGate) {
    gate_backward(kept_, dy, dx, n / 2);
  } else if (f.inputs == Inputs::kAll) {
    f.columns.backward(y, dy, dx, inputs_, B);
  } else if (kept_floats() > 0) {
    multiply(dy, kept_, dx, n);
  } else {
    function_->backward(y, dy, dx, n);
  }
}

void Activate::slopes(const float* x, float* slopes, std::size_t B) const {
  const Activation& f = *config_.function;
  const std::size_t n = inputs_ * B;
  if (kept_floats() > 0) {
    std::copy_n(kept_, n, slopes);
  } else if (f.inputs == Inputs::kOne) {
    function_->slope(x, slopes, n);
  } else {
    const bool is_log = f.name == "log_softmax";
    softmax(x, slopes, inputs_, B);
    for (std::size_t i = 0; i < n; ++i) slopes[i] = (1.0f - slopes[i]) * (is_log ? 1.0f : slopes[i]);
  }
}

// x for x > 0, else a slope between the two parameters times x; a slope is drawn for every element, so that what one
// gets does not depend on the others' signs.
void Activate::forward_random(const float* x, float* y, std::size_t n, const Pass& pass) const {
  Random random(pass.seed, Stream::kSlope, pass.draw(index_));
  for (std::size_t i = 0; i < n; ++i) {
    const float slope = random.uniform(config_.parameters[0], config_.parameters[1]);
    const bool left = x[i] <= 0.0f;
    y[i] = left ? slope * x[i] : x[i];
    kept_[i] = left ? slope : x[i] > 0.0f ? 1.0f : x[i];  // NaN for NaN
  }
}

}  // namespace actlab
