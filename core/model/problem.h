// SPDX-License-Identifier: MIT
// What a person got wrong: where, what was expected there and what came.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/words.h"

namespace actlab {

struct Problem {
  std::string path;     // into the spec, as in model.layers[2].units; empty for the whole
  std::string message;  // "must be in [1, 4096], got 0"
};

using Problems = std::vector<Problem>;

void report(Problems& problems, std::string_view path, const Words& message);

// The candidate that differs from `name` by the fewest edits, or nothing when all of them are far.
std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

// `unknown name "rleu", did you mean "relu"?`, or all the candidates when none is near.
std::string unknown_name(std::string_view what, std::string_view name,
                         std::span<const std::string_view> candidates);

}  // namespace actlab
