// SPDX-License-Identifier: MIT
// Dealing and transposing batches.
#include "core/data/batches.h"

#include <algorithm>
#include <numeric>

#include "core/contract.h"
#include "core/random/random.h"

namespace actlab {

void gather_columns(const float* from, std::size_t width, const std::uint32_t* rows, std::size_t count,
                    float* to) {
  const std::size_t stride = padded(count);
  for (std::size_t b = 0; b < stride; b += kLanes) {
    const float* row[kLanes];
    for (std::size_t i = 0; i < kLanes; ++i) row[i] = from + rows[std::min(b + i, count - 1)] * width;
    std::size_t f = 0;
    for (; f + kLanes <= width; f += kLanes) {
      f32x4 v[kLanes];
      for (std::size_t i = 0; i < kLanes; ++i) v[i] = load(row[i] + f);
      transpose(v);
      for (std::size_t i = 0; i < kLanes; ++i) store(to + (f + i) * stride + b, v[i]);
    }
    for (; f < width; ++f) store(to + f * stride + b, f32x4(row[0][f], row[1][f], row[2][f], row[3][f]));
  }
}

std::vector<std::uint32_t> spread_rows(std::size_t rows, std::size_t most) {
  std::vector<std::uint32_t> spread(std::min(rows, most));
  for (std::size_t i = 0; i < spread.size(); ++i) {
    spread[i] = static_cast<std::uint32_t>(std::uint64_t{i} * rows / spread.size());
  }
  return spread;
}

Batches::Batches(std::size_t rows, std::size_t size, bool shuffled, std::uint64_t seed)
    : size_(std::min(size, rows)),
      per_epoch_((rows + size_ - 1) / size_),
      shuffled_(shuffled),
      seed_(seed),
      order_(rows) {
  ACTLAB_EXPECT(rows >= 1 && size >= 1);
  deal(0);
}

void Batches::deal(std::uint64_t epoch) {
  std::iota(order_.begin(), order_.end(), 0u);
  if (shuffled_) {
    Random random(seed_, Stream::kShuffle, epoch);
    shuffle(order_, random);
  }
}

Batches::Batch Batches::at(std::uint64_t update) {
  // Wraps around for an update before the epoch. Dividing by a number that is known only here takes longer than a layer.
  if (update - first_ >= per_epoch_) {
    const std::uint64_t epoch = update / per_epoch_;
    first_ = epoch * per_epoch_;
    if (shuffled_) deal(epoch);
  }
  const std::size_t start = static_cast<std::size_t>(update - first_) * size_;
  return {order_.data() + start, std::min(size_, order_.size() - start)};
}

}  // namespace actlab
