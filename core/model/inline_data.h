// SPDX-License-Identifier: MIT
// A person's own samples, given as numbers and shapes.
#pragma once

#include "core/data/dataset.h"
#include "core/model/problem.h"
#include "core/model/spec.h"

namespace actlab {

// Takes the numbers over when shapes and values are right; without rows, and with problems, otherwise. Under
// categorical_crossentropy a single column of whole numbers from 0 is taken as classes.
Dataset inline_data(const InlineSpec& inline_spec, const Spec& spec, Problems& problems);

}  // namespace actlab
