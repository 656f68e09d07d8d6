// SPDX-License-Identifier: MIT
// An activation's kernel beside its inputs inside the engine's memory, where JavaScript can time it without the copies
// that Engine::evaluate makes.
#pragma once

#include <emscripten/val.h>

#include <cstddef>
#include <cstring>
#include <vector>

#include "core/activation/bound.h"
#include "core/model/spec.h"
#include "core/simd/f32x4.h"

namespace actlab {

// Owned by JavaScript until it calls delete().
class Workbench {
 public:
  // activation  of Inputs::kOne
  // x           a Float32Array
  Workbench(const ActivationSpec& activation, const emscripten::val& x)
      : function_(*activation.function, activation.kernel_parameters().data()),
        count_(x["length"].as<std::size_t>()),
        x_(padded(count_) / kLanes),
        y_(x_.size()) {
    emscripten::val(emscripten::typed_memory_view(count_, floats(x_))).call<void>("set", x);
  }

  void evaluate() { function_.value(floats(x_), floats(y_), count_); }
  void copy() { std::memcpy(floats(y_), floats(x_), count_ * sizeof(float)); }

 private:
  static float* floats(std::vector<f32x4>& vectors) { return reinterpret_cast<float*>(vectors.data()); }

  BoundActivation function_;
  std::size_t count_;
  // Whole vectors, so that none lies across two cache lines.
  std::vector<f32x4> x_;
  std::vector<f32x4> y_;
};

}  // namespace actlab
