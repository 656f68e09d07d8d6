// SPDX-License-Identifier: MIT
// Gates as an activation and products.
#include "core/activation/gate.h"

namespace actlab {

void gate_forward(const BoundActivation& gate, const float* x, float* y, float* slopes, std::size_t n) {
  const float* a = x;
  const float* b = x + n;
  if (slopes == nullptr) {
    gate.value(b, y, n);
    for (std::size_t i = 0; i < n; ++i) y[i] *= a[i];
    return;
  }
  gate.forward(b, slopes, slopes + n, n);
  for (std::size_t i = 0; i < n; ++i) y[i] = a[i] * slopes[i];
  for (std::size_t i = 0; i < n; ++i) slopes[n + i] *= a[i];
}

void gate_backward(const float* slopes, const float* dy, float* dx, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) dx[i] = dy[i] * slopes[i];
  for (std::size_t i = 0; i < n; ++i) dx[n + i] = dy[i] * slopes[n + i];
}

}  // namespace actlab
