// SPDX-License-Identifier: MIT
// Random matrices with orthonormal rows or columns.
#pragma once

#include <cstddef>
#include <span>

#include "core/random/random.h"

namespace actlab {

// gain times a matrix uniform over all with orthonormal rows, or orthonormal columns when those are fewer. It is the Q
// of normal numbers' QR decomposition with a positive diagonal in R, which is what Keras' change of signs comes to.
// matrix   (matrix.size() / columns, columns)
// columns  at least 1
void make_orthogonal(std::span<float> matrix, std::size_t columns, double gain, Random& random);

}  // namespace actlab
