// SPDX-License-Identifier: MIT
// What the benchmarks alone call: the machine's fastest multiplying and adding, and the engine's matrix product beside
// it. A module of its own, so that nothing of it is in the engine.
#include "core/linalg/matmul.h"
#include "core/simd/f32x4.h"

using namespace actlab;

namespace {

// Chains of multiplications and additions that wait for one another within a chain alone. With the two constants they
// fill the 15 registers that V8 has to give; fewer of them would measure how long an addition takes.
constexpr std::size_t kChains = 13, kUnrolled = 4;

constexpr std::size_t kLargest = 512;
float a[kLargest * kLargest], x[kLargest * kLargest], y[kLargest * kLargest];

}  // namespace

extern "C" {

// Floating-point operations of one turn of `peak`.
std::size_t peak_flop() { return 2 * kLanes * kChains * kUnrolled; }

// A number that depends on every operation, so that none can be left out.
float peak(std::size_t turns) {
  f32x4 chain[kChains];
  for (std::size_t i = 0; i < kChains; ++i) chain[i] = splat(0.1f * static_cast<float>(i));
  const f32x4 factor = splat(0.999f), term = splat(0.001f);
  for (std::size_t turn = 0; turn < turns; ++turn) {
#pragma clang loop unroll(full)
    for (std::size_t u = 0; u < kUnrolled; ++u) {
#pragma clang loop unroll(full)
      for (std::size_t i = 0; i < kChains; ++i) chain[i] = chain[i] * factor + term;
    }
  }
  for (std::size_t i = 1; i < kChains; ++i) chain[0] += chain[i];
  return first_lane(chain[0]);
}

std::size_t largest() { return kLargest; }
float* left() { return a; }
float* right() { return x; }
float* result() { return y; }

// result (n, n) = left (n, n) right (n, n), n a multiple of 4, at most largest().
void product(std::size_t n) { matmul(a, n, 1, x, nullptr, y, n, n, n); }

}  // extern "C"
