// SPDX-License-Identifier: MIT
// One pass for each limit, two where there is something to shorten.
#include "core/train/clip.h"

#include <cmath>

#include "core/simd/f32x4.h"

namespace actlab {
namespace {

// Four sums side by side, so that no addition waits for the one before it.
double norm_of(std::span<const float> numbers) {
  double sums[kLanes] = {};
  for (std::size_t i = 0; i < numbers.size(); i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const auto x = static_cast<double>(numbers[i + lane]);
      sums[lane] += x * x;
    }
  }
  return std::sqrt((sums[0] + sums[1]) + (sums[2] + sums[3]));
}

template <class Change>
void change_all(std::span<float> numbers, Change change) {
  for (std::size_t i = 0; i < numbers.size(); i += kLanes) store(&numbers[i], change(load(&numbers[i])));
}

}  // namespace

void clip(std::span<float> gradients, const ClipConfig& config) {
  if (config.value) {
    const f32x4 limit = splat(static_cast<float>(*config.value));
    change_all(gradients, [limit](f32x4 g) { return min(max(g, -limit), limit); });
  }
  if (!config.norm) return;
  const double share = *config.norm / (norm_of(gradients) + 1e-6);  // PyTorch's guard against 0
  if (!(share < 1)) return;
  change_all(gradients, [factor = splat(static_cast<float>(share))](f32x4 g) { return g * factor; });
}

}  // namespace actlab
