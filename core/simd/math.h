// SPDX-License-Identifier: MIT
// All elementary functions on f32x4 in one include; each file states its functions' accuracy.
#pragma once

#include "core/simd/atan.h"       // IWYU pragma: export
#include "core/simd/erf.h"        // IWYU pragma: export
#include "core/simd/exp.h"        // IWYU pragma: export
#include "core/simd/exp_ratio.h"  // IWYU pragma: export
#include "core/simd/log.h"        // IWYU pragma: export
#include "core/simd/pair.h"       // IWYU pragma: export
#include "core/simd/tanh.h"       // IWYU pragma: export
#include "core/simd/trig.h"       // IWYU pragma: export
