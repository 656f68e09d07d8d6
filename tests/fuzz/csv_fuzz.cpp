// SPDX-License-Identifier: MIT
// The CSV reader under libFuzzer; tests/README.md tells how to run it.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/support/csv_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  actlab::test::read_fuzzed_csv({reinterpret_cast<const char*>(data), size});
  return 0;
}
