// SPDX-License-Identifier: MIT
// The lanes against the published generator, and the distributions by their moments and shares.
#include "core/random/lanes.h"

#include <doctest.h>

#include <array>
#include <cmath>
#include <set>
#include <vector>

using namespace actlab;

namespace {

// xoshiro128++ as its authors publish it, one number at a time.
struct Reference {
  std::array<std::uint32_t, 4> s;

  static std::uint32_t rotated(std::uint32_t x, int k) { return (x << k) | (x >> (32 - k)); }
  std::uint32_t next() {
    const std::uint32_t result = rotated(s[0] + s[3], 7) + s[0];
    const std::uint32_t t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotated(s[3], 11);
    return result;
  }
};

std::array<float, 4> lanes_of(f32x4 v) {
  std::array<float, 4> lanes;
  store(lanes.data(), v);
  return lanes;
}

// 400,000 normal numbers, in the order made.
std::vector<double> many_normals() {
  RandomLanes random(5, Stream::kNoise, 3);
  std::vector<double> numbers;
  for (int i = 0; i < 50000; ++i) {
    const auto [first, second] = random.normals();
    for (const f32x4 part : {first, second}) {
      for (const float z : lanes_of(part)) numbers.push_back(double{z});
    }
  }
  return numbers;
}

}  // namespace

TEST_CASE("each lane is xoshiro128++ from the state that Random draws for it") {
  // The first numbers that the authors' program gives from the state 1, 2, 3, 4.
  Reference published{{1, 2, 3, 4}};
  for (const std::uint32_t expected : {641u, 1573767u, 3222811527u, 3517856514u, 836907274u, 4247214768u})
    REQUIRE(published.next() == expected);

  Random seeds(9, Stream::kDropout, 77);
  std::array<Reference, 4> lanes;
  for (std::size_t word = 0; word < 4; ++word) {
    for (auto& lane : lanes) lane.s[word] = seeds.bits();
  }
  RandomLanes bits(9, Stream::kDropout, 77), uniform(9, Stream::kDropout, 77);
  for (int i = 0; i < 1000; ++i) {
    std::array<std::uint32_t, 4> got;
    wasm_v128_store(got.data(), bits.bits().v);
    const auto numbers = lanes_of(uniform.uniform());
    for (std::size_t k = 0; k < 4; ++k) {
      const std::uint32_t expected = lanes[k].next();
      REQUIRE(got[k] == expected);
      REQUIRE(double{numbers[k]} == std::ldexp(static_cast<double>(expected >> 8), -24));
    }
  }
}

TEST_CASE("other seeds, purposes and indices give other numbers, and so do the lanes") {
  std::set<float> first;
  for (const std::uint64_t seed : {0, 1, 2}) {
    for (const Stream stream : {Stream::kDropout, Stream::kNoise}) {
      for (const std::uint64_t index : {0, 1, 64}) {
        for (const float x : lanes_of(RandomLanes(seed, stream, index).uniform())) first.insert(x);
      }
    }
  }
  CHECK(first.size() == 3 * 2 * 3 * 4);
}

TEST_CASE(
    "normal numbers have the moments and the tails of the normal distribution, and neighbours are "
    "unrelated") {
  const auto z = many_normals();
  const auto n = static_cast<double>(z.size());
  double mean = 0, square = 0, cube = 0, fourth = 0, beyond[4] = {};
  for (const double x : z) {
    REQUIRE(std::fabs(x) < 6);
    mean += x / n;
    square += x * x / n;
    cube += x * x * x / n;
    fourth += x * x * x * x / n;
    for (int k = 0; k < 4; ++k) beyond[k] += std::fabs(x) > k + 1 ? 1 / n : 0;
  }
  // Within four standard errors, of which a right generator leaves one in 16,000 times.
  const double error = 4 / std::sqrt(n);
  CHECK(std::fabs(mean) < error);
  CHECK(std::fabs(square - 1) < error * std::sqrt(2.0));
  CHECK(std::fabs(cube) < error * std::sqrt(15.0));
  CHECK(std::fabs(fourth - 3) < error * std::sqrt(96.0));
  for (int k = 0; k < 4; ++k) {
    const double share = std::erfc((k + 1) / std::sqrt(2.0));
    CHECK(std::fabs(beyond[k] - share) < error * std::sqrt(share));
  }
  for (const std::size_t apart : {1, 2, 3, 4, 8}) {
    double product = 0;
    for (std::size_t i = apart; i < z.size(); ++i) product += z[i] * z[i - apart] / n;
    CHECK(std::fabs(product) < error);
  }
}
