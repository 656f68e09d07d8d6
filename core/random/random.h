// SPDX-License-Identifier: MIT
// A seeded generator with the distributions the engine needs; the same bits on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace actlab {

// What random numbers are drawn for. Values are part of what a seed means: never renumber them.
enum class Stream : std::uint32_t {
  kData = 1,
  kSplit = 2,
  kShuffle = 3,
  kKernel = 4,
  kBias = 5,
  kSlope = 6,
  kDropout = 7,
  kNoise = 8
};

// PCG32 (O'Neill 2014, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random
// Number Generation"): a 64-bit linear congruence whose high bits choose how they are permuted.
class Random {
 public:
  // seed    of the run
  // stream  purpose; streams of one seed are independent
  // index   which of that purpose: a layer, an epoch
  Random(std::uint64_t seed, Stream stream, std::uint64_t index = 0);

  // Uniform over all 32-bit numbers.
  std::uint32_t bits();

  // Uniform over [0, 1): a multiple of 2^-24.
  float uniform();

  // Uniform over [low, high); high itself can come out by rounding.
  float uniform(float low, float high);

  // Uniform over [0, bound) without bias (Lemire 2019, "Fast Random Integer Generation in an Interval").
  // bound  at least 1
  std::uint32_t below(std::uint32_t bound);

  // Standard normal (Marsaglia's polar method, 1964).
  float normal();

  // Standard normal, drawn again while its size is over two.
  float truncated_normal();

 private:
  std::uint64_t state_;
  std::uint64_t increment_;
  float spare_ = 0;
  bool has_spare_ = false;
};

// Puts the items into a random order (Fisher and Yates).
void shuffle(std::span<std::uint32_t> items, Random& random);

}  // namespace actlab
