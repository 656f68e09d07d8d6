// SPDX-License-Identifier: MIT
// The arrays of layers: what each is called, how it starts, and where it stands.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "core/layer/arena.h"

namespace actlab {

// How an array starts.
struct ArrayStart {
  enum class By {
    kKernelInitializer,
    kBiasInitializer,
    kConstant
  };  // initialisers are those of the layer's spec
  By by = By::kConstant;
  float constant = 0;                   // where every element starts, by kConstant
  std::size_t fan_in = 1, fan_out = 1;  // what initialisers scale by
};

// An array of a network, in PyTorch's layout and under PyTorch's name.
struct ParameterView {
  std::size_t layer;
  std::string_view name;
  std::vector<std::size_t> shape;
  float *value, *gradient;  // no gradient where it is not learned
  ArrayStart start;

  std::size_t size() const;

  // What l1 and l2 are taken of.
  bool is_kernel() const { return start.by == ArrayStart::By::kKernelInitializer; }
};

// What layers take, one after the other. As with an arena, the network hands one round that only measures, and then one
// with memory.
struct Placement {
  std::size_t capacity = 0;  // the most batch columns of a pass
  std::size_t layer = 0;     // whose turn it is
  Arena values, gradients, states, buffers;
  std::vector<ParameterView> learned, kept;

  // A learned array and its gradient.
  void learn(std::string_view name, std::initializer_list<std::size_t> shape, const ArrayStart& start,
             float*& value, float*& gradient);

  // An array that training changes otherwise, and that a trained network needs.
  float* keep(std::string_view name, std::initializer_list<std::size_t> shape, float start);

  // Floats for the time from a pass forward to the one backward.
  float* buffer(std::size_t floats) { return buffers.take(floats); }
};

}  // namespace actlab
