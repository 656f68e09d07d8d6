// SPDX-License-Identifier: MIT
// Seeding the lanes, and normal numbers.
#include "core/random/lanes.h"

#include "core/simd/math.h"

namespace actlab {

RandomLanes::RandomLanes(std::uint64_t seed, Stream stream, std::uint64_t index) {
  Random random(seed, stream, index);
  for (auto& words : s_) {
    const std::uint32_t lane[] = {random.bits(), random.bits(), random.bits(), random.bits()};
    words = load_integers(lane);
  }
}

RandomLanes::NormalPair RandomLanes::normals() {
  constexpr TrigScale kTurn = trig_scale(6.28318530717958647693);
  const f32x4 radius = sqrt(-2.0f * log(1.0f - uniform()));  // of numbers in (0, 1]
  const SinCos direction = sin_cos(uniform(), kTurn);
  return {radius * direction.cos, radius * direction.sin};
}

}  // namespace actlab
