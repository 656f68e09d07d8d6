// SPDX-License-Identifier: MIT
// Turns a functor over four lanes into kernels over arrays, and a functor struct into a registry entry.
#pragma once

#include <cstddef>
#include <cstring>
#include <type_traits>

#include "core/activation/registry.h"
#include "core/simd/exp_ratio.h"
#include "core/simd/f32x4.h"

namespace actlab {

// A functor's value and slope at the same four inputs.
struct ValueSlope {
  f32x4 value;
  f32x4 slope;
};

// The constants of a functor that has none.
struct NoConstants {};

namespace kernel_detail {

// Constants are copied, so that the compiler knows that no store changes them.
template <class F>
typename F::Constants read(const KernelConstants& stored) {
  typename F::Constants constants;
  static_assert(sizeof constants <= sizeof stored && std::is_trivially_copyable_v<typename F::Constants>);
  std::memcpy(&constants, &stored, sizeof constants);
  return constants;
}

template <class A>
void prepare([[maybe_unused]] const float* p, [[maybe_unused]] KernelConstants& stored) {
  if constexpr (requires { A::constants(p); }) {
    const auto constants = A::constants(p);
    std::memcpy(&stored, &constants, sizeof constants);
  }
}

template <class F, auto formula>
void map(const float* x, float* y, std::size_t n, const KernelConstants& stored) {
  const auto constants = read<F>(stored);
  for (std::size_t i = 0; i < n; i += kLanes) store(y + i, formula(load(x + i), constants));
}

// Calls body(from, to, at) for the vectors of x before `last` one by one: what is there in x, in y and in the places at
// `at`. Two a turn, and by pointers: counting takes time as well.
template <class Body>
[[gnu::always_inline]] inline void in_pairs(const float* x, const float* last, float* y, PowerRest* at,
                                            Body body) {
  for (; last - x >= static_cast<std::ptrdiff_t>(2 * kLanes); x += 2 * kLanes, y += 2 * kLanes, at += 2) {
    body(x, y, at[0]);
    body(x + kLanes, y + kLanes, at[1]);
  }
  if (x < last) body(x, y, at[0]);
}

// One loop after the other over a piece of the array. The operations of a long formula wait for one another, and a
// processor looks ahead over so many of them only: cut in two, with what lies between in memory, more of it runs side
// by side. In Chromium it takes a sixth less time than in one loop.
template <class F>
void map_in_steps(const float* x, float* y, std::size_t n, const KernelConstants&) {
  constexpr std::size_t kPiece = 256;
  PowerRest begun[kPiece / kLanes];
  while (n > 0) {
    const std::size_t count = n < kPiece ? n : kPiece;
    in_pairs(x, x + count, y, begun,
             [](const float* from, float*, PowerRest& at) { at = F::begin(load(from)); });
    in_pairs(x, x + count, y, begun,
             [](const float* from, float* to, PowerRest& at) { store(to, F::end(at, load(from))); });
    x += count;
    y += count;
    n -= count;
  }
}

template <class F>
void map_forward(const float* z, float* a, float* da, std::size_t n, const KernelConstants& stored) {
  const auto constants = read<F>(stored);
  for (std::size_t i = 0; i < n; i += kLanes) {
    const ValueSlope result = F::value_slope(load(z + i), constants);
    store(a + i, result.value);
    store(da + i, result.slope);
  }
}

template <class F>
void map_backward(const float* a, const float* da, float* dz, std::size_t n, const KernelConstants& stored) {
  const auto constants = read<F>(stored);
  for (std::size_t i = 0; i < n; i += kLanes) {
    store(dz + i, load(da + i) * F::slope_of_value(load(a + i), constants));
  }
}

}  // namespace kernel_detail

// The kernels of a functor F over four lanes:
//   F::Constants                what does not depend on x: floats, or NoConstants
//   F::value_slope(x, c)        value and slope in one pass
//   F::curvature(x, c)
// and, where it gains more than its code costs,
//   F::value(x, c)              the same bits as value_slope
//   F::begin(x)                 or the same in two steps, of a functor without constants: what the first hands to the
//   F::end(begun, x)            second is a PowerRest; see map_in_steps
//   F::slope_of_value(a, c)     the slope as a function of the value, see Kernels::backward
//   F::parameter_slope(x, c)    where the first parameter can be learned
template <class F>
constexpr Kernels make_kernels() {
  using C = typename F::Constants;
  Kernels kernels;
  kernels.forward = &kernel_detail::map_forward<F>;
  kernels.curvature = &kernel_detail::map<F, &F::curvature>;
  if constexpr (requires(f32x4 x, C c) { F::value(x, c); }) kernels.value = &kernel_detail::map<F, &F::value>;
  if constexpr (requires(f32x4 x) { F::begin(x); }) {
    static_assert(std::is_same_v<C, NoConstants> && !requires(f32x4 x, C c) { F::value(x, c); });
    kernels.value = &kernel_detail::map_in_steps<F>;
  }
  if constexpr (requires(f32x4 x, C c) { F::slope_of_value(x, c); })
    kernels.backward = &kernel_detail::map_backward<F>;
  if constexpr (requires(f32x4 x, C c) { F::parameter_slope(x, c); })
    kernels.parameter_slope = &kernel_detail::map<F, &F::parameter_slope>;
  return kernels;
}

namespace kernel_detail {

template <class F>
inline constexpr Kernels kKernels = make_kernels<F>();

}  // namespace kernel_detail

// The entry of A: what A says about itself, and the kernels of A::Functor. Functions that differ in constants alone
// name one functor and so share its code; A::constants(p) makes its constants from A's parameters. A::DefaultFunctor, if
// there is one, stands in while A's one parameter has its default.
template <class A>
constexpr Activation make_activation() {
  Activation entry = A::kAbout;
  entry.shape = &A::shape;
  entry.kernels = make_kernels<typename A::Functor>();
  entry.kernels.prepare = &kernel_detail::prepare<A>;
  if constexpr (requires { typename A::DefaultFunctor; }) {
    constexpr const Kernels& kDefault = kernel_detail::kKernels<typename A::DefaultFunctor>;
    static_assert(A::kAbout.parameters.size() == 1 && A::kAbout.parameters[0].list.empty());
    static_assert(std::is_same_v<typename A::DefaultFunctor::Constants, NoConstants>);
    // Whoever holds an entry asks `kernels` what there is.
    static_assert(kDefault.backward == nullptr && kDefault.parameter_slope == nullptr);
    entry.default_kernels = &kDefault;
  }
  return entry;
}

}  // namespace actlab
