// SPDX-License-Identifier: MIT
// A person's own samples, given as comma-separated text.
#pragma once

#include <optional>

#include "core/data/dataset.h"
#include "core/model/data_spec.h"
#include "core/model/problem.h"
#include "core/train/loss.h"

namespace actlab {

// The samples in the text, or the problems with it: in words with the row, the column and the text that stands there.
// Classes are in the order of their names, by number where all of them are numbers.
// loss  the spec's; nothing when it names none
Dataset csv_data(const CsvSpec& csv, std::optional<Loss> loss, Problems& problems);

}  // namespace actlab
