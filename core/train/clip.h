// SPDX-License-Identifier: MIT
// Gradients kept within limits before an optimizer sees them.
#pragma once

#include <optional>
#include <span>

namespace actlab {

// Nothing: no such limit.
struct ClipConfig {
  std::optional<double> norm;   // of all gradients together as one vector, above 0
  std::optional<double> value;  // of each gradient by itself, above 0
};

// Cuts every gradient to +-value first, then shortens all of them by one factor when their 2-norm is above `norm`:
// PyTorch's clip_grad_value_ and clip_grad_norm_. The norm is summed in double in a fixed order.
// gradients  of all learned arrays, zeros in their padding; a multiple of 4
void clip(std::span<float> gradients, const ClipConfig& config);

}  // namespace actlab
