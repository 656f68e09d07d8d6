// SPDX-License-Identifier: MIT
// Layers in a row over one block of memory: outputs forward, gradients backward.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "core/layer/activate.h"
#include "core/layer/arena.h"
#include "core/layer/dense.h"

namespace actlab {

// What a layer is before it knows its inputs.
struct DenseConfig {
  std::size_t units = 1;
  bool use_bias = true;
};
using LayerConfig = std::variant<DenseConfig, ActivateConfig>;
using Layer = std::variant<Dense, Activate>;

// A learned array, in PyTorch's layout and under PyTorch's name.
struct ParameterView {
  std::size_t layer;
  std::string_view name;
  std::vector<std::size_t> shape;
  float *value, *gradient;

  std::size_t size() const;
};

// The outputs of the layers when the network has this many inputs.
std::vector<std::size_t> layer_widths(std::size_t inputs, std::span<const LayerConfig> layers);

class Network {
 public:
  // Takes its memory from the arena; with an arena that only measures, the network may not be used.
  // inputs    features of a sample
  // layers    at least one
  // capacity  the most batch columns of one pass, a multiple of 4
  // arena     outlives the network
  Network(std::size_t inputs, std::span<const LayerConfig> layers, std::size_t capacity, Arena& arena);

  // The last layer's output (outputs, B), valid until the next pass.
  // x     (inputs, B), B = pass.count padded to a multiple of 4
  // pass  of 1 to `capacity` samples
  const float* forward(const float* x, const Pass& pass);

  // Where the loss writes dL/doutput (outputs, B), zeros in the padding, before `backward`.
  float* output_gradient() { return gradient_buffers_[0]; }

  // Sets every gradient from the last training pass, whose x and pass are given again, and `output_gradient`,
  // which is used up.
  void backward(const float* x, const Pass& pass);

  // A layer's output (width(layer), B) in the last pass.
  const float* output(std::size_t layer) const { return nodes_[layer].output; }
  std::size_t width(std::size_t layer) const { return nodes_[layer].width; }

  std::size_t depth() const { return nodes_.size(); }
  std::size_t inputs() const { return inputs_; }
  std::size_t outputs() const { return nodes_.back().width; }
  std::size_t capacity() const { return capacity_; }

  // Every learned array, in the order of the layers.
  std::vector<ParameterView> parameters() const;

  // All learned arrays and all gradients as two blocks of one size and layout, each array padded with zeros
  // to whole vectors: what an optimizer walks over.
  std::size_t parameter_floats() const { return parameter_floats_; }
  std::span<float> values() const { return {values_, parameter_floats_}; }
  std::span<float> gradients() const { return {gradients_, parameter_floats_}; }

 private:
  struct Node {
    Layer layer;
    std::size_t width;
    float* output;
  };

  std::size_t inputs_, capacity_, parameter_floats_ = 0;
  std::vector<Node> nodes_;
  float *values_ = nullptr, *gradients_ = nullptr;
  std::array<float*, 2> gradient_buffers_{};  // dL/doutput of a layer and of the one before, in turns
};

}  // namespace actlab
