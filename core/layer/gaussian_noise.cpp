// SPDX-License-Identifier: MIT
// Noise in pairs of vectors, as the generator makes it.
#include "core/layer/gaussian_noise.h"

#include <algorithm>

#include "core/random/lanes.h"

namespace actlab {

void GaussianNoise::forward(const float* x, float* y, std::size_t B, const Pass& pass) const {
  const std::size_t n = inputs_ * B;
  if (!pass.training) {
    std::copy_n(x, n, y);
    return;
  }
  RandomLanes random(pass.seed, Stream::kNoise, pass.draw(index_));
  const f32x4 stddev = stddev_;
  for (std::size_t i = 0; i < n; i += 2 * kLanes) {
    const auto [first, second] = random.normals();
    store(y + i, load(x + i) + stddev * first);
    if (i + kLanes < n) store(y + i + kLanes, load(x + i + kLanes) + stddev * second);
  }
}

void GaussianNoise::backward(const float* /*x*/, const float* /*y*/, const float* dy, float* dx,
                             std::size_t B, const Pass& /*pass*/) const {
  if (dx != nullptr) std::copy_n(dy, inputs_ * B, dx);
}

}  // namespace actlab
