// SPDX-License-Identifier: MIT
// Forward and backward over the row of layers: apart from the planning, since this runs at every update.
#include <utility>

#include "core/dispatch.h"
#include "core/layer/network.h"

namespace actlab {

const float* Network::forward(const float* x, const Pass& pass) {
  const std::size_t B = padded(pass.count);
  ACTLAB_EXPECT(pass.count >= 1 && B <= capacity_);
  for (auto& node : nodes_) {
    dispatch([&](auto& layer) { layer.forward(x, node.output, B, pass); }, node.layer);
    x = node.output;
  }
  return x;
}

void Network::backward(const float* x, const Pass& pass) {
  float* dy = gradient_buffers_[0];
  float* dx = gradient_buffers_[1];
  for (std::size_t i = nodes_.size(); i-- > 0;) {
    const Node& node = nodes_[i];
    if (node.penalty.activity_l1 != 0)
      add_activity_penalty(node.penalty.activity_l1, node.output, dy, node.width, pass.count);
    // Nobody asks for the gradient to the network's inputs.
    backward_layer(i, x, dy, i == 0 ? nullptr : dx, pass);
    std::swap(dy, dx);
    if (!node.penalty.is_on_weights()) continue;
    for (const auto& array : parameters_) {
      if (array.layer == i && array.is_kernel())
        add_weight_penalty(node.penalty, array.value, array.gradient, padded(array.size()));
    }
  }
}

void Network::backward_layer(std::size_t i, const float* x, const float* dy, float* dx,
                             const Pass& pass) const {
  const std::size_t B = padded(pass.count);
  const auto backward = [&](const auto& layer) { layer.backward(input(i, x), output(i), dy, dx, B, pass); };
  dispatch(backward, nodes_[i].layer);
}

bool Network::slopes(std::size_t i, const float* x, float* slopes, std::size_t B) const {
  const auto set = [&](const auto& layer) {
    if constexpr (requires { layer.slopes(x, slopes, B); }) {
      layer.slopes(input(i, x), slopes, B);
      return true;
    }
    return false;
  };
  return dispatch(set, nodes_[i].layer);
}

void Network::commit() {
  // Only batch_norm has any.
  if (states_.empty()) return;
  for (auto& node : nodes_) {
    if (auto* norm = std::get_if<BatchNorm>(&node.layer)) norm->commit();
  }
}

}  // namespace actlab
