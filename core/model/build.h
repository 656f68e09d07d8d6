// SPDX-License-Identifier: MIT
// From a spec to a run, or to the list of what is wrong with it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "core/data/dataset.h"
#include "core/model/problem.h"
#include "core/model/run.h"
#include "core/model/value.h"

namespace actlab {

// Data sets by the name under which a spec may ask for them.
using Datasets = std::map<std::string, Dataset, std::less<>>;

// A run takes at most this many bytes, so that a spec that is too large is a message and never a lost tab.
constexpr unsigned long long kMemoryLimit = 256ull << 20;

struct BuildResult {
  std::unique_ptr<Run> run;  // null when there are problems
  Problems problems;
};

BuildResult build(const Value& spec, const Datasets& datasets);

}  // namespace actlab
