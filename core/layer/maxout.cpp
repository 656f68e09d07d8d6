// SPDX-License-Identifier: MIT
// A dense layer's products, and the largest of each unit's.
#include "core/layer/maxout.h"

#include "core/simd/f32x4.h"

namespace actlab {

MaxoutLayer::MaxoutLayer(const MaxoutConfig& config, std::size_t inputs)
    : units_(config.units),
      pieces_(config.pieces),
      lines_{.inputs = inputs, .outputs = config.units * config.pieces, .use_bias = config.use_bias} {}

void MaxoutLayer::place(Placement& placement) {
  lines_.place(placement, units_);
  z_ = placement.buffer(lines_.outputs * placement.capacity);
}

void MaxoutLayer::forward(const float* x, float* y, std::size_t B, const Pass& pass) const {
  lines_.forward(x, z_, B, pass);
  for (std::size_t u = 0; u < units_; ++u) {
    for (std::size_t b = 0; b < B; b += kLanes) {
      const float* z = z_ + u * pieces_ * B + b;
      f32x4 largest = load(z);
      for (std::size_t k = 1; k < pieces_; ++k) {
        const f32x4 piece = load(z + k * B);
        largest = select((piece > largest) | (piece != piece), piece, largest);
      }
      store(y + u * B + b, largest);
    }
  }
}

void MaxoutLayer::backward(const float* x, const float* y, const float* dy, float* dx, std::size_t B,
                           const Pass& pass) const {
  for (std::size_t u = 0; u < units_; ++u) {
    for (std::size_t b = 0; b < B; b += kLanes) {
      float* z = z_ + u * pieces_ * B + b;
      const f32x4 largest = load(y + u * B + b), gradient = load(dy + u * B + b);
      mask4 open = largest == largest;  // no piece has won yet
      for (std::size_t k = 0; k < pieces_; ++k) {
        const mask4 wins = (load(z + k * B) == largest) & open;
        store(z + k * B, gradient & wins);
        open = open & ~wins;
      }
    }
  }
  lines_.backward(x, nullptr, z_, dx, B, pass);
}

}  // namespace actlab
