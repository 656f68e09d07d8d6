// SPDX-License-Identifier: MIT
// A person's own samples, given as numbers and shapes.
#pragma once

#include "core/data/dataset.h"
#include "core/model/problem.h"
#include "core/model/spec.h"

namespace actlab {

// Takes the numbers over when shapes and values are right; without rows, and with problems, otherwise. Whole numbers
// from 0 are classes where classes are named, and in a single column under categorical_crossentropy.
Dataset inline_data(const InlineSpec& inline_spec, const Spec& spec, Problems& problems);

}  // namespace actlab
