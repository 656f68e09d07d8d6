// SPDX-License-Identifier: MIT
// An experiment as a typed, plain object with every default; what may stand in each field is in *_fields.cpp.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/data/scaler.h"
#include "core/model/data_spec.h"
#include "core/model/layer_spec.h"
#include "core/train/clip.h"
#include "core/train/loss.h"
#include "core/train/optimizer.h"
#include "core/train/schedule.h"
#include "core/train/stopping.h"

namespace actlab {

struct Spec {
  std::uint32_t version = 1;
  std::uint32_t seed = 1;
  DataSpec data;
  Scaling scaling = Scaling::kNone;
  double test_fraction = 0.5;
  bool shuffle = true;
  std::vector<LayerSpec> layers;  // empty: dense 8, relu, dense 8, relu and an output that fits the data
  std::optional<Loss> loss;       // nothing: the one that fits the data
  double huber_delta = 1;         // of huber
  OptimizerConfig optimizer = Adam{};
  ScheduleConfig schedule;
  ClipConfig clip;
  std::uint32_t batch_size = 32;
  StopConfig stop;
  std::optional<std::uint32_t> probe_every;  // nothing: seldom enough to take at most 5 % of the time
};

}  // namespace actlab
