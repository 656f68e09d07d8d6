// SPDX-License-Identifier: MIT
// Layers in a row over one block of memory: outputs forward, gradients backward.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <variant>
#include <vector>

#include "core/layer/activate.h"
#include "core/layer/arena.h"
#include "core/layer/batch_norm.h"
#include "core/layer/dense.h"
#include "core/layer/dropout.h"
#include "core/layer/gaussian_noise.h"
#include "core/layer/maxout.h"
#include "core/layer/penalty.h"
#include "core/layer/placement.h"
#include "core/layer/prelu.h"

namespace actlab {

// What a layer is before it knows its inputs.
struct LayerConfig {
  std::variant<DenseConfig, ActivateConfig, PreluConfig, MaxoutConfig, DropoutConfig, GaussianNoiseConfig,
               BatchNormConfig>
      kind;
  Penalty penalty;
};
using Layer = std::variant<Dense, Activate, PreluLayer, MaxoutLayer, Dropout, GaussianNoise, BatchNorm>;

// The outputs of the layers when the network has this many inputs.
std::vector<std::size_t> layer_widths(std::size_t inputs, std::span<const LayerConfig> layers);

class Network {
 public:
  // Takes its memory from the arena; with an arena that only measures, the network has lists of arrays but no values.
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

  // Sets every gradient, penalties included, from the last pass, which kept what this needs and whose x and pass are
  // given again, and `output_gradient`, which is used up.
  void backward(const float* x, const Pass& pass);

  // What an update does besides changing what is learned: the statistics of the last training pass become part of the
  // states.
  void commit();

  // One layer's part of `backward`, penalties left out.
  // x   (inputs, B) of the network, as above
  // dy  (width(layer), B)
  // dx  set to the gradient at the layer's input (width_before(layer), B); null for none
  void backward_layer(std::size_t layer, const float* x, const float* dy, float* dx, const Pass& pass) const;

  // The derivative of each unit of an activation layer in its own input, from the last pass that kept; false for
  // layers without an activation function, which set nothing.
  // slopes  (width_before(layer), B)
  bool slopes(std::size_t layer, const float* x, float* slopes, std::size_t B) const;

  // A layer's input in the last pass, whose x is given again.
  const float* input(std::size_t layer, const float* x) const { return layer == 0 ? x : output(layer - 1); }
  std::size_t width_before(std::size_t layer) const { return layer == 0 ? inputs_ : width(layer - 1); }

  // A layer's output (width(layer), B) in the last pass.
  const float* output(std::size_t layer) const { return nodes_[layer].output; }
  std::size_t width(std::size_t layer) const { return nodes_[layer].width; }

  std::size_t depth() const { return nodes_.size(); }
  std::size_t inputs() const { return inputs_; }
  std::size_t outputs() const { return nodes_.back().width; }
  std::size_t capacity() const { return capacity_; }

  // Every learned array, in the order of the layers.
  const std::vector<ParameterView>& parameters() const { return parameters_; }

  // Every array that is not learned but belongs to the trained network, such as running statistics.
  const std::vector<ParameterView>& states() const { return states_; }

  // All learned arrays and all gradients as two blocks of one size and layout, each array padded with zeros
  // to whole vectors: what an optimizer walks over.
  std::size_t parameter_floats() const { return parameter_floats_; }
  std::span<float> values() const { return {values_, parameter_floats_}; }
  // The values and all states: what makes the network what it is.
  std::span<float> values_and_states() const { return {values_, parameter_floats_ + state_floats_}; }
  std::span<float> gradients() const { return {gradients_, parameter_floats_}; }

 private:
  struct Node {
    Layer layer;
    Penalty penalty;
    std::size_t width;
    float* output;
  };

  void place(Placement& placement);

  std::size_t inputs_, capacity_, parameter_floats_ = 0, state_floats_ = 0;
  std::vector<Node> nodes_;
  std::vector<ParameterView> parameters_, states_;
  float *values_ = nullptr, *gradients_ = nullptr;
  std::array<float*, 2> gradient_buffers_{};  // dL/doutput of a layer and of the one before, in turns
};

}  // namespace actlab
