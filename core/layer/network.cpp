// SPDX-License-Identifier: MIT
// Planning a network; passes.cpp has what runs at every update.
#include "core/layer/network.h"

#include <algorithm>
#include <utility>

#include "core/dispatch.h"

namespace actlab {
namespace {

Layer make_layer(const DenseConfig& config, std::size_t inputs, std::size_t) {
  return Dense{.inputs = inputs, .outputs = config.units, .use_bias = config.use_bias};
}
Layer make_layer(const ActivateConfig& config, std::size_t inputs, std::size_t index) {
  return Activate(config, inputs, index);
}
Layer make_layer(const PreluConfig& config, std::size_t inputs, std::size_t) {
  return PreluLayer(config, inputs);
}
Layer make_layer(const MaxoutConfig& config, std::size_t inputs, std::size_t) {
  return MaxoutLayer(config, inputs);
}
Layer make_layer(const DropoutConfig& config, std::size_t inputs, std::size_t index) {
  return Dropout(config, inputs, index);
}
Layer make_layer(const GaussianNoiseConfig& config, std::size_t inputs, std::size_t index) {
  return GaussianNoise(config, inputs, index);
}
Layer make_layer(const BatchNormConfig& config, std::size_t inputs, std::size_t) {
  return BatchNorm(config, inputs);
}

}  // namespace

std::vector<std::size_t> layer_widths(std::size_t inputs, std::span<const LayerConfig> layers) {
  std::vector<std::size_t> widths;
  for (const auto& layer : layers) {
    inputs = dispatch([&](const auto& config) { return config.outputs(inputs); }, layer.kind);
    widths.push_back(inputs);
  }
  return widths;
}

Network::Network(std::size_t inputs, std::span<const LayerConfig> layers, std::size_t capacity, Arena& arena)
    : inputs_(inputs), capacity_(capacity) {
  ACTLAB_EXPECT(inputs >= 1 && !layers.empty() && capacity % 4 == 0);
  const auto widths = layer_widths(inputs, layers);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const std::size_t width_before = i == 0 ? inputs : widths[i - 1];
    Layer layer =
        dispatch([&](const auto& config) { return make_layer(config, width_before, i); }, layers[i].kind);
    nodes_.push_back({std::move(layer), layers[i].penalty, widths[i], nullptr});
  }
  const std::size_t widest = *std::max_element(widths.begin(), widths.end());
  for (auto& buffer : gradient_buffers_) buffer = arena.take(widest * capacity);

  Placement measure{.capacity = capacity};
  place(measure);
  const auto learned = measure.values.used(), kept = measure.states.used(), needed = measure.buffers.used();
  parameter_floats_ = static_cast<std::size_t>(learned);
  state_floats_ = static_cast<std::size_t>(kept);
  values_ = arena.take(learned + kept);
  gradients_ = arena.take(learned);
  float* buffers = arena.take(needed);
  parameters_ = std::move(measure.learned);
  states_ = std::move(measure.kept);
  if (values_ == nullptr) return;
  Placement placement{.capacity = capacity,
                      .values = Arena(values_, parameter_floats_),
                      .gradients = Arena(gradients_, parameter_floats_),
                      .states = Arena(values_ + parameter_floats_, state_floats_),
                      .buffers = Arena(buffers, static_cast<std::size_t>(needed))};
  place(placement);
  parameters_ = std::move(placement.learned);
  states_ = std::move(placement.kept);
}

void Network::place(Placement& placement) {
  for (auto& node : nodes_) {
    node.output = placement.buffer(node.width * capacity_);
    dispatch([&](auto& layer) { layer.place(placement); }, node.layer);
    ++placement.layer;
  }
}

}  // namespace actlab
