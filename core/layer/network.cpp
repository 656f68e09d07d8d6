// SPDX-License-Identifier: MIT
// Planning, forward and backward over the row of layers.
#include "core/layer/network.h"

#include <algorithm>
#include <utility>

namespace actlab {
namespace {

std::size_t width_after(std::size_t inputs, const LayerConfig& config) {
  if (const auto* dense = std::get_if<DenseConfig>(&config)) return dense->units;
  return Activate::outputs(std::get<ActivateConfig>(config), inputs);
}

Layer make_layer(const DenseConfig& config, std::size_t inputs, std::size_t) {
  return Dense{.inputs = inputs, .outputs = config.units, .use_bias = config.use_bias};
}

Layer make_layer(const ActivateConfig& config, std::size_t inputs, std::size_t index) {
  return Activate(config, inputs, index);
}

// Points the layer's arrays at consecutive pieces, values and gradients alike.
void place_parameters(Dense& dense, Arena& values, Arena& gradients) {
  dense.weight = values.take(dense.outputs * dense.inputs);
  dense.dweight = gradients.take(dense.outputs * dense.inputs);
  if (!dense.use_bias) return;
  dense.bias = values.take(dense.outputs);
  dense.dbias = gradients.take(dense.outputs);
}
void place_parameters(Activate&, Arena&, Arena&) {}

void place_buffers(Dense&, std::size_t, Arena&) {}
void place_buffers(Activate& activate, std::size_t capacity, Arena& arena) {
  activate.place(arena.take(activate.kept_floats() * capacity));
}

void list_parameters(const Dense& dense, std::size_t layer, std::vector<ParameterView>& list) {
  list.push_back({layer, "weight", {dense.outputs, dense.inputs}, dense.weight, dense.dweight});
  if (dense.use_bias) list.push_back({layer, "bias", {dense.outputs}, dense.bias, dense.dbias});
}
void list_parameters(const Activate&, std::size_t, std::vector<ParameterView>&) {}

}  // namespace

std::size_t ParameterView::size() const {
  std::size_t product = 1;
  for (const auto n : shape) product *= n;
  return product;
}

std::vector<std::size_t> layer_widths(std::size_t inputs, std::span<const LayerConfig> layers) {
  std::vector<std::size_t> widths;
  for (const auto& config : layers) {
    inputs = width_after(inputs, config);
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
        std::visit([&](const auto& config) { return make_layer(config, width_before, i); }, layers[i]);
    nodes_.push_back({std::move(layer), widths[i], nullptr});
  }

  const auto place_all = [this](Arena& values, Arena& gradients) {
    for (auto& node : nodes_) {
      std::visit([&](auto& layer) { place_parameters(layer, values, gradients); }, node.layer);
    }
  };
  Arena count, also_count;
  place_all(count, also_count);
  parameter_floats_ = static_cast<std::size_t>(count.used());
  values_ = arena.take(parameter_floats_);
  gradients_ = arena.take(parameter_floats_);
  if (values_ != nullptr) {
    Arena values(values_, parameter_floats_), gradients(gradients_, parameter_floats_);
    place_all(values, gradients);
  }

  for (auto& node : nodes_) {
    node.output = arena.take(node.width * capacity);
    std::visit([&](auto& layer) { place_buffers(layer, capacity, arena); }, node.layer);
  }
  const std::size_t widest = *std::max_element(widths.begin(), widths.end());
  for (auto& buffer : gradient_buffers_) buffer = arena.take(widest * capacity);
}

const float* Network::forward(const float* x, const Pass& pass) {
  const std::size_t B = padded(pass.count);
  ACTLAB_EXPECT(pass.count >= 1 && B <= capacity_);
  for (auto& node : nodes_) {
    std::visit([&](const auto& layer) { layer.forward(x, node.output, B, pass); }, node.layer);
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
    const float* y = nodes_[i].output;
    std::visit([&](const auto& layer) { layer.backward(before, y, dy, dbefore, B, pass); }, nodes_[i].layer);
    std::swap(dy, dx);
  }
}

std::vector<ParameterView> Network::parameters() const {
  std::vector<ParameterView> list;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    std::visit([&](const auto& layer) { list_parameters(layer, i, list); }, nodes_[i].layer);
  }
  return list;
}

}  // namespace actlab
