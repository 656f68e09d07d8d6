// SPDX-License-Identifier: MIT
// Decimal digits by whole arithmetic, one digit at a time: short rather than fast, since it writes messages.
#include "core/decimal.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace actlab {
namespace {

// 0.d1d2d3... x 10^point; no digits for 0.
struct Decimal {
  std::string digits;
  int point;
};

void drop_trailing_zeros(std::string& digits) {
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
}

// All digits of mantissa x 2^exponent. Halving is multiplying by 5 and moving the point.
Decimal exact(std::uint64_t mantissa, int exponent) {
  for (; mantissa % 2 == 0 && exponent < 0; ++exponent) mantissa /= 2;
  std::string digits = std::to_string(mantissa);
  std::reverse(digits.begin(), digits.end());
  const int moved = std::min(exponent, 0), factor = exponent < 0 ? 5 : 2;
  for (; exponent != 0; exponent += exponent < 0 ? 1 : -1) {
    int carry = 0;
    for (char& digit : digits) {
      carry += (digit - '0') * factor;
      digit = static_cast<char>('0' + carry % 10);
      carry /= 10;
    }
    if (carry > 0) digits.push_back(static_cast<char>('0' + carry));
  }
  std::reverse(digits.begin(), digits.end());
  const int point = static_cast<int>(digits.size()) + moved;
  drop_trailing_zeros(digits);
  return {digits, point};
}

void round_to(Decimal& number, std::size_t count) {
  std::string& digits = number.digits;
  if (digits.size() <= count) return;
  // Without zeros at its end the rest is more than a half exactly when it comes after "5" in the dictionary.
  const int rest = digits.compare(count, std::string::npos, "5");
  digits.resize(count);
  if (rest > 0 || (rest == 0 && digits.back() % 2 == 1)) {
    while (!digits.empty() && digits.back() == '9') digits.pop_back();
    if (digits.empty()) {
      digits = "0";
      ++number.point;
    }
    ++digits.back();
  }
  drop_trailing_zeros(digits);
}

}  // namespace

std::string decimal(double number, std::size_t digits) {
  int exponent;
  const double fraction = std::frexp(std::fabs(number), &exponent);  // 0, or in [0.5, 1)
  Decimal rounded = exact(static_cast<std::uint64_t>(fraction * 0x1p53), exponent - 53);
  round_to(rounded, digits);

  std::string text(std::signbit(number) ? 1 : 0, '-');
  const std::string& all = rounded.digits;
  if (all.empty()) return text += '0';
  const bool with_power = rounded.point < -3 || rounded.point > static_cast<int>(digits);
  const int point = with_power ? 1 : rounded.point;
  if (point < 1) text += "0.";
  text.append(static_cast<std::size_t>(std::max(-point, 0)), '0');
  for (int i = 0; i < std::max(point, static_cast<int>(all.size())); ++i) {
    if (i == point && i > 0) text += '.';
    text += i < static_cast<int>(all.size()) ? all[static_cast<std::size_t>(i)] : '0';
  }
  if (with_power) {
    const int power = rounded.point - 1;
    text += power < 0 ? "e-" : "e+";
    if (std::abs(power) < 10) text += '0';
    text += std::to_string(std::abs(power));
  }
  return text;
}

}  // namespace actlab
