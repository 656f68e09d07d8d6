// SPDX-License-Identifier: MIT
// One factor an element, kept for the way back.
#include "core/layer/dropout.h"

#include <algorithm>

#include "core/random/lanes.h"

namespace actlab {

void Dropout::forward(const float* x, float* y, std::size_t B, const Pass& pass) const {
  const std::size_t n = inputs_ * B;
  if (!pass.training) {
    std::copy_n(x, n, y);
    return;
  }
  RandomLanes random(pass.seed, Stream::kDropout, pass.draw(index_));
  const f32x4 rate = rate_, scale = 1.0f / (1.0f - rate_);
  for (std::size_t i = 0; i < n; i += kLanes) {
    const f32x4 factor = scale & (random.uniform() >= rate);
    store(factors_ + i, factor);
    store(y + i, load(x + i) * factor);
  }
}

void Dropout::backward(const float* /*x*/, const float* /*y*/, const float* dy, float* dx, std::size_t B,
                       const Pass& pass) const {
  const std::size_t n = inputs_ * B;
  if (dx == nullptr) return;
  if (!pass.training) {
    std::copy_n(dy, n, dx);
    return;
  }
  for (std::size_t i = 0; i < n; i += kLanes) store(dx + i, load(dy + i) * load(factors_ + i));
}

}  // namespace actlab
