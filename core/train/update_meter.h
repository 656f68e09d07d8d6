// SPDX-License-Identifier: MIT
// How large an update was: gradient and step of every layer's weight, measured for those updates that are asked about.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/layer/arena.h"
#include "core/layer/network.h"

namespace actlab {

// The array that stands for a layer that learns: its first, `weight` or `slope`. Biases are left out: most start at 0,
// and would hide what the weights do.
struct LayerWeight {
  std::size_t layer;
  std::size_t parameter;     // in Network::parameters()
  std::size_t offset, size;  // in Network::values() and gradients()
};

// In the order of the layers. The network may be one that only measures.
std::vector<LayerWeight> layer_weights(const Network& network);

// Of a layer's weight in one update; NaN before there was one.
struct LayerUpdate {
  float gradient_rms;  // of dL/dW over the batch, before clipping
  float update_ratio;  // RMS of the step over that of the weight before it; infinite where all of that was 0
};

// The root of the mean of squares, in double: the squares of floats leave a float's range.
// x  at least one
double root_mean_square(std::span<const float> x);

class UpdateMeter {
 public:
  // arena  outlives the meter; with one that only measures, the meter may not be used
  UpdateMeter(const Network& network, Arena& arena);

  // Right before the update that is to be measured, its gradients in place and not yet clipped.
  // gradients  true when `measure` will be asked, which needs a look at them now
  void begin(const Network& network, bool gradients);

  // The network's weights come from elsewhere: what was begun is no update any more.
  void forget();

  // The update that was begun last, right after it; valid until the next call.
  std::span<const LayerUpdate> measure(const Network& network);

  std::span<const LayerWeight> weights() const { return weights_; }

  // As LayerUpdate::update_ratio, of any later moment.
  double update_ratio(const LayerWeight& weight, const Network& network) const;

 private:
  std::vector<LayerWeight> weights_;
  std::vector<LayerUpdate> updates_;  // one a weight
  float* before_;                     // all values before the update
  bool begun_ = false;
};

}  // namespace actlab
