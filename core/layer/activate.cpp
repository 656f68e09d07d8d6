// SPDX-License-Identifier: MIT
// An activation over a whole batch: one pass forward, one product backward.
#include "core/layer/activate.h"

#include "core/simd/f32x4.h"

namespace actlab {

void Activate::forward(const float* z, float* a, std::size_t B, bool training) const {
  if (training) {
    function->forward(z, a, slope, units * B, parameters.data());
  } else {
    function->value(z, a, units * B, parameters.data());
  }
}

void Activate::backward(const float* /*z*/, const float* da, float* dz, std::size_t B) const {
  if (dz == nullptr) return;
  for (std::size_t i = 0; i < units * B; i += 4) store(dz + i, load(da + i) * load(slope + i));
}

}  // namespace actlab
