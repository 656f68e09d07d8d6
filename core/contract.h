// SPDX-License-Identifier: MIT
// Promises inside the engine: what happens when one is broken. Mistakes of people are model/'s to find, not
// these.
#pragma once

namespace actlab {

// Called with the broken condition and its place; must not return.
using ContractHandler = void (*)(const char* condition, const char* file, int line);

// Replaces the handler for the whole process (the one piece of state outside an object; the default aborts).
// handler  not null; may throw or trap, must not return
void set_contract_handler(ContractHandler handler);

[[noreturn]] void contract_broken(const char* condition, const char* file, int line);

}  // namespace actlab

// Holds in every build: each use stands outside inner loops, where it costs nothing that can be measured.
#define ACTLAB_EXPECT(condition) \
  ((condition) ? static_cast<void>(0) : ::actlab::contract_broken(#condition, __FILE__, __LINE__))
