// SPDX-License-Identifier: MIT
// Gram and Schmidt's process in double over floats, each vector cleared of the earlier ones twice: once leaves what
// rounding makes of it, and twice is enough (Giraud, Langou & Rozloznik 2005).
#include "core/train/orthogonal.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/contract.h"

namespace actlab {
namespace {

// A vector whose rest is shorter is drawn again: little but rounding would be left of it.
constexpr double kShortest = 1e-4;

// The vectors that are to be orthonormal: rows or columns of a matrix.
struct Vectors {
  float* data;
  std::size_t length, stride, step;  // numbers in one, between two numbers of one, between two vectors

  float& at(std::size_t vector, std::size_t i) const { return data[vector * step + i * stride]; }
};

// Takes from v its part along the vector.
void clear_of(const Vectors& vectors, std::size_t vector, std::vector<double>& v) {
  double along = 0;
  for (std::size_t i = 0; i < v.size(); ++i) along += v[i] * static_cast<double>(vectors.at(vector, i));
  for (std::size_t i = 0; i < v.size(); ++i) v[i] -= along * static_cast<double>(vectors.at(vector, i));
}

double norm_of(const std::vector<double>& v) {
  double squares = 0;
  for (const double x : v) squares += x * x;
  return std::sqrt(squares);
}

}  // namespace

void make_orthogonal(std::span<float> matrix, std::size_t columns, double gain, Random& random) {
  ACTLAB_EXPECT(columns >= 1 && matrix.size() % columns == 0);
  const std::size_t rows = matrix.size() / columns;
  const Vectors vectors = rows <= columns ? Vectors{matrix.data(), columns, 1, columns}
                                          : Vectors{matrix.data(), rows, columns, 1};
  std::vector<double> v(vectors.length);
  for (std::size_t k = 0; k < std::min(rows, columns); ++k) {
    double norm;
    do {
      for (double& x : v) x = static_cast<double>(random.normal());
      for (int time = 0; time < 2; ++time) {
        for (std::size_t before = 0; before < k; ++before) clear_of(vectors, before, v);
      }
      norm = norm_of(v);
    } while (norm < kShortest);
    for (std::size_t i = 0; i < v.size(); ++i) vectors.at(k, i) = static_cast<float>(v[i] / norm);
  }
  for (float& w : matrix) w *= static_cast<float>(gain);
}

}  // namespace actlab
