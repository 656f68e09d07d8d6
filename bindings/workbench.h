// SPDX-License-Identifier: MIT
// An activation's kernel beside its inputs inside the engine's memory, where JavaScript can time it without the copies
// that Engine::evaluate makes.
#pragma once

#include <emscripten/val.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <vector>

#include "core/model/spec.h"
#include "core/simd/f32x4.h"

namespace actlab {

// Owned by JavaScript until it calls delete().
class Workbench {
 public:
  // x  a Float32Array
  Workbench(const ActivationSpec& activation, const emscripten::val& x)
      : kernel_(activation.function->value),
        parameters_(activation.kernel_parameters()),
        count_(x["length"].as<std::size_t>()),
        x_(padded(count_) / kLanes),
        y_(x_.size()) {
    emscripten::val(emscripten::typed_memory_view(count_, floats(x_))).call<void>("set", x);
  }

  void evaluate() { kernel_(floats(x_), floats(y_), count_, parameters_.data()); }
  void copy() { std::memcpy(floats(y_), floats(x_), count_ * sizeof(float)); }

 private:
  static float* floats(std::vector<f32x4>& vectors) { return reinterpret_cast<float*>(vectors.data()); }

  ActivationKernel kernel_;
  std::array<float, kMaxActivationParameters> parameters_;
  std::size_t count_;
  // Whole vectors, so that none lies across two cache lines.
  std::vector<f32x4> x_;
  std::vector<f32x4> y_;
};

}  // namespace actlab
