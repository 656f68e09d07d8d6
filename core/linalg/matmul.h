// SPDX-License-Identifier: MIT
// The products of a dense layer, vectorised over the batch.
#pragma once

#include <cstddef>

namespace actlab {

// Batch columns are processed in whole vectors: B below is a multiple of 4, and rows of x and y stand B floats apart. No
// size is 0.

// y = A x (+ bias): y (M, B), A (M, K), x (K, B). y may not overlap x.
// a           element (m, k) stands at a[m * row_step + k * column_step]
// bias        (M), added first; null for none
void matmul(const float* a, std::size_t row_step, std::size_t column_step, const float* x, const float* bias,
            float* y, std::size_t M, std::size_t K, std::size_t B);

// dw = dy x^T over a batch: dw (M, K), dy (M, B), x (K, B). Every sum runs from the first sample to the last, but for the
// last K mod 8 columns of dw, K mod 16 where count > 256, and for all columns where M < 4: their sums are kept in four lanes
// that are added as (0 + 2) + (1 + 3) at the end.
// dy     zeros beyond the samples
// x      finite beyond the samples
// count  samples in the batch; B is count padded to a multiple of 4
void matmul_transposed(const float* dy, const float* x, float* dw, std::size_t M, std::size_t K,
                       std::size_t count);

// db (M) = sums of the rows of dy (M, B), lanes added as above.
void row_sums(const float* dy, float* db, std::size_t M, std::size_t B);

}  // namespace actlab
