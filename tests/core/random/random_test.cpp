// SPDX-License-Identifier: MIT
// Random numbers: distributions against their theory, streams against each other.
#include "core/random/random.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

using namespace actlab;

namespace {

struct Moments {
  double mean = 0, variance = 0, largest = 0;
};

template <class Draw>
Moments moments_of(int count, Draw draw) {
  double sum = 0, squares = 0, largest = 0;
  for (int i = 0; i < count; ++i) {
    const double x = draw();
    sum += x;
    squares += x * x;
    largest = std::max(largest, std::fabs(x));
  }
  const double mean = sum / count;
  return {mean, squares / count - mean * mean, largest};
}

constexpr int kDraws = 200000;

}  // namespace

TEST_CASE("uniform numbers fill [0, 1) evenly") {
  Random random(1, Stream::kData);
  std::vector<int> counts(16);
  for (int i = 0; i < kDraws; ++i) {
    const float u = random.uniform();
    REQUIRE(u >= 0);
    REQUIRE(u < 1);
    ++counts[static_cast<std::size_t>(u * 16)];
  }
  // Chi-square with 15 degrees of freedom is above 44.3 once in ten thousand.
  double chi_square = 0;
  const double expected = kDraws / 16.0;
  for (const int n : counts) chi_square += (n - expected) * (n - expected) / expected;
  CHECK(chi_square < 44.3);
}

TEST_CASE("normal numbers have mean 0, variance 1 and a normal's tails") {
  Random random(2, Stream::kData);
  const Moments m = moments_of(kDraws, [&] { return double{random.normal()}; });
  CHECK(std::fabs(m.mean) < 4 / std::sqrt(double{kDraws}));
  CHECK(std::fabs(m.variance - 1) < 4 * std::sqrt(2.0 / kDraws));
  int beyond_two = 0;
  for (int i = 0; i < kDraws; ++i) beyond_two += std::fabs(random.normal()) > 2 ? 1 : 0;
  CHECK(std::fabs(beyond_two / double{kDraws} - 0.0455003) < 4 * std::sqrt(0.0455 / kDraws));
}

TEST_CASE("truncated normal numbers stay within two and have the variance Keras divides by") {
  Random random(3, Stream::kData);
  const Moments m = moments_of(kDraws, [&] { return double{random.truncated_normal()}; });
  CHECK(m.largest <= 2);
  CHECK(std::fabs(std::sqrt(m.variance) - 0.87962566) < 0.005);
}

TEST_CASE("numbers below a bound are even and stay below it") {
  Random random(4, Stream::kData);
  std::vector<int> counts(7);
  for (int i = 0; i < 70000; ++i) ++counts.at(random.below(7));
  for (const int n : counts) CHECK(std::abs(n - 10000) < 400);
}

TEST_CASE("a bound close to 2^32 does not favour small numbers") {
  Random random(5, Stream::kData);
  const std::uint32_t bound = 0xc0000000u;  // modulo would make the first third twice as likely
  int low = 0;
  for (int i = 0; i < 30000; ++i) low += random.below(bound) < bound / 3 ? 1 : 0;
  CHECK(std::abs(low - 10000) < 400);
}

TEST_CASE("a shuffle keeps every item and puts each anywhere") {
  std::vector<std::uint32_t> items(50);
  std::vector<int> first(50);
  for (std::uint64_t i = 0; i < 5000; ++i) {
    std::iota(items.begin(), items.end(), 0u);
    Random random(6, Stream::kShuffle, i);
    shuffle(items, random);
    ++first[items[0]];
  }
  std::sort(items.begin(), items.end());
  for (std::uint32_t i = 0; i < 50; ++i) CHECK(items[i] == i);
  for (const int n : first) CHECK(std::abs(n - 100) < 50);
}

TEST_CASE("the same seed, stream and index give the same numbers, and a change of any gives others") {
  const auto first = [](Random random) { return (std::uint64_t{random.bits()} << 32) | random.bits(); };
  const std::uint64_t base = first(Random(7, Stream::kKernel, 3));
  CHECK(base == first(Random(7, Stream::kKernel, 3)));
  CHECK(base != first(Random(8, Stream::kKernel, 3)));
  CHECK(base != first(Random(7, Stream::kBias, 3)));
  CHECK(base != first(Random(7, Stream::kKernel, 4)));
}

TEST_CASE("neighbouring seeds are not correlated") {
  double sum = 0;
  for (std::uint64_t seed = 0; seed < 20000; ++seed) {
    Random a(seed, Stream::kData), b(seed + 1, Stream::kData);
    sum += (static_cast<double>(a.uniform()) - 0.5) * (static_cast<double>(b.uniform()) - 0.5);
  }
  CHECK(std::fabs(sum / 20000 * 12) < 4 / std::sqrt(20000.0));
}
