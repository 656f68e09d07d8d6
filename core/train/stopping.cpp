// SPDX-License-Identifier: MIT
// The conditions in their order: what was aimed at first, what only gives up last.
#include "core/train/stopping.h"

#include <cmath>

#include "core/decimal.h"

namespace actlab {

std::string in_words(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return "infinite";
  return decimal(number, 6);
}

std::optional<Stopping::End> Stopping::judge(std::uint64_t step, double loss, double accuracy) {
  if (config_.loss && loss <= *config_.loss)
    return End{Status::kConverged, "the training loss reached " + in_words(loss)};
  if (config_.accuracy && accuracy >= *config_.accuracy) {
    return End{Status::kConverged, std::string(has_test_ ? "the test" : "the training") +
                                       " accuracy reached " + in_words(accuracy)};
  }
  if (on_plateau(step, loss)) {
    return End{Status::kStopped, "the training loss has not fallen by more than " +
                                     in_words(config_.plateau->min_delta) + " in " +
                                     std::to_string(step - best_step_) + " updates"};
  }
  if (step >= config_.steps)
    return End{Status::kStopped, std::to_string(step) + " updates made, as asked for"};
  return std::nullopt;
}

bool Stopping::on_plateau(std::uint64_t step, double loss) {
  if (!config_.plateau) return false;
  if (loss < best_ - config_.plateau->min_delta) {
    best_ = loss;
    best_step_ = step;
  }
  return step - best_step_ >= config_.plateau->updates;
}

std::optional<Stopping::End> Stopping::spend(double seconds) {
  spent_ += seconds;
  if (!config_.seconds || spent_ < *config_.seconds) return std::nullopt;
  return End{Status::kStopped, in_words(*config_.seconds) + " seconds of training, as asked for"};
}

bool Stopping::is_used_up(std::uint64_t step) const {
  return step >= config_.steps || (config_.seconds && spent_ >= *config_.seconds);
}

void Stopping::show(Archive& archive) {
  archive.show(best_);
  archive.show(best_step_);
  archive.show(spent_);
}

}  // namespace actlab
