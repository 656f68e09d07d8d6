// SPDX-License-Identifier: MIT
// The products against plain loops in double, over every remainder of rows, terms and columns.
#include "core/linalg/matmul.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/random/random.h"
#include "core/simd/f32x4.h"

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

struct Shape {
  std::size_t M, K, B;
};

// Every remainder of rows, terms and columns, of products that copy panels and of those that do not, and some that need
// more than one panel in each direction.
template <class Check>
void for_all_shapes(Check check) {
  for (std::size_t M = 1; M <= 17; ++M) {
    for (std::size_t K = 1; K <= 17; ++K) {
      for (const std::size_t B : {4u, 8u, 12u, 16u, 20u, 36u}) check(Shape{M, K, B});
    }
  }
  for (std::size_t M = 63; M <= 67; ++M) {
    for (std::size_t K = 65; K <= 72; ++K) {
      for (const std::size_t B : {16u, 124u, 128u, 132u}) check(Shape{M, K, B});
    }
  }
  for (const auto shape : {Shape{271, 300, 44}, Shape{259, 530, 132}, Shape{69, 261, 268},
                           Shape{67, 75, 2052}, Shape{5, 19, 2052}, Shape{3, 300, 1372}, Shape{1, 300, 4108},
                           Shape{7, 261, 268}, Shape{8, 16, 256}}) {
    check(shape);
  }
}

// dy (M, B), x (K, B), B = count padded
void check_transposed(const std::vector<float>& dy, const std::vector<float>& x, std::size_t M, std::size_t K,
                      std::size_t count) {
  const std::size_t B = padded(count);
  std::vector<float> dw(M * K);
  matmul_transposed(dy.data(), x.data(), dw.data(), M, K, count);
  for (std::size_t m = 0; m < M; ++m) {
    for (std::size_t k = 0; k < K; ++k) {
      double exact = 0;
      for (std::size_t b = 0; b < count; ++b) exact += double{dy[m * B + b]} * double{x[k * B + b]};
      REQUIRE(close(dw[m * K + k], exact, count));
    }
  }
}

}  // namespace

TEST_CASE("matmul is W x + b for every shape") {
  for_all_shapes([](const Shape& shape) {
    const auto [M, K, B] = shape;
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
  for_all_shapes([](const Shape& shape) {
    const auto [M, K, B] = shape;
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
  for_all_shapes([](const Shape& shape) {
    const auto [M, K, B] = shape;
    const auto dy = random_numbers(M * B, 1), x = random_numbers(K * B, 2);
    check_transposed(dy, x, M, K, B);
  });
}

TEST_CASE("matmul_transposed takes nothing from beyond the samples of a batch that fills no whole vectors") {
  for (const auto& [M, K, count] : {Shape{5, 7, 10}, Shape{8, 16, 10}, Shape{8, 20, 3}, Shape{9, 24, 257},
                                    Shape{8, 16, 253}, Shape{66, 70, 257}, Shape{64, 65, 261}}) {
    const std::size_t B = padded(count);
    auto dy = random_numbers(M * B, 1), x = random_numbers(K * B, 2);
    for (std::size_t m = 0; m < M; ++m) std::fill_n(&dy[m * B + count], B - count, 0.0f);
    for (std::size_t k = 0; k < K; ++k) std::fill_n(&x[k * B + count], B - count, 1e30f);
    check_transposed(dy, x, M, K, count);
  }
}

TEST_CASE("row_sums adds up every row") {
  for_all_shapes([](const Shape& shape) {
    const auto [M, K, B] = shape;
    if (K > 1) return;
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

TEST_CASE("arrays may stand at any float") {
  for (const auto& [M, K, B] : {Shape{5, 7, 12}, Shape{30, 50, 52}}) {
    const auto w = random_numbers(M * K + 1, 1), x = random_numbers(K * B + 1, 2);
    std::vector<float> y(M * B + 1), dw(M * K + 1);
    matmul(w.data() + 1, K, 1, x.data() + 1, nullptr, y.data() + 1, M, K, B);
    matmul_transposed(y.data() + 1, x.data() + 1, dw.data() + 1, M, K, B);
    double first = 0, last = 0;
    for (std::size_t k = 0; k < K; ++k) first += double{w[1 + k]} * double{x[1 + k * B]};
    for (std::size_t b = 0; b < B; ++b)
      last += double{y[1 + (M - 1) * B + b]} * double{x[1 + (K - 1) * B + b]};
    CHECK(close(y[1], first, K));
    CHECK(close(dw[M * K], last, K * B));
  }
}

TEST_CASE("the products write nothing but their results") {
  for_all_shapes([](const Shape& shape) {
    const auto [M, K, B] = shape;
    const auto w = random_numbers(M * K, 1), x = random_numbers(K * B, 2);
    std::vector<float> y(M * B + 8, 7.0f), dw(M * K + 8, 7.0f), db(M + 8, 7.0f);
    matmul(w.data(), K, 1, x.data(), nullptr, y.data(), M, K, B);
    matmul_transposed(y.data(), x.data(), dw.data(), M, K, B);
    row_sums(y.data(), db.data(), M, B);
    for (std::size_t i = 0; i < 8; ++i) {
      REQUIRE(y[M * B + i] == 7.0f);
      REQUIRE(dw[M * K + i] == 7.0f);
      REQUIRE(db[M + i] == 7.0f);
    }
  });
}

TEST_CASE(
    "a sum's bits do not depend on how the product is cut: they are those of the inner index in order") {
  for_all_shapes([](const Shape& shape) {
    const auto [M, K, B] = shape;
    const auto w = random_numbers(M * K, 1), x = random_numbers(K * B, 2), bias = random_numbers(M, 3);
    std::vector<float> y(M * B), swapped(M * B);
    matmul(w.data(), K, 1, x.data(), bias.data(), y.data(), M, K, B);
    matmul(w.data(), 1, M, x.data(), bias.data(), swapped.data(), M, K, B);
    for (std::size_t m = 0; m < M; ++m) {
      for (std::size_t b = 0; b < B; ++b) {
        float sum = bias[m], swapped_sum = bias[m];
        for (std::size_t k = 0; k < K; ++k) {
          sum += w[m * K + k] * x[k * B + b];
          swapped_sum += w[k * M + m] * x[k * B + b];
        }
        REQUIRE(y[m * B + b] == sum);
        REQUIRE(swapped[m * B + b] == swapped_sum);
      }
    }
  });
}

TEST_CASE(
    "the sums over a batch run from its first sample to its last, but in lanes where the header says so") {
  for_all_shapes([](const Shape& shape) {
    const auto [M, K, B] = shape;
    const auto dy = random_numbers(M * B, 1), x = random_numbers(K * B, 2);
    std::vector<float> dw(M * K);
    matmul_transposed(dy.data(), x.data(), dw.data(), M, K, B);
    const std::size_t in_order = M < 4 ? 0 : B > 256 ? K / 16 * 16 : K / 8 * 8;
    for (std::size_t m = 0; m < M; ++m) {
      for (std::size_t k = 0; k < K; ++k) {
        float sum = 0, lanes[4] = {};
        for (std::size_t b = 0; b < B; ++b) {
          const float product = dy[m * B + b] * x[k * B + b];
          sum += product;
          lanes[b % 4] += product;
        }
        REQUIRE(dw[m * K + k] == (k < in_order ? sum : (lanes[0] + lanes[2]) + (lanes[1] + lanes[3])));
      }
    }
  });
}
