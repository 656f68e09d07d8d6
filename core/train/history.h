// SPDX-License-Identifier: MIT
// What is remembered of a run, in a fixed amount of memory however long it goes on.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/archive.h"
#include "core/train/update_meter.h"

namespace actlab {

// Updates between rows of history that keep measuring below 5 % of training, at least 10. A sample that is measured
// counts 1, for going forward; one of a batch counts 2, and 4 % are aimed at. It takes 2.1 to 2.9 times as long
// (tests/bench/overhead.ts).
// measured_rows  samples that go into a row of history
// batch_size     samples of an update, at least 1
std::uint32_t fitting_interval(std::size_t measured_rows, std::size_t batch_size);

// Measurements over the training and the test part, and of the update before. When it is full every second row goes and the
// interval doubles, so that a run of any length is covered evenly.
class History {
 public:
  static constexpr std::size_t kRows = 4096;
  enum Column { kStep, kTrainLoss, kTestLoss, kTrainAccuracy, kTestAccuracy, kLearningRate, kColumns };

  // every   updates between rows, at least 1
  // layers  that learn
  History(std::uint64_t every, std::size_t layers);

  // Floats that it takes.
  static constexpr std::size_t floats(std::size_t layers) { return (kColumns + 2 * layers) * kRows; }

  void clear();

  // True at updates where a row belongs.
  bool is_due(std::uint64_t step) const { return step % interval_ == 0; }

  // layers  one for each of those that learn
  void add(const std::array<float, kColumns>& row, std::span<const LayerUpdate> layers);

  // False when what was restored is no history.
  bool show(Archive& archive);

  std::size_t rows() const { return columns_[kStep].size(); }
  const std::vector<float>& column(Column column) const { return columns_[column]; }
  // Of the i-th layer that learns.
  const std::vector<float>& gradient_rms(std::size_t i) const { return columns_[kColumns + 2 * i]; }
  const std::vector<float>& update_ratio(std::size_t i) const { return columns_[kColumns + 2 * i + 1]; }

 private:
  std::uint64_t every_, interval_;
  std::vector<std::vector<float>> columns_;
};

// The losses of the latest updates.
class LossRing {
 public:
  static constexpr std::size_t kCapacity = 65536;

  LossRing() : ring_(kCapacity) {}
  void clear() { count_ = 0; }
  void add(float loss) { ring_[count_++ % kCapacity] = loss; }
  void show(Archive& archive);

  // Losses of the updates from number `from` on, as far as they are still kept.
  std::vector<float> since(std::uint64_t from) const;

 private:
  // How many of all losses are kept no more.
  std::uint64_t dropped() const { return count_ > kCapacity ? count_ - kCapacity : 0; }

  std::vector<float> ring_;
  std::uint64_t count_ = 0;
};

}  // namespace actlab
