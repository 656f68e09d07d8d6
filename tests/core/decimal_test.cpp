// SPDX-License-Identifier: MIT
// Numbers in words against the C library's.
#include "core/decimal.h"

#include <doctest.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
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

namespace {

// As the C library reads it; bits are compared, so that -0 and NaN count.
void check_read(const std::string& text) {
  CAPTURE(text);
  const auto number = parse_float(text);
  REQUIRE(number.has_value());
  const float expected = std::strtof(text.c_str(), nullptr);
  CHECK(std::memcmp(&*number, &expected, sizeof expected) == 0);
}

// With `digits` digits after the first, as %e does.
std::string scientific(double number, int digits) {
  char text[1200];
  std::snprintf(text, sizeof text, "%.*e", digits, number);
  return text;
}

}  // namespace

TEST_CASE("a text is read as the float nearest to it, at the edges and halves as well") {
  for (const char* text :
       {"0",
        "-0",
        "0.0",
        "1",
        "+1",
        "-1",
        ".5",
        "5.",
        "00012.500",
        "1e0",
        "1E5",
        "1e+05",
        "1e-5",
        "16777217",
        "16777219",
        "16777217.0000000000000000000000000000001",
        "0.1",
        "3.4028235e38",
        "3.40282356e38",
        "3.40282357e38",
        "340282356779733661637539395458142568447",
        "340282356779733661637539395458142568448",
        "1e39",
        "-1e39",
        "1e400",
        "1e99999999999999999999",
        "1e-46",
        "7.0064923216240853546186479164495e-46",
        "7.0064923216240853546186479164496e-46",
        "7.006492321624085354618647916449580656401309709382578858785341419448955413429303e-46",
        "1e-99999999999",
        "1.17549435e-38",
        "1.1754943508222875e-38",
        "0.000000000000000000000000000000000000000000000000001e51",
        "123456789012345678901234567890",
        "0.30000001192092895507812",
        "0.3000000119209289550781250000000000001",
        "9007199254740993",
        "18446744073709551616",
        "99999999999999999999"}) {
    check_read(text);
  }
  const std::string zeros(2000, '0');
  check_read("0." + zeros + "1e2001");
  check_read("1" + zeros + "e-2000");
  check_read("1" + zeros + "1e-2010");
}

TEST_CASE(
    "the middle between any two neighbouring floats is read to the even one, and what lies beside it is "
    "not") {
  Random random(2, Stream::kData);
  for (int i = 0; i < 3000; ++i) {
    const auto low = number_of<float>(random.bits() & 0x7fffffffu);
    const float high = std::nextafter(low, std::numeric_limits<float>::infinity());
    if (!std::isfinite(high)) continue;
    const std::string middle = scientific((double{low} + double{high}) / 2, 200);
    check_read(middle);
    check_read('-' + middle);
    std::string beyond = middle;
    beyond.insert(beyond.find('e'), "1");
    check_read(beyond);
    check_read(scientific(double{low}, 1 + i % 20));
  }
}

TEST_CASE("any decimal of up to 25 digits is read as the C library reads it") {
  Random random(3, Stream::kData);
  for (int i = 0; i < 100000; ++i) {
    std::string text = random.below(2) == 0 ? "-" : "";
    for (std::uint32_t digits = 1 + random.below(25); digits > 0; --digits) {
      text += static_cast<char>('0' + random.below(10));
      if (random.below(8) == 0 && text.find('.') == std::string::npos) text += '.';
    }
    if (random.below(2) == 0) text += "e" + std::to_string(static_cast<int>(random.below(120)) - 70);
    check_read(text);
  }
}

TEST_CASE("what is no plain decimal is no number") {
  for (const char* text :
       {"",    "-",  "+",  ".",   "-.",    "e5",   ".e5", "1e",  "1e+",      "1e5.0", "1.2.3", "--1",
        "+-1", " 1", "1 ", "1,5", "1_000", "0x10", "inf", "nan", "Infinity", "1f",    "1e5x",  "\xd9\xa1"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_float(text).has_value());
  }
  CHECK_FALSE(parse_float(std::string_view("1\0", 2)).has_value());
}
