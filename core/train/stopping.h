// SPDX-License-Identifier: MIT
// When a run ends by itself: judged on the rows of its history.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "core/archive.h"

namespace actlab {

struct PlateauConfig {
  std::uint32_t updates = 500;  // so long without a better training loss
  double min_delta = 1e-4;      // a loss is better when it is lower than the best one by more than this
};

// What is missing never ends a run.
struct StopConfig {
  std::uint32_t steps = 2000;      // so many updates have been made
  std::optional<double> loss;      // the training loss is at most this
  std::optional<double> accuracy;  // on test samples, on training samples when there are none: at least this
  std::optional<PlateauConfig> plateau;
  std::optional<double> seconds;  // so many have been spent on updates
};

// Unsigned, so that what is restored is compared with one end alone.
enum class Status : std::uint8_t { kRunning, kConverged, kStopped, kDiverged };

// Six significant digits, as a person reads a loss.
std::string in_words(double number);

class Stopping {
 public:
  // has_test  whether accuracy is that of the test part
  Stopping(const StopConfig& config, bool has_test) : config_(config), has_test_(has_test) {}

  // As new.
  void reset() { *this = Stopping(config_, has_test_); }

  // Forgets how good the loss has been, as when the parameters have been changed from outside.
  void forget_best() { best_ = kNone; }

  // Saves what is remembered, or restores it.
  void show(Archive& archive);

  struct End {
    Status status;
    std::string reason;
  };

  // The end that a measurement calls for, or nothing. Rows come in the order of their steps.
  // loss      of the training part, finite
  // accuracy  of the test part, or of the training part when there is none
  std::optional<End> judge(std::uint64_t step, double loss, double accuracy);

  // Counts seconds spent on updates, and gives the end that they call for, or nothing.
  std::optional<End> spend(double seconds);

  // No updates or no seconds are left, whatever the parameters are.
  bool is_used_up(std::uint64_t step) const;

 private:
  static constexpr double kNone = std::numeric_limits<double>::infinity();

  bool on_plateau(std::uint64_t step, double loss);

  StopConfig config_;
  bool has_test_;
  double best_ = kNone;  // training loss, and the step it was seen at
  std::uint64_t best_step_ = 0;
  double spent_ = 0;  // seconds
};

}  // namespace actlab
