// SPDX-License-Identifier: MIT
// Sums of squares over what an update started from and what it left.
#include "core/train/update_meter.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace actlab {

std::vector<LayerWeight> layer_weights(const Network& network) {
  const auto& parameters = network.parameters();
  std::vector<LayerWeight> weights(parameters.size());
  auto next = weights.begin();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const ParameterView& parameter = parameters[i];
    if (i > 0 && parameters[i - 1].layer == parameter.layer) continue;
    const auto offset = static_cast<std::size_t>(parameter.value - network.values().data());
    *next++ = {parameter.layer, i, offset, parameter.size()};
  }
  weights.erase(next, weights.end());
  return weights;
}

double root_mean_square(std::span<const float> x) {
  double sum = 0;
  for (const float value : x) sum += double{value} * double{value};
  return std::sqrt(sum / static_cast<double>(x.size()));
}

UpdateMeter::UpdateMeter(const Network& network, Arena& arena)
    : weights_(layer_weights(network)),
      updates_(weights_.size()),
      before_(arena.take(network.parameter_floats())) {}

void UpdateMeter::begin(const Network& network, bool gradients) {
  std::copy_n(network.values().data(), network.parameter_floats(), before_);
  begun_ = true;
  for (std::size_t i = 0; gradients && i < weights_.size(); ++i) {
    const auto gradient = network.gradients().subspan(weights_[i].offset, weights_[i].size);
    updates_[i].gradient_rms = static_cast<float>(root_mean_square(gradient));
  }
}

void UpdateMeter::forget() { begun_ = false; }

std::span<const LayerUpdate> UpdateMeter::measure(const Network& network) {
  constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    if (!begun_) updates_[i].gradient_rms = kNaN;
    updates_[i].update_ratio = static_cast<float>(update_ratio(weights_[i], network));
  }
  return updates_;
}

double UpdateMeter::update_ratio(const LayerWeight& weight, const Network& network) const {
  if (!begun_) return std::numeric_limits<double>::quiet_NaN();
  const float* before = before_ + weight.offset;
  const float* after = network.values().data() + weight.offset;
  double step = 0, start = 0;
  for (std::size_t i = 0; i < weight.size; ++i) {
    const double moved = double{after[i]} - double{before[i]};
    step += moved * moved;
    start += double{before[i]} * double{before[i]};
  }
  return std::sqrt(step / start);
}

}  // namespace actlab
