// SPDX-License-Identifier: MIT
// How data, outputs and loss fit together: which loss for which data, and the target as the loss wants it.
#pragma once

#include <cstddef>
#include <optional>

#include "core/data/dataset.h"
#include "core/model/problem.h"
#include "core/model/spec.h"
#include "core/train/accuracy.h"
#include "core/train/loss.h"

namespace actlab {

// Outputs that an added last layer should have: one for two classes, one a class for more, one a target
// column.
std::size_t fitting_outputs(std::optional<Loss> loss, const Dataset& data);

// Cross-entropy for classes (binary for a single output), mse for numbers.
Loss fitting_loss(const Dataset& data, std::size_t outputs);

Accuracy fitting_accuracy(Loss loss, const Dataset& data, std::size_t outputs);

// Reports outputs that do not fit the data, and targets that the loss cannot be taken of. A loss that the
// spec does not name yet will be one that fits.
void check_outputs(const Spec& spec, const Dataset& data, std::size_t outputs, Problems& problems);

// target (outputs) = the row's class as one 0 or 1, or as 1 among zeros, or its numbers as they are.
void encode_target(const Dataset& data, std::size_t row, std::size_t outputs, float* target);

}  // namespace actlab
