// SPDX-License-Identifier: MIT
// A cut through the rows in order or in a shuffled order.
#include "core/data/split.h"

#include <algorithm>
#include <numeric>

#include "core/contract.h"
#include "core/random/random.h"

namespace actlab {

Split split_rows(std::size_t rows, double test_fraction, bool shuffled, std::uint64_t seed) {
  ACTLAB_EXPECT(rows >= 1 && test_fraction >= 0 && test_fraction < 1);
  std::vector<std::uint32_t> order(rows);
  std::iota(order.begin(), order.end(), 0u);
  if (shuffled) {
    Random random(seed, Stream::kSplit);
    shuffle(order, random);
  }
  const auto tests = static_cast<std::size_t>(static_cast<double>(rows) * test_fraction + 0.5);
  const auto cut = order.begin() + static_cast<std::ptrdiff_t>(rows - std::min(tests, rows - 1));
  return {{order.begin(), cut}, {cut, order.end()}};
}

}  // namespace actlab
