// SPDX-License-Identifier: MIT
// The contract of core/simd/f32x4.h, operation by operation, against plain C++ floats.
#include "core/simd/f32x4.h"

#include <doctest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "tests/support/bits.h"
#include "tests/support/walk.h"

using namespace actlab;

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

float first(f32x4 a) {
  float lanes[kLanes];
  store(lanes, a);
  return lanes[0];
}

bool truth(mask4 m) { return first(select(m, 1.0f, 0.0f)) == 1.0f; }

}  // namespace

TEST_CASE("arithmetic is that of binary32, denormals, signed zeros and infinities included") {
  for (const float a : test::special_inputs()) {
    for (const float b : test::special_inputs()) {
      CAPTURE(a);
      CAPTURE(b);
      CHECK(test::same_bits(first(f32x4(a) + b), a + b));
      CHECK(test::same_bits(first(f32x4(a) - b), a - b));
      CHECK(test::same_bits(first(f32x4(a) * b), a * b));
      CHECK(test::same_bits(first(f32x4(a) / f32x4(b)), static_cast<float>(static_cast<double>(a) / b)));
    }
    CHECK(test::same_bits(first(sqrt(f32x4(a))), std::sqrt(a)));
  }
}

TEST_CASE("min and max keep the first argument when either is NaN and when both are zeros") {
  for (const float a : test::special_inputs()) {
    for (const float b : test::special_inputs()) {
      CHECK(test::bits_of(first(min(a, b))) == test::bits_of(b < a ? b : a));
      CHECK(test::bits_of(first(max(a, b))) == test::bits_of(a < b ? b : a));
    }
  }
  CHECK(std::isnan(first(min(kNan, 1.0f))));
  CHECK(first(min(1.0f, kNan)) == 1.0f);
  CHECK(test::bits_of(first(max(-0.0f, 0.0f))) == test::bits_of(-0.0f));
}

TEST_CASE("sign operations touch the sign bit alone, of NaN and zero too") {
  for (const float a : test::special_inputs()) {
    CHECK(test::bits_of(first(-f32x4(a))) == (test::bits_of(a) ^ 0x80000000u));
    CHECK(test::bits_of(first(abs(f32x4(a)))) == (test::bits_of(a) & 0x7FFFFFFFu));
    for (const float b : {1.0f, -1.0f, -0.0f, -kInfinity}) {
      CHECK(test::bits_of(first(copysign(f32x4(a), b))) ==
            ((test::bits_of(a) & 0x7FFFFFFFu) | (test::bits_of(b) & 0x80000000u)));
    }
  }
}

TEST_CASE("comparisons are false for NaN, but for inequality") {
  for (const float a : test::special_inputs()) {
    for (const float b : test::special_inputs()) {
      CHECK(truth(f32x4(a) < b) == (a < b));
      CHECK(truth(f32x4(a) <= b) == (a <= b));
      CHECK(truth(f32x4(a) > b) == (a > b));
      CHECK(truth(f32x4(a) >= b) == (a >= b));
      CHECK(truth(f32x4(a) == b) == (a == b));
      CHECK(truth(f32x4(a) != b) == (a != b));
    }
  }
}

TEST_CASE("masks combine by lane, and select and & pass bits on untouched") {
  const float a[] = {1.0f, -2.0f, kNan, -0.0f};
  const float b[] = {1.0f, 5.0f, 7.0f, 0.0f};
  const mask4 equal = load(a) == load(b);  // true, false, false, true
  float y[kLanes];
  store(y, select(equal, load(a), load(b)));
  CHECK((y[0] == 1.0f && y[1] == 5.0f && y[2] == 7.0f && test::bits_of(y[3]) == test::bits_of(-0.0f)));
  store(y, select(~equal, load(a), load(b)));
  CHECK((y[0] == 1.0f && y[1] == -2.0f && std::isnan(y[2]) && test::bits_of(y[3]) == test::bits_of(0.0f)));
  store(y, load(b) & equal);
  CHECK(
      (y[0] == 1.0f && test::bits_of(y[1]) == 0u && test::bits_of(y[2]) == 0u && test::bits_of(y[3]) == 0u));
  const mask4 positive = load(b) > 0.0f;
  CHECK(truth(equal & positive));
  store(y, f32x4(1.0f) & (equal | positive));
  CHECK((y[0] == 1.0f && y[1] == 1.0f && y[2] == 1.0f && y[3] == 1.0f));
}

TEST_CASE("the first lanes are as many as are asked for, and never more than there are") {
  for (const std::size_t count : {0, 1, 2, 3, 4, 5, 1000000}) {
    float y[kLanes];
    store(y, f32x4(1.0f) & first_lanes(count));
    for (std::size_t i = 0; i < kLanes; ++i) CHECK(y[i] == (i < count ? 1.0f : 0.0f));
  }
}

TEST_CASE("loads and stores take any alignment") {
  float x[kLanes + 4] = {0.0f, 1.0f, 2.0f, 3.0f, 4.0f, 5.0f, 6.0f, 7.0f};
  for (std::size_t offset = 0; offset < 4; ++offset) {
    float y[kLanes + 4] = {};
    store(y + offset, load(x + offset));
    for (std::size_t i = 0; i < kLanes + 4; ++i) {
      CHECK(y[i] == (i >= offset && i < offset + kLanes ? x[i] : 0.0f));
    }
  }
}

TEST_CASE("transpose turns rows into columns, and lane names one number of a vector") {
  f32x4 v[4];
  float numbers[16];
  for (std::size_t i = 0; i < 16; ++i) numbers[i] = static_cast<float>(i);
  for (std::size_t i = 0; i < 4; ++i) v[i] = load(numbers + 4 * i);
  CHECK(lane<0>(v[1]) == 4.0f);
  CHECK(lane<3>(v[1]) == 7.0f);
  transpose(v);
  for (std::size_t i = 0; i < 4; ++i) {
    const auto column = static_cast<float>(i);
    CHECK(lane<0>(v[i]) == column);
    CHECK(lane<1>(v[i]) == column + 4.0f);
    CHECK(lane<2>(v[i]) == column + 8.0f);
    CHECK(lane<3>(v[i]) == column + 12.0f);
  }
}

TEST_CASE("integers wrap, shift as two's complement does and convert by rounding to even") {
  const auto integer = [](i32x4 a) {
    return static_cast<std::int32_t>(test::bits_of(first(float_of_bits(a))));
  };
  CHECK(integer(i32x4(INT32_MAX) + 1) == INT32_MIN);
  CHECK(integer(i32x4(INT32_MIN) - 1) == INT32_MAX);
  CHECK(integer(shift_left(i32x4(3), 30)) == INT32_MIN + (1 << 30));
  CHECK(integer(shift_right(i32x4(-5), 1)) == -3);
  CHECK(integer(shift_right_unsigned(i32x4(-5), 1)) == INT32_MAX - 2);
  const std::uint32_t four[] = {7, 8, 9, 0xFFFFFFFFu};
  CHECK(integer(load_integers(four)) == 7);
  float lanes[kLanes];
  store(lanes, to_float(load_integers(four)));
  CHECK((lanes[1] == 8.0f && lanes[2] == 9.0f && lanes[3] == -1.0f));
  CHECK(integer(i32x4(6) & 3) == 2);
  CHECK(integer(i32x4(6) ^ 3) == 5);
  CHECK(truth(i32x4(7) == i32x4(7)));
  CHECK_FALSE(truth(i32x4(7) == i32x4(8)));
  CHECK(first(to_float(16777219)) == 16777220.0f);
  CHECK(first(to_float(-3)) == -3.0f);
  CHECK(integer(bits_of(f32x4(1.0f))) == 0x3F800000);
}
