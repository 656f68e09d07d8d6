// SPDX-License-Identifier: MIT
// Walks over the float line: every bit pattern or every n-th, and the neighbours of chosen points.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "tests/support/bits.h"

namespace actlab::test {

// Distance between the bit patterns of a walk. Prime, so that mantissas do not repeat from binade to binade;
// 2^32 / 1021 > 2^22 inputs, more than 8,000 of them with each exponent. Unoptimised builds take every 16th.
#ifdef NDEBUG
inline constexpr std::uint32_t kWalkStride = 1021;
#else
inline constexpr std::uint32_t kWalkStride = 16381;
#endif

// Inputs where kernels are most likely to go wrong.
inline std::vector<float> special_inputs() {
  using Limits = std::numeric_limits<float>;
  std::vector<float> x = {Limits::infinity(), Limits::max(), Limits::min(), Limits::denorm_min()};
  // Around 17.3, 44, 88 and 104, e^-x falls below the last place of 1, then of its square, then of normal
  // numbers and of all numbers.
  for (const float value : {0.0f, 1e-40f, 1e-30f, 1e-12f, 0.5f, 1.0f, 10.0f, 17.4f, 43.7f, 88.0f, 88.73f,
                            103.97f, 104.0f, 1e4f, 1e30f}) {
    x.push_back(value);
  }
  const std::size_t count = x.size();
  for (std::size_t i = 0; i < count; ++i) x.push_back(-x[i]);
  x.push_back(Limits::quiet_NaN());
  return x;
}

// Calls consume(const float* x, std::size_t n) with blocks that together hold every `stride`-th bit pattern
// (NaNs too), the special inputs, and 2,048 floats on either side of every point of `near`.
template <class Consume>
void walk_floats(std::uint32_t stride, const std::vector<float>& near, Consume consume) {
  std::vector<float> block;
  block.reserve(4096);
  const auto add = [&](float x) {
    block.push_back(x);
    if (block.size() < 4096) return;
    consume(block.data(), block.size());
    block.clear();
  };
  for (std::uint64_t bits = 0; bits < (std::uint64_t{1} << 32); bits += stride) {
    add(float_of_bits(static_cast<std::uint32_t>(bits)));
  }
  for (const float x : special_inputs()) add(x);
  for (const float point : near) {
    float up = point;
    float down = point;
    for (int i = 0; i < 2048; ++i) {
      add(up);
      add(down);
      up = std::nextafter(up, std::numeric_limits<float>::infinity());
      down = std::nextafter(down, -std::numeric_limits<float>::infinity());
    }
  }
  if (!block.empty()) consume(block.data(), block.size());
}

}  // namespace actlab::test
