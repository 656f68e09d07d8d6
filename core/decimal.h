// SPDX-License-Identifier: MIT
// Numbers as people read them, without the 4 KB of code that printf is.
#pragma once

#include <string>

namespace actlab {

// What printf's %.{digits}g writes of a finite number: rounded exactly, halves to even, without trailing zeros.
std::string decimal(double number, std::size_t digits);

}  // namespace actlab
