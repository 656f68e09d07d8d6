// SPDX-License-Identifier: MIT
// The loop that tests of activations have in common.
#pragma once

#include <doctest.h>

#include "core/activation/registry.h"
#include "tests/support/parameters.h"

namespace actlab::test {

// Calls check(f, p) for each elementwise activation with each choice of its parameters.
template <class Check>
void for_each_choice(Check check) {
  for (const Activation& f : activations()) {
    for (const Parameters& p : parameter_choices(f)) {
      INFO(f.name << " " << text_of(f, p));
      check(f, p);
    }
  }
}

}  // namespace actlab::test
