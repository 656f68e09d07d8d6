// SPDX-License-Identifier: MIT
// The one main() of the C++ tests. The same program runs natively and, compiled to WebAssembly, under Node.

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest.h>
