// SPDX-License-Identifier: MIT
// Planning, forward and backward over the row of layers.
#include "core/layer/network.h"

#include <algorithm>
#include <utility>

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
    inputs = std::visit([&](const auto& config) { return config.outputs(inputs); }, layer.kind);
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
        std::visit([&](const auto& config) { return make_layer(config, width_before, i); }, layers[i].kind);
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
    std::visit([&](auto& layer) { layer.place(placement); }, node.layer);
    ++placement.layer;
  }
}

const float* Network::forward(const float* x, const Pass& pass) {
  const std::size_t B = padded(pass.count);
  ACTLAB_EXPECT(pass.count >= 1 && B <= capacity_);
  for (auto& node : nodes_) {
    std::visit([&](auto& layer) { layer.forward(x, node.output, B, pass); }, node.layer);
    x = node.output;
  }
  return x;
}

void Network::backward(const float* x, const Pass& pass) {
  const std::size_t B = padded(pass.count);
  float* dy = gradient_buffers_[0];
  float* dx = gradient_buffers_[1];
  for (std::size_t i = nodes_.size(); i-- > 0;) {
    // Nobody asks for the gradient to the network's inputs.
    const float* before = i == 0 ? x : nodes_[i - 1].output;
    float* dbefore = i == 0 ? nullptr : dx;
    const Node& node = nodes_[i];
    add_activity_penalty(node.penalty, node.output, dy, node.width, pass.count);
    std::visit([&](const auto& layer) { layer.backward(before, node.output, dy, dbefore, B, pass); },
               node.layer);
    std::swap(dy, dx);
  }
  for (const auto& array : parameters_) {
    if (array.is_kernel())
      add_weight_penalty(nodes_[array.layer].penalty, array.value, array.gradient, padded(array.size()));
  }
}

void Network::commit() {
  for (auto& node : nodes_) {
    if (auto* norm = std::get_if<BatchNorm>(&node.layer)) norm->commit();
  }
}

}  // namespace actlab
