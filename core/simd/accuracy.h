// SPDX-License-Identifier: MIT
// How a function states what it promises, in a form that its test can read.
#pragma once

#include <limits>

namespace actlab {

// How far a result may stray from the exact one, for every float32 in [from, to], denormals included.
// A result passes when it is within `ulp` units in the last place of the exact one, or within `absolute` of
// it there. Infinities and NaN are promised apart: the limit, and NaN.
struct AccuracyBound {
  float ulp;
  float absolute = 0.0f;  // given only where the exact result crosses zero away from x = 0, and good only in
  float near_from = std::numeric_limits<float>::lowest();  // the stretch of such crossings
  float near_to = std::numeric_limits<float>::max();
  float from = std::numeric_limits<float>::lowest();
  float to = std::numeric_limits<float>::max();
  bool of_product = false;  // true: these are limits not of x but of x times the first parameter
};

}  // namespace actlab
