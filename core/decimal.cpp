// SPDX-License-Identifier: MIT
// Decimal digits by whole arithmetic, one digit at a time: short rather than fast, since it writes messages. Reading is
// fast where a double tells which float is nearest, and compares all digits where it does not.
#include "core/decimal.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>

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

// As exact as its own digits.
Decimal exact(double number) {
  int exponent;
  const double fraction = std::frexp(std::fabs(number), &exponent);  // 0, or in [0.5, 1)
  return exact(static_cast<std::uint64_t>(fraction * 0x1p53), exponent - 53);
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

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Beyond any text's digits, and far from what an int cannot hold.
constexpr int kFarthest = 100'000'000;

// Reads the number that a text says, without a sign, into an empty one; false when it says none.
bool read_size(std::string_view text, Decimal& size) {
  std::size_t i = 0;
  bool is_number = false, fraction = false;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '.' && !fraction) {
      fraction = true;
      continue;
    }
    if (!is_digit(c)) break;
    is_number = true;
    const bool leading_zero = c == '0' && size.digits.empty();
    if (!leading_zero) size.digits += c;
    if (leading_zero == fraction) size.point += fraction ? -1 : 1;
  }
  if (!is_number) return false;
  drop_trailing_zeros(size.digits);
  if (i == text.size()) return true;
  if (text[i] != 'e' && text[i] != 'E') return false;
  const bool down = text.substr(++i, 1) == "-";
  if (down || text.substr(i, 1) == "+") ++i;
  if (i == text.size()) return false;
  int power = 0;
  for (; i < text.size() && is_digit(text[i]); ++i) power = std::min(power * 10 + (text[i] - '0'), kFarthest);
  size.point += down ? -power : power;
  return i == text.size();
}

// Within 2^-50 of the number, relatively, wherever a float is neither 0 nor infinite: a step of rounding for the first 19
// digits, one for each of at most three powers of ten, and 10^-18 for the digits left out.
double approximate(const Decimal& number) {
  static constexpr double kPowers[] = {
      1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
      1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};  // all exact
  std::uint64_t digits = 0;
  const int count = static_cast<int>(std::min<std::size_t>(number.digits.size(), 19));
  for (int i = 0; i < count; ++i)
    digits = digits * 10 + static_cast<std::uint64_t>(number.digits[static_cast<std::size_t>(i)] - '0');
  auto x = static_cast<double>(digits);
  int power = std::clamp(number.point - count, -400, 400);
  for (; power > 22; power -= 22) x *= 1e22;
  for (; power < -22; power += 22) x /= 1e22;
  return power < 0 ? x / kPowers[-power] : x * kPowers[power];
}

// Which of two neighbouring floats is nearer to the number between them.
float nearer(float low, float high, const Decimal& number) {
  const double above = std::isinf(high) ? 0x1p128 : static_cast<double>(high);
  const Decimal middle = exact((static_cast<double>(low) + above) / 2);
  const int side =
      number.point != middle.point ? number.point - middle.point : number.digits.compare(middle.digits);
  if (side != 0) return side < 0 ? low : high;
  std::uint32_t bits;
  std::memcpy(&bits, &low, sizeof bits);
  return bits % 2 == 0 ? low : high;
}

}  // namespace

std::optional<float> parse_float(std::string_view text) {
  const bool negative = text.substr(0, 1) == "-";
  if (negative || text.substr(0, 1) == "+") text.remove_prefix(1);
  Decimal number{"", 0};
  if (!read_size(text, number)) return std::nullopt;
  const double x = approximate(number);
  const auto low = static_cast<float>(x - x * 0x1p-50), high = static_cast<float>(x + x * 0x1p-50);
  // Not low, which is NaN where x is infinite.
  const float size = std::isinf(x) || low == high ? high : nearer(low, high, number);
  return negative ? -size : size;
}

std::string decimal(double number, std::size_t digits) {
  Decimal rounded = exact(number);
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
