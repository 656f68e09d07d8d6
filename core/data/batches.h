// SPDX-License-Identifier: MIT
// Samples ready to learn from, and their order in batches.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/simd/f32x4.h"

namespace actlab {

// Scaled inputs and encoded targets of one part (training or test), row by row.
struct Samples {
  std::size_t rows = 0, inputs = 0, outputs = 0;
  std::vector<float> x;  // (rows, inputs)
  std::vector<float> y;  // (rows, outputs)
};

// to (width, padded(count)) = the named rows of from (rows, width) as columns. The last one stands in the padding too:
// what a network makes of it is as finite as what it makes of the sample, so that nothing times 0 is NaN there.
void gather_columns(const float* from, std::size_t width, const std::uint32_t* rows, std::size_t count,
                    float* to);

// min(rows, most) of the rows 0 to rows - 1, ascending and evenly spread.
std::vector<std::uint32_t> spread_rows(std::size_t rows, std::size_t most);

// Which rows make the batch of an update. Each epoch deals every row once; its last batch holds what is left.
class Batches {
 public:
  // rows      at least 1
  // size      rows in a batch, at least 1; larger than `rows` means all of them
  // shuffled  true: every epoch has an order of its own, from the seed
  Batches(std::size_t rows, std::size_t size, bool shuffled, std::uint64_t seed);

  struct Batch {
    const std::uint32_t* rows;  // valid until the next call of `at`
    std::size_t count;
  };

  // The batch of the given update, counted from 0; any order of calls gives the same batches.
  Batch at(std::uint64_t update);

  std::size_t per_epoch() const { return per_epoch_; }

 private:
  // Runs once an epoch, so it is compiled to be small.
  [[gnu::cold]] void deal(std::uint64_t epoch);

  std::size_t size_, per_epoch_;
  bool shuffled_;
  std::uint64_t seed_, first_ = 0;  // update of the epoch that is dealt
  std::vector<std::uint32_t> order_;
};

}  // namespace actlab
