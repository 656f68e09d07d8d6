// SPDX-License-Identifier: MIT
// What goes on inside a network: of every layer what goes in and comes out, which units are dead, saturated or copies, and
// how large gradients and updates are. Allocates: for whoever looks, not for training.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/layer/network.h"
#include "core/train/update_meter.h"

namespace actlab {

// Over all units and samples.
struct Moments {
  double mean = 0, deviation = 0;  // standard deviation, of this very population
};

// Counts of numbers in bins of equal width over [-edge, edge), each with its lower end. NaN is counted nowhere.
struct Histogram {
  static constexpr std::size_t kBins = 64;
  double edge =
      1;  // the smallest power of two of at least 4 root mean squares; 1 if these are 0 or not finite
  std::array<std::uint32_t, kBins> counts{};
  std::uint32_t below = 0, above = 0;
};

// What comes out of a layer.
struct OutputDiagnostics {
  std::size_t units = 0;
  Moments moments;
  double zero_share = 0;            // of exactly 0, of either sign
  std::vector<std::uint32_t> dead;  // units that are 0 for every sample, ascending
};

// What goes into a layer that applies an activation function.
struct InputDiagnostics {
  Moments moments;
  Histogram histogram;
  double saturated_share = 0;  // where |f'(z)| is below the threshold
};

// The array of a layer that LayerWeight tells of.
struct WeightDiagnostics {
  double norm = 0;          // root of the sum of squares
  double gradient_rms = 0;  // of dL/dW
  double update_ratio = 0;  // see LayerUpdate; of the last update, NaN without one
  std::size_t copies = 0;   // units whose weights and bias have the bits of another unit's
};

struct LayerDiagnostics {
  // RMS of dL/dz: z is what goes into a layer that applies an activation function, and what comes out of any other.
  double dz_rms = 0;
  OutputDiagnostics output;
  std::optional<InputDiagnostics> z;
  std::optional<WeightDiagnostics> weight;
  std::vector<float> slopes;  // a prelu's, one or one a unit
};

// L is the mean loss of the samples, without penalties; the network is as in evaluation.
struct Diagnostics {
  std::size_t rows;                      // samples looked at
  std::vector<LayerDiagnostics> layers;  // every one
};

// Uses the network's gradients and its output's gradient up.
// network    after a forward pass that kept, with dL/doutput in place
// x          (inputs, B) of that pass
// pass       that pass
// threshold  above 0
Diagnostics diagnose_pass(Network& network, const float* x, const Pass& pass, const UpdateMeter& meter,
                          float threshold);

}  // namespace actlab
