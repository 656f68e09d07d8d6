// SPDX-License-Identifier: MIT
// The products against plain loops in double, over every remainder of the tiles.
#include "core/linalg/matmul.h"

#include <doctest.h>

#include <cmath>
#include <vector>

#include "core/random/random.h"

using namespace actlab;

namespace {

std::vector<float> random_numbers(std::size_t count, std::uint64_t index) {
  Random random(11, Stream::kData, index);
  std::vector<float> numbers(count);
  for (float& x : numbers) x = random.uniform(-1, 1);
  return numbers;
}

// A sum of `terms` products below 1 in size.
bool close(float got, double exact, std::size_t terms) {
  return std::fabs(static_cast<double>(got) - exact) <= 1e-7 * static_cast<double>(terms + 1);
}

constexpr std::size_t kSizes[] = {1, 2, 3, 4, 5, 7, 8, 13};
constexpr std::size_t kBatches[] = {4, 8, 12, 20};

template <class Check>
void for_all_shapes(Check check) {
  for (const auto M : kSizes) {
    for (const auto K : kSizes) {
      for (const auto B : kBatches) check(M, K, B);
    }
  }
}

}  // namespace

TEST_CASE("matmul is W x + b for every shape") {
  for_all_shapes([](std::size_t M, std::size_t K, std::size_t B) {
    const auto w = random_numbers(M * K, 1), x = random_numbers(K * B, 2), bias = random_numbers(M, 3);
    std::vector<float> y(M * B), unbiased(M * B);
    matmul(w.data(), K, 1, x.data(), bias.data(), y.data(), M, K, B);
    matmul(w.data(), K, 1, x.data(), nullptr, unbiased.data(), M, K, B);
    for (std::size_t m = 0; m < M; ++m) {
      for (std::size_t b = 0; b < B; ++b) {
        double exact = 0;
        for (std::size_t k = 0; k < K; ++k) exact += double{w[m * K + k]} * double{x[k * B + b]};
        REQUIRE(close(unbiased[m * B + b], exact, K));
        REQUIRE(close(y[m * B + b], exact + double{bias[m]}, K));
      }
    }
  });
}

TEST_CASE("matmul with swapped steps is W transposed times x for every shape") {
  for_all_shapes([](std::size_t M, std::size_t K, std::size_t B) {
    const auto w = random_numbers(K * M, 1), x = random_numbers(K * B, 2);
    std::vector<float> y(M * B);
    matmul(w.data(), 1, M, x.data(), nullptr, y.data(), M, K, B);
    for (std::size_t m = 0; m < M; ++m) {
      for (std::size_t b = 0; b < B; ++b) {
        double exact = 0;
        for (std::size_t k = 0; k < K; ++k) exact += double{w[k * M + m]} * double{x[k * B + b]};
        REQUIRE(close(y[m * B + b], exact, K));
      }
    }
  });
}

TEST_CASE("matmul_transposed is dy x^T for every shape") {
  for_all_shapes([](std::size_t M, std::size_t K, std::size_t B) {
    const auto dy = random_numbers(M * B, 1), x = random_numbers(K * B, 2);
    std::vector<float> dw(M * K);
    matmul_transposed(dy.data(), x.data(), dw.data(), M, K, B);
    for (std::size_t m = 0; m < M; ++m) {
      for (std::size_t k = 0; k < K; ++k) {
        double exact = 0;
        for (std::size_t b = 0; b < B; ++b) exact += double{dy[m * B + b]} * double{x[k * B + b]};
        REQUIRE(close(dw[m * K + k], exact, B));
      }
    }
  });
}

TEST_CASE("row_sums adds up every row") {
  for_all_shapes([](std::size_t M, std::size_t, std::size_t B) {
    const auto dy = random_numbers(M * B, 1);
    std::vector<float> db(M);
    row_sums(dy.data(), db.data(), M, B);
    for (std::size_t m = 0; m < M; ++m) {
      double exact = 0;
      for (std::size_t b = 0; b < B; ++b) exact += double{dy[m * B + b]};
      REQUIRE(close(db[m], exact, B));
    }
  });
}

TEST_CASE("a result's bits do not depend on the tile it falls into") {
  const std::size_t K = 9;
  const auto w = random_numbers(6 * K, 1), x = random_numbers(K * 12, 2);
  std::vector<float> y(6 * 12);
  matmul(w.data(), K, 1, x.data(), nullptr, y.data(), 6, K, 12);
  for (std::size_t m = 0; m < 6; ++m) {
    std::vector<float> alone(12);
    matmul(&w[m * K], K, 1, x.data(), nullptr, alone.data(), 1, K, 12);
    for (std::size_t b = 0; b < 12; ++b) REQUIRE(alone[b] == y[m * 12 + b]);
  }
}
