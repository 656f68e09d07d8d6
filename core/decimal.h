// SPDX-License-Identifier: MIT
// Numbers as people write them, to and fro, without the 4 KB of code that printf is and the 8 KB of strtod.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace actlab {

// What printf's %.{digits}g writes of a finite number: rounded exactly, halves to even, without trailing zeros.
std::string decimal(double number, std::size_t digits);

// The float nearest to what a text such as -1, .5 or 6.02e+23 says, halves to even; infinite where that is too large for
// a float. Nothing when the text is anything else: no spaces, no thousands' separators, no names of numbers.
std::optional<float> parse_float(std::string_view text);

}  // namespace actlab
