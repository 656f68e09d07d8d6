// SPDX-License-Identifier: MIT
// Thinning rows and unrolling the ring.
#include "core/train/history.h"

#include <algorithm>

#include "core/contract.h"

namespace actlab {
namespace {

// Far more updates than a run makes.
constexpr std::uint64_t kLongestInterval = std::uint64_t{1} << 40;

}  // namespace

std::uint32_t fitting_interval(std::size_t measured_rows, std::size_t batch_size) {
  // measured / (0.04 * 2 * batch), upwards.
  const std::uint64_t every = (25ull * measured_rows + 2 * batch_size - 1) / (2 * batch_size);
  return static_cast<std::uint32_t>(std::max<std::uint64_t>(10, every));
}

History::History(std::uint64_t every, std::size_t layers)
    : every_(every), interval_(every), columns_(kColumns + 2 * layers) {
  ACTLAB_EXPECT(every >= 1);
  for (auto& column : columns_) column.reserve(kRows);
}

void History::clear() {
  interval_ = every_;
  for (auto& column : columns_) column.clear();
}

void History::add(const std::array<float, kColumns>& row, std::span<const LayerUpdate> layers) {
  ACTLAB_EXPECT(columns_.size() == kColumns + 2 * layers.size());
  if (rows() == kRows) {
    for (auto& column : columns_) {
      for (std::size_t i = 0; i < kRows / 2; ++i) column[i] = column[2 * i];
      column.resize(kRows / 2);
    }
    interval_ *= 2;
  }
  for (std::size_t c = 0; c < kColumns; ++c) columns_[c].push_back(row[c]);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    columns_[kColumns + 2 * i].push_back(layers[i].gradient_rms);
    columns_[kColumns + 2 * i + 1].push_back(layers[i].update_ratio);
  }
}

bool History::show(Archive& archive) {
  archive.show(interval_);
  bool even = true;
  for (auto& column : columns_) {
    archive.show(column, kRows);
    even = even && column.size() == rows();
  }
  return even && interval_ >= every_ && interval_ <= kLongestInterval;
}

void LossRing::show(Archive& archive) {
  std::vector<float> kept = since(0);
  archive.show(count_);
  archive.show(kept, kCapacity);
  for (std::size_t i = 0; i < kept.size(); ++i) ring_[(dropped() + i) % kCapacity] = kept[i];
}

std::vector<float> LossRing::since(std::uint64_t from) const {
  std::vector<float> losses;
  for (std::uint64_t i = std::max(from, dropped()); i < count_; ++i) losses.push_back(ring_[i % kCapacity]);
  return losses;
}

}  // namespace actlab
