// SPDX-License-Identifier: MIT
// What is remembered of a run, in a fixed amount of memory however long it goes on.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/archive.h"

namespace actlab {

// Measurements over the training and the test part. When it is full every second row goes and the interval
// doubles, so that a run of any length is covered evenly.
class History {
 public:
  static constexpr std::size_t kRows = 4096;
  enum Column { kStep, kTrainLoss, kTestLoss, kTrainAccuracy, kTestAccuracy, kLearningRate, kColumns };

  // every  updates between rows, at least 1
  explicit History(std::uint64_t every);

  void clear();

  // True at updates where a row belongs.
  bool is_due(std::uint64_t step) const { return step % interval_ == 0; }

  void add(const std::array<float, kColumns>& row);

  // False when what was restored is no history.
  bool show(Archive& archive);

  std::size_t rows() const { return columns_[kStep].size(); }
  const std::vector<float>& column(Column column) const { return columns_[column]; }

 private:
  std::uint64_t every_, interval_;
  std::array<std::vector<float>, kColumns> columns_;
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
