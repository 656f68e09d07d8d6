// SPDX-License-Identifier: MIT
// Turns a functor over four lanes into kernels over arrays, and a functor struct into a registry entry.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "core/activation/registry.h"
#include "core/simd/f32x4.h"

namespace actlab {

// A functor's value and slope at the same four inputs.
struct ValueSlope {
  f32x4 value;
  f32x4 slope;
};

namespace kernel_detail {

// The parameters of A, each copied to all lanes. What functors derive from them leaves the loops below.
template <class A>
struct Broadcast {
  f32x4 p[kMaxActivationParameters];
  explicit Broadcast(const float* values) {
    for (std::size_t i = 0; i < A::kAbout.parameters.size(); ++i) p[i] = splat(values[i]);
  }
};

// Calls body(from, to_a, to_b) for each kBlock floats of x. The rest goes through buffers in a second turn of
// the same loop: a result does not depend on its place, and `body` is compiled once.
template <std::size_t kBlock, class Body>
inline void for_each_block(const float* x, float* a, float* b, std::size_t n, Body body) {
  float inputs[kBlock] = {};
  float outputs_a[kBlock];
  float outputs_b[kBlock];
  const std::size_t rest = n % kBlock;
  std::copy_n(x + (n - rest), rest, inputs);

  const float* from = x;
  float* to_a = a;
  float* to_b = b;
  std::size_t count = n - rest;
  for (bool buffered = false;; buffered = true) {
    for (std::size_t i = 0; i < count; i += kBlock) body(from + i, to_a + i, to_b + i);
    if (buffered || rest == 0) break;
    from = inputs;
    to_a = outputs_a;
    to_b = outputs_b;
    count = kBlock;
  }
  if (rest == 0) return;
  std::copy_n(outputs_a, rest, a + (n - rest));
  if (b != a) std::copy_n(outputs_b, rest, b + (n - rest));
}

// Two vectors a turn: their chains of operations run side by side.
template <class A>
void map_value(const float* x, float* y, std::size_t n, const float* values) {
  const Broadcast<A> parameters(values);
  for_each_block<2 * kLanes>(x, y, y, n, [&](const float* from, float* to, float*) {
    const f32x4 first = A::value(load(from), parameters.p);
    const f32x4 second = A::value(load(from + kLanes), parameters.p);
    store(to, first);
    store(to + kLanes, second);
  });
}

template <class A>
void map_forward(const float* z, float* a, float* da, std::size_t n, const float* values) {
  const Broadcast<A> parameters(values);
  for_each_block<2 * kLanes>(z, a, da, n, [&](const float* from, float* to_a, float* to_da) {
    const ValueSlope first = A::value_slope(load(from), parameters.p);
    const ValueSlope second = A::value_slope(load(from + kLanes), parameters.p);
    store(to_a, first.value);
    store(to_a + kLanes, second.value);
    store(to_da, first.slope);
    store(to_da + kLanes, second.slope);
  });
}

// Only drawings ask for the slope alone: it is taken from forward, which spares a third of the code.
inline void slope_from(decltype(Activation::forward) forward, const float* x, float* y, std::size_t n,
                       const float* values) {
  float unused[256];
  for (std::size_t i = 0; i < n; i += std::size(unused)) {
    forward(x + i, unused, y + i, std::min(n - i, std::size(unused)), values);
  }
}

template <class A>
void map_slope(const float* x, float* y, std::size_t n, const float* values) {
  slope_from(&map_forward<A>, x, y, n, values);
}

template <class A>
void map_curvature(const float* x, float* y, std::size_t n, const float* values) {
  const Broadcast<A> parameters(values);
  for_each_block<kLanes>(x, y, y, n, [&](const float* from, float* to, float*) {
    store(to, A::curvature(load(from), parameters.p));
  });
}

}  // namespace kernel_detail

// The entry of A: what A says about itself, and loops over its functors.
template <class A>
constexpr Activation make_activation() {
  Activation entry = A::kAbout;
  entry.shape = &A::shape;
  entry.value = &kernel_detail::map_value<A>;
  entry.slope = &kernel_detail::map_slope<A>;
  entry.curvature = &kernel_detail::map_curvature<A>;
  entry.forward = &kernel_detail::map_forward<A>;
  return entry;
}

}  // namespace actlab
