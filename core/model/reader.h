// SPDX-License-Identifier: MIT
// Takes a spec out of a Value and reports all that is wrong with it.
#pragma once

#include "core/model/problem.h"
#include "core/model/spec.h"
#include "core/model/value.h"

namespace actlab {

// The spec in the value, with defaults where nothing is said; `problems` is empty when all of it is good.
Spec read_spec(const Value& value, Problems& problems);

// An optimizer by itself; problems are found under "optimizer", as in a spec.
OptimizerConfig read_optimizer(const Value& value, Problems& problems);

// "relu" or { name: "elu", alpha: 0.5 }.
ActivationSpec read_activation(const Value& value, Problems& problems);

// { text, header }.
CsvText read_csv_text(const Value& value, Problems& problems);

}  // namespace actlab
