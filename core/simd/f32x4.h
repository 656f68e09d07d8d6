// SPDX-License-Identifier: MIT
// The four-lane float every kernel is written in, and the contract of each of its operations; no formulas
// here.
#pragma once

#include <cstddef>
#include <cstdint>

// Where code is compiled to be small, calls of one instruction each would be neither small nor fast.
#define ACTLAB_INLINE [[gnu::always_inline]] inline

// The only conditional compilation in the engine: WebAssembly's own intrinsics in the browser, SIMDe's
// translation of the same names elsewhere, so that sanitizers and debuggers see the code the browser runs; and
// a number that no compiler can know.
#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
namespace actlab::simd_detail {
inline constexpr std::int32_t kZero = 0;
// 0, as neither clang nor Binaryen nor V8 can tell. Neither volatile nor with a memory clobber, so that it can be
// read once, before a loop: what it reads never changes.
ACTLAB_INLINE std::int32_t hidden_zero() {
  std::int32_t zero;
  asm("local.get %1\n\ti32.load 0\n\tlocal.set %0" : "=r"(zero) : "r"(&kZero));
  return zero;
}
}  // namespace actlab::simd_detail
#else
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/wasm/simd128.h>
namespace actlab::simd_detail {
ACTLAB_INLINE std::int32_t hidden_zero() { return 0; }
}  // namespace actlab::simd_detail
#endif

// Contract of the whole header
//   Every operation is one IEEE 754 binary32 operation per lane, rounded to nearest even, denormals kept.
//   The bits of a result are the same on every compiler, flag set and machine, with one exception: the sign
//   and payload of a NaN. That a lane *is* NaN is the same everywhere; which NaN it is, is not. Products and
//   sums are never fused; the build says -ffp-contract=off, and no relaxed SIMD is used. Masks hold all ones
//   (true) or all zeros (false) in each lane.
namespace actlab {

inline constexpr std::size_t kLanes = 4;

// The next whole number of vectors, in floats: what batches are padded to.
constexpr std::size_t padded(std::size_t count) { return (count + kLanes - 1) / kLanes * kLanes; }

struct mask4;
struct i32x4;

namespace simd_detail {

// Four copies. V8 of Chromium 156 makes a vector of constants anew wherever it is used, in three instructions, at each
// turn of a loop: a third of an exponential's time. What it cannot know is made once, before the loop. Not so 0, which
// costs nothing to make, and which formulas add in order to be simplified.
ACTLAB_INLINE v128_t splat(std::int32_t bits) {
  if (__builtin_constant_p(bits) && bits != 0) bits ^= hidden_zero();
  return wasm_i32x4_splat(bits);
}

}  // namespace simd_detail

// Four floats. A plain float converts to four copies of itself, so that formulas read as formulas.
struct f32x4 {
  v128_t v;
  f32x4() = default;  // lanes unspecified
  ACTLAB_INLINE explicit f32x4(v128_t bits) : v(bits) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  ACTLAB_INLINE f32x4(float x) : v(simd_detail::splat(__builtin_bit_cast(std::int32_t, x))) {}
  ACTLAB_INLINE f32x4(float a, float b, float c, float d) : v(wasm_f32x4_make(a, b, c, d)) {}
};

// Four two's complement 32-bit integers; arithmetic wraps.
struct i32x4 {
  v128_t v;
  i32x4() = default;  // lanes unspecified
  ACTLAB_INLINE explicit i32x4(v128_t bits) : v(bits) {}
  ACTLAB_INLINE i32x4(std::int32_t x) : v(simd_detail::splat(x)) {}  // NOLINT(google-explicit-constructor)
};

// Four truth values, as a comparison leaves them.
struct mask4 {
  v128_t v;
  mask4() = default;  // lanes unspecified
  ACTLAB_INLINE explicit mask4(v128_t bits) : v(bits) {}
};

// --- memory ---------------------------------------------------------------------------------------------

ACTLAB_INLINE f32x4 splat(float x) { return f32x4(x); }

// Four floats from p; any alignment.
ACTLAB_INLINE f32x4 load(const float* p) { return f32x4(wasm_v128_load(p)); }

// Four integers from p; any alignment.
ACTLAB_INLINE i32x4 load_integers(const std::uint32_t* p) { return i32x4(wasm_v128_load(p)); }

// Four floats to p; any alignment.
ACTLAB_INLINE void store(float* p, f32x4 a) { wasm_v128_store(p, a.v); }

// Lane 0, for callers that need a single number from the vector functions.
ACTLAB_INLINE float first_lane(f32x4 a) { return wasm_f32x4_extract_lane(a.v, 0); }

template <int kLane>
ACTLAB_INLINE float lane(f32x4 a) {
  return wasm_f32x4_extract_lane(a.v, kLane);
}

// a0 b0 a1 b1
ACTLAB_INLINE f32x4 interleave_low(f32x4 a, f32x4 b) {
  return f32x4(wasm_i32x4_shuffle(a.v, b.v, 0, 4, 1, 5));
}
// a2 b2 a3 b3
ACTLAB_INLINE f32x4 interleave_high(f32x4 a, f32x4 b) {
  return f32x4(wasm_i32x4_shuffle(a.v, b.v, 2, 6, 3, 7));
}
// a0 a1 b0 b1
ACTLAB_INLINE f32x4 low_halves(f32x4 a, f32x4 b) { return f32x4(wasm_i32x4_shuffle(a.v, b.v, 0, 1, 4, 5)); }
// a2 a3 b2 b3
ACTLAB_INLINE f32x4 high_halves(f32x4 a, f32x4 b) { return f32x4(wasm_i32x4_shuffle(a.v, b.v, 2, 3, 6, 7)); }

// Lane j of v[i] becomes lane i of v[j].
ACTLAB_INLINE void transpose(f32x4 (&v)[4]) {
  const f32x4 low01 = interleave_low(v[0], v[1]), high01 = interleave_high(v[0], v[1]);
  const f32x4 low23 = interleave_low(v[2], v[3]), high23 = interleave_high(v[2], v[3]);
  v[0] = low_halves(low01, low23);
  v[1] = high_halves(low01, low23);
  v[2] = low_halves(high01, high23);
  v[3] = high_halves(high01, high23);
}

// --- bits -----------------------------------------------------------------------------------------------

ACTLAB_INLINE i32x4 bits_of(f32x4 a) { return i32x4(a.v); }
ACTLAB_INLINE f32x4 float_of_bits(i32x4 a) { return f32x4(a.v); }
ACTLAB_INLINE f32x4 operator&(f32x4 a, mask4 m) {
  return f32x4(wasm_v128_and(a.v, m.v));
}  // +0 where m is false

// --- arithmetic -----------------------------------------------------------------------------------------

ACTLAB_INLINE f32x4 operator+(f32x4 a, f32x4 b) { return f32x4(wasm_f32x4_add(a.v, b.v)); }
ACTLAB_INLINE f32x4 operator-(f32x4 a, f32x4 b) { return f32x4(wasm_f32x4_sub(a.v, b.v)); }
ACTLAB_INLINE f32x4 operator*(f32x4 a, f32x4 b) { return f32x4(wasm_f32x4_mul(a.v, b.v)); }
ACTLAB_INLINE f32x4 operator/(f32x4 a, f32x4 b) { return f32x4(wasm_f32x4_div(a.v, b.v)); }
ACTLAB_INLINE f32x4& operator+=(f32x4& a, f32x4 b) { return a = a + b; }
ACTLAB_INLINE f32x4& operator*=(f32x4& a, f32x4 b) { return a = a * b; }

// Flips, and clears, the sign bit, that of NaN and 0 too. WebAssembly's own are three instructions on x86.
ACTLAB_INLINE f32x4 operator-(f32x4 a) { return f32x4(wasm_v128_xor(a.v, i32x4(INT32_MIN).v)); }
ACTLAB_INLINE f32x4 abs(f32x4 a) { return f32x4(wasm_v128_and(a.v, i32x4(INT32_MAX).v)); }

// Correctly rounded; sqrt(-0) = -0.
ACTLAB_INLINE f32x4 sqrt(f32x4 a) { return f32x4(wasm_f32x4_sqrt(a.v)); }

// b < a ? b : a, and a < b ? b : a. So the first argument is kept when either is NaN and when both are zeros:
// write min(x, limit) to let NaN through and min(limit, x) to stop it. WebAssembly's f32x4.min and .max are
// left out: SIMDe 0.7.4 picks another zero with SSE4.1 than without, and on x86 they are several
// instructions. So are f32x4.nearest, for which SIMDe calls libm, and the conversion to integers; exp.h
// rounds by an addition.
ACTLAB_INLINE f32x4 min(f32x4 a, f32x4 b) { return f32x4(wasm_f32x4_pmin(a.v, b.v)); }
ACTLAB_INLINE f32x4 max(f32x4 a, f32x4 b) { return f32x4(wasm_f32x4_pmax(a.v, b.v)); }

// The magnitude of a with the sign of b, whatever a and b are.
ACTLAB_INLINE f32x4 copysign(f32x4 a, f32x4 b) {
  return f32x4(wasm_v128_bitselect(b.v, a.v, i32x4(INT32_MIN).v));
}

// --- comparisons: false wherever a lane of a or b is NaN, except != which is true there --------------------

ACTLAB_INLINE mask4 operator<(f32x4 a, f32x4 b) { return mask4(wasm_f32x4_lt(a.v, b.v)); }
ACTLAB_INLINE mask4 operator<=(f32x4 a, f32x4 b) { return mask4(wasm_f32x4_le(a.v, b.v)); }
ACTLAB_INLINE mask4 operator>(f32x4 a, f32x4 b) { return mask4(wasm_f32x4_gt(a.v, b.v)); }
ACTLAB_INLINE mask4 operator>=(f32x4 a, f32x4 b) { return mask4(wasm_f32x4_ge(a.v, b.v)); }
ACTLAB_INLINE mask4 operator==(f32x4 a, f32x4 b) { return mask4(wasm_f32x4_eq(a.v, b.v)); }
ACTLAB_INLINE mask4 operator!=(f32x4 a, f32x4 b) { return mask4(wasm_f32x4_ne(a.v, b.v)); }
ACTLAB_INLINE mask4 operator&(mask4 a, mask4 b) { return mask4(wasm_v128_and(a.v, b.v)); }
ACTLAB_INLINE mask4 operator|(mask4 a, mask4 b) { return mask4(wasm_v128_or(a.v, b.v)); }
ACTLAB_INLINE mask4 operator~(mask4 a) { return mask4(wasm_v128_not(a.v)); }

// True in the first `count` lanes, in all of them from 4 on.
ACTLAB_INLINE mask4 first_lanes(std::size_t count) {
  const auto limit = static_cast<std::int32_t>(count < kLanes ? count : kLanes);
  return mask4(wasm_i32x4_lt(wasm_i32x4_make(0, 1, 2, 3), wasm_i32x4_splat(limit)));
}

// a where m is true, b where it is false; bits are passed on untouched.
ACTLAB_INLINE f32x4 select(mask4 m, f32x4 a, f32x4 b) { return f32x4(wasm_v128_bitselect(a.v, b.v, m.v)); }

// --- integers, for work on exponents; shift counts are 0..31 -----------------------------------------------

ACTLAB_INLINE i32x4 operator+(i32x4 a, i32x4 b) { return i32x4(wasm_i32x4_add(a.v, b.v)); }
ACTLAB_INLINE i32x4 operator-(i32x4 a, i32x4 b) { return i32x4(wasm_i32x4_sub(a.v, b.v)); }
ACTLAB_INLINE i32x4 operator&(i32x4 a, i32x4 b) { return i32x4(wasm_v128_and(a.v, b.v)); }
ACTLAB_INLINE i32x4 operator^(i32x4 a, i32x4 b) { return i32x4(wasm_v128_xor(a.v, b.v)); }
ACTLAB_INLINE mask4 operator==(i32x4 a, i32x4 b) { return mask4(wasm_i32x4_eq(a.v, b.v)); }
ACTLAB_INLINE i32x4 shift_left(i32x4 a, std::uint32_t count) { return i32x4(wasm_i32x4_shl(a.v, count)); }
// Copies the sign.
ACTLAB_INLINE i32x4 shift_right(i32x4 a, std::uint32_t count) { return i32x4(wasm_i32x4_shr(a.v, count)); }
// Moves zeros in.
ACTLAB_INLINE i32x4 shift_right_unsigned(i32x4 a, std::uint32_t count) {
  return i32x4(wasm_u32x4_shr(a.v, count));
}
ACTLAB_INLINE f32x4 to_float(i32x4 a) {
  return f32x4(wasm_f32x4_convert_i32x4(a.v));
}  // nearest, ties to even

}  // namespace actlab
