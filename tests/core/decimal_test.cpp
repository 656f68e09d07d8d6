// SPDX-License-Identifier: MIT
// Numbers in words against the C library's.
#include "core/decimal.h"

#include <doctest.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>

#include "core/random/random.h"

using namespace actlab;

namespace {

template <class Number, class Bits>
Number number_of(Bits bits) {
  static_assert(sizeof(Number) == sizeof bits);
  Number number;
  std::memcpy(&number, &bits, sizeof number);
  return number;
}

std::string printed(double number, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*g", digits, number);
  return text;
}

}  // namespace

TEST_CASE("a number reads as printf's %g writes it, at the edges and halves as well") {
  for (const double number : {0.0,
                              -0.0,
                              1.0,
                              -1.0,
                              0.1,
                              100.0,
                              1e5,
                              999999.5,
                              1e6,
                              9999995.0,
                              1234567890.5,
                              12345678905.0,
                              1e10,
                              0.5,
                              2.5,
                              1.5,
                              0.0001,
                              0.00001,
                              0.000099999995,
                              0.5000005,
                              0.50000050000000001,
                              1e-300,
                              5e-324,
                              2.2250738585072014e-308,
                              1.7976931348623157e308,
                              1e22,
                              1e23,
                              4294967296.0}) {
    for (const int digits : {1, 6, 10}) {
      CHECK(decimal(number, static_cast<std::size_t>(digits)) == printed(number, digits));
    }
  }
}

TEST_CASE("any double and any float reads as printf's %g writes it") {
  Random random(1, Stream::kData);
  for (int i = 0; i < 10000; ++i) {
    const std::uint64_t high = random.bits(), low = random.bits();
    // Doubles have up to 767 digits, and take their time.
    const double number = i % 50 == 0
                              ? number_of<double>(high << 32 | low)
                              : static_cast<double>(number_of<float>(static_cast<std::uint32_t>(low)));
    if (!std::isfinite(number)) continue;
    for (const int digits : {6, 10}) {
      REQUIRE(decimal(number, static_cast<std::size_t>(digits)) == printed(number, digits));
    }
  }
}
