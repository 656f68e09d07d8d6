// SPDX-License-Identifier: MIT
// A layer with memory of its own, for tests that need no network.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "core/layer/placement.h"

namespace actlab::test {

// Learned arrays and states are at their constants, or 0 where an initialiser would decide.
template <class Layer>
struct Placed {
  Layer layer;
  std::vector<float> memory;
  std::vector<ParameterView> learned, kept;

  Placed(Layer made, std::size_t capacity) : layer(std::move(made)) {
    Placement measure{.capacity = capacity};
    layer.place(measure);
    const auto floats = [](const Arena& arena) { return static_cast<std::size_t>(arena.used()); };
    const std::size_t values = floats(measure.values), states = floats(measure.states);
    memory.resize(2 * values + states + floats(measure.buffers));
    float* at = memory.data();
    Placement placement{.capacity = capacity,
                        .values = Arena(at, values),
                        .gradients = Arena(at + values, values),
                        .states = Arena(at + 2 * values, states),
                        .buffers = Arena(at + 2 * values + states, floats(measure.buffers))};
    layer.place(placement);
    learned = placement.learned;
    kept = placement.kept;
    for (const auto* list : {&learned, &kept}) {
      for (const auto& array : *list) std::fill_n(array.value, array.size(), array.start.constant);
    }
  }
  Placed(const Placed&) = delete;

  std::vector<float> gradient(std::size_t array) const {
    return {learned[array].gradient, learned[array].gradient + learned[array].size()};
  }
};

}  // namespace actlab::test
