// SPDX-License-Identifier: MIT
// PCG32, seeding by a 64-bit mix, and the distributions.
#include "core/random/random.h"

#include <cmath>
#include <utility>

#include "core/contract.h"
#include "core/simd/math.h"

namespace actlab {
namespace {

// SplitMix64's output function (Steele, Lea & Flood 2014): neighbouring seeds become unrelated states.
std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed, Stream stream, std::uint64_t index) {
  const std::uint64_t purpose = mix(mix(static_cast<std::uint64_t>(stream)) ^ index);
  state_ = mix(seed ^ purpose);
  increment_ = (mix(purpose) << 1) | 1u;  // odd, as a full period needs
}

std::uint32_t Random::bits() {
  const std::uint64_t old = state_;
  state_ = old * 6364136223846793005u + increment_;
  const auto shifted = static_cast<std::uint32_t>(((old >> 18) ^ old) >> 27);
  const auto rotation = static_cast<std::uint32_t>(old >> 59);
  return (shifted >> rotation) | (shifted << ((32u - rotation) & 31u));
}

float Random::uniform() { return static_cast<float>(bits() >> 8) * 0x1p-24f; }

float Random::uniform(float low, float high) { return low + (high - low) * uniform(); }

std::uint32_t Random::below(std::uint32_t bound) {
  ACTLAB_EXPECT(bound > 0);
  std::uint64_t product = std::uint64_t{bits()} * bound;
  if (static_cast<std::uint32_t>(product) < bound) {
    const std::uint32_t uneven = (0u - bound) % bound;
    while (static_cast<std::uint32_t>(product) < uneven) product = std::uint64_t{bits()} * bound;
  }
  return static_cast<std::uint32_t>(product >> 32);
}

float Random::normal() {
  if (has_spare_) {
    has_spare_ = false;
    return spare_;
  }
  float u, v, s;
  do {
    u = 2.0f * uniform() - 1.0f;
    v = 2.0f * uniform() - 1.0f;
    s = u * u + v * v;
  } while (s >= 1.0f || s == 0.0f);
  const float scale = std::sqrt(-2.0f * first_lane(log(splat(s))) / s);
  spare_ = v * scale;
  has_spare_ = true;
  return u * scale;
}

float Random::truncated_normal() {
  float z;
  do {
    z = normal();
  } while (std::fabs(z) > 2.0f);
  return z;
}

void shuffle(std::span<std::uint32_t> items, Random& random) {
  for (std::size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1], items[random.below(static_cast<std::uint32_t>(i))]);
  }
}

}  // namespace actlab
