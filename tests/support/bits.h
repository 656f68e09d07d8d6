// SPDX-License-Identifier: MIT
// Floats as bits: equality and a hash for which all NaNs are one, since which NaN comes out is not promised.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>

namespace actlab::test {

// std::bit_cast is missing from the C++ library of Emscripten 3.1.
inline std::uint32_t bits_of(float x) {
  std::uint32_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

inline float float_of_bits(std::uint32_t bits) {
  float x;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

inline std::uint32_t bits_but_one_nan(float x) { return std::isnan(x) ? 0x7FC00000u : bits_of(x); }

inline bool same_bits(float a, float b) { return bits_but_one_nan(a) == bits_but_one_nan(b); }

// FNV-1a, 64 bits.
struct BitHash {
  std::uint64_t state = 14695981039346656037u;

  void add(const float* x, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint32_t bits = bits_but_one_nan(x[i]);
      for (int shift = 0; shift < 32; shift += 8)
        state = (state ^ ((bits >> shift) & 0xFFu)) * 1099511628211u;
    }
  }

  std::string text() const {
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(state));
    return digits;
  }
};

}  // namespace actlab::test
