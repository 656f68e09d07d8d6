// SPDX-License-Identifier: MIT
// How the learning rate changes with the updates made: a factor on the optimizer's own.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

namespace actlab {

// Each is an aggregate of its settings and says its factor of the update k, counted from 0. They are PyTorch's
// schedulers of torch.optim.lr_scheduler, stepped after every update.

struct ConstantSchedule {
  static constexpr std::string_view kName = "constant";
};

// factor^floor(k / every) (StepLR).
struct StepSchedule {
  static constexpr std::string_view kName = "step";
  std::uint32_t every = 500;  // updates
  double factor = 0.5;
};

// factor^k (ExponentialLR).
struct ExponentialSchedule {
  static constexpr std::string_view kName = "exponential";
  double factor = 0.999;
};

// min + (1 - min) (1 + cos(pi k / steps)) / 2, and min from update `steps` on (CosineAnnealingLR, which would rise
// again).
struct CosineSchedule {
  static constexpr std::string_view kName = "cosine";
  std::uint32_t steps = 2000;
  double min = 0;  // share of the learning rate at the end
};

// (k + 1) / steps, and 1 from then on (LinearLR with a start_factor of 1 / steps).
struct WarmupSchedule {
  static constexpr std::string_view kName = "warmup";
  std::uint32_t steps = 100;
};

// Half a cosine up from 1 / div_factor to 1, then one down to 1 / (div_factor final_div_factor), which it keeps
// (OneCycleLR, whose max_lr is the optimizer's learning rate here; momentum stays as it is).
struct OneCycleSchedule {
  static constexpr std::string_view kName = "one_cycle";
  std::uint32_t steps = 2000;
  double pct_start = 0.3;  // share of the steps that goes up
  double div_factor = 25, final_div_factor = 10000;
};

using ScheduleConfig = std::variant<ConstantSchedule, StepSchedule, ExponentialSchedule, CosineSchedule,
                                    WarmupSchedule, OneCycleSchedule>;

// The factor of the given update, counted from 0: a function of nothing else, and of the same bits everywhere.
// config  checked by model/
double rate_factor(const ScheduleConfig& config, std::uint64_t update);

}  // namespace actlab
