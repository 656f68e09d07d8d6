// SPDX-License-Identifier: MIT
// Counts what operator new hands out: the test program's own operators, in counting_new.cpp, keep the books.
#pragma once

namespace actlab::test {

struct Allocations {
  long long made;  // since the program began
  long long live;  // made and not yet given back
};

Allocations allocations();

}  // namespace actlab::test
