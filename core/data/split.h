// SPDX-License-Identifier: MIT
// Which samples train and which test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace actlab {

struct Split {
  std::vector<std::uint32_t> train, test;  // row numbers
};

// rows           at least 1
// test_fraction  in [0, 1): round(rows * test_fraction) rows test, but at least one row trains
// shuffled       true: rows are drawn from the seed; false: the order stays and the last rows test
Split split_rows(std::size_t rows, double test_fraction, bool shuffled, std::uint64_t seed);

}  // namespace actlab
