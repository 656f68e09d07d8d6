// SPDX-License-Identifier: MIT
// What is too small to matter, made zero before it becomes a denormal.
#pragma once

#include "core/simd/f32x4.h"

namespace actlab {

// x, or 0 where it is smaller than `limit`; NaN stays. On many processors an operation on a denormal takes a hundred times
// as long as another, WebAssembly cannot turn them off, and training makes them without end: a network that is as good as
// certain of every sample took fifteen times as long for an update.
inline f32x4 zero_below(float limit, f32x4 x) { return select(abs(x) < limit, 0.0f, x); }

}  // namespace actlab
