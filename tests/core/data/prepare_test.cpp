// SPDX-License-Identifier: MIT
// Splitting, scaling, dealing and unpacking.
#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <string_view>

#include "core/data/batches.h"
#include "core/data/packed.h"
#include "core/data/scaler.h"
#include "core/data/split.h"

using namespace actlab;

TEST_CASE("a split puts every row into exactly one part, of the size asked for") {
  for (const bool shuffled : {false, true}) {
    const Split split = split_rows(101, 0.25, shuffled, 1);
    CHECK(split.test.size() == 25);
    std::set<std::uint32_t> rows(split.train.begin(), split.train.end());
    rows.insert(split.test.begin(), split.test.end());
    CHECK(rows.size() == 101);
    CHECK(split.train.size() + split.test.size() == 101);
  }
}

TEST_CASE("without shuffling the last rows test, and one row always trains") {
  const Split split = split_rows(10, 0.3, false, 1);
  CHECK(split.train == std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6});
  CHECK(split.test == std::vector<std::uint32_t>{7, 8, 9});
  CHECK(split_rows(1, 0.9, true, 1).train.size() == 1);
  CHECK(split_rows(5, 0, true, 1).test.empty());
}

TEST_CASE("scaling is fitted on the training rows alone") {
  Dataset data;
  data.features = {"a", "b"};
  data.rows = 5;
  data.x = {1, 7, 2, 7, 3, 7, 4, 7, 1000, -5};
  const std::uint32_t rows[] = {0, 1, 2, 3};
  const Scaler standard = Scaler::fit(Scaling::kStandardize, data, rows);
  CHECK(standard.offset[0] == 2.5f);
  CHECK(standard.factor[0] == doctest::Approx(1 / std::sqrt(1.25)));
  const Scaler minmax = Scaler::fit(Scaling::kMinMax, data, rows);
  float row[2];
  minmax.apply(&data.x[6], row);
  CHECK(row[0] == 1);
  minmax.apply(&data.x[0], row);
  CHECK(row[0] == 0);
  // The constant column goes to 0 and is not blown up.
  CHECK(row[1] == 0);
  CHECK(standard.factor[1] == 1);
  const Scaler none = Scaler::fit(Scaling::kNone, data, rows);
  none.apply(&data.x[8], row);
  CHECK(row[0] == 1000);
}

TEST_CASE("a column is scaled whatever its size, and one without a spread goes to 0") {
  Dataset data;
  data.features = {"constant", "huge", "tiny", "neighbours"};
  data.rows = 1001;
  for (std::size_t i = 0; i < data.rows; ++i) {
    const bool odd = i % 2 == 1;
    data.x.insert(data.x.end(),
                  {0.1f, odd ? 3.4e38f : -3.4e38f, odd ? 2e-38f : 1e-38f, odd ? 1e8f + 8 : 1e8f});
  }
  std::vector<std::uint32_t> rows(1000);
  std::iota(rows.begin(), rows.end(), 0u);
  for (const Scaling scaling : {Scaling::kStandardize, Scaling::kMinMax}) {
    const bool standard = scaling == Scaling::kStandardize;
    const Scaler scaler = Scaler::fit(scaling, data, rows);
    float low[4], high[4];
    scaler.apply(&data.x[0], low);
    scaler.apply(&data.x[4], high);
    CHECK(low[0] == 0);
    CHECK(high[0] == 0);
    CHECK(low[1] == doctest::Approx(standard ? -1 : 0).epsilon(1e-5));
    CHECK(high[1] == doctest::Approx(1).epsilon(1e-5));
    // Below what a factor could stretch.
    CHECK(std::fabs(low[2]) < 1e-30);
    CHECK(std::fabs(high[2]) < 1e-30);
    CHECK(high[3] - low[3] == (standard ? 2 : 1));
  }
  const Scaler one = Scaler::fit(Scaling::kStandardize, data, std::span(rows).first(1));
  float row[4];
  one.apply(&data.x[0], row);
  for (const float x : row) CHECK(x == 0);
}

TEST_CASE("every epoch deals every row once, the last batch holding the rest, in an order of its own") {
  Batches batches(10, 4, true, 1);
  CHECK(batches.per_epoch() == 3);
  std::vector<std::vector<std::uint32_t>> epochs;
  for (std::uint64_t epoch = 0; epoch < 3; ++epoch) {
    std::vector<std::uint32_t> order;
    for (std::uint64_t i = 0; i < 3; ++i) {
      const auto [rows, count] = batches.at(epoch * 3 + i);
      CHECK(count == (i < 2 ? 4 : 2));
      order.insert(order.end(), rows, rows + count);
    }
    epochs.push_back(order);
    std::sort(order.begin(), order.end());
    for (std::uint32_t row = 0; row < 10; ++row) CHECK(order[row] == row);
  }
  CHECK(epochs[0] != epochs[1]);
  CHECK(epochs[1] != epochs[2]);
}

TEST_CASE("a batch can be asked for in any order of updates") {
  Batches batches(20, 6, true, 3);
  const auto copy = [&](std::uint64_t update) {
    const auto [rows, count] = batches.at(update);
    return std::vector<std::uint32_t>(rows, rows + count);
  };
  const auto early = copy(1), late = copy(1000);
  CHECK(copy(1) == early);
  CHECK(copy(1000) == late);
}

TEST_CASE(
    "unshuffled batches follow the order of the rows in every epoch, and a large batch means all rows") {
  Batches batches(5, 100, false, 1);
  CHECK(batches.per_epoch() == 1);
  for (std::uint64_t update : {0u, 7u}) {
    const auto [rows, count] = batches.at(update);
    CHECK(std::vector<std::uint32_t>(rows, rows + count) == std::vector<std::uint32_t>{0, 1, 2, 3, 4});
  }
}

TEST_CASE("gathered columns hold the rows asked for and the last of them in the padding") {
  const float from[] = {1, 2, 3, 4, 5, 6};  // 3 rows of 2
  const std::uint32_t rows[] = {2, 0, 1, 2, 0};
  std::vector<float> to(16, -1.0f);
  gather_columns(from, 2, rows, 5, to.data());
  CHECK(to == std::vector<float>{5, 1, 3, 5, 1, 1, 1, 1, 6, 2, 4, 6, 2, 2, 2, 2});
}

TEST_CASE("gather_columns moves every number, whatever is left over of vectors in both directions") {
  for (std::size_t width = 1; width <= 9; ++width) {
    for (std::size_t count = 1; count <= 9; ++count) {
      std::vector<float> from(20 * width), to(width * padded(count), -1.0f);
      for (std::size_t i = 0; i < from.size(); ++i) from[i] = static_cast<float>(i);
      std::vector<std::uint32_t> rows;
      for (std::uint32_t b = 0; b < count; ++b) rows.push_back(7 * b % 20);
      gather_columns(from.data(), width, rows.data(), count, to.data());
      for (std::size_t f = 0; f < width; ++f) {
        for (std::size_t b = 0; b < padded(count); ++b) {
          REQUIRE(to[f * padded(count) + b] == from[rows[std::min(b, count - 1)] * width + f]);
        }
      }
    }
  }
}

namespace {

using namespace std::literals;

// Two rows, one feature of one byte in tenths, two classes.
constexpr auto kPacked = "ACT1\x02\0\0\0\x01\0\x02\0\x03set\x01w\x01\x0a\0\0\0\x01n\x01p\x33\x0e\x01\0"sv;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

TEST_CASE("a packed set gives back the decimals it was made of") {
  const auto set = unpack(bytes_of(kPacked));
  REQUIRE(set.has_value());
  CHECK(set->name == "set");
  CHECK(set->data.features == std::vector<std::string>{"w"});
  CHECK(set->data.classes == std::vector<std::string>{"n", "p"});
  CHECK(set->data.x == std::vector<float>{5.1f, 1.4f});
  CHECK(set->data.y == std::vector<float>{1, 0});
}

TEST_CASE("a packed set may have values of three bytes and a number for its target") {
  // 3967161 / 10^7, and the float -1.5.
  const auto set =
      unpack(bytes_of("ACT1\x01\0\0\0\x01\0\0\0\x01s\x01w\x03\x80\x96\x98\0\xb9\x88\x3c\0\0\xc0\xbf"sv));
  REQUIRE(set.has_value());
  CHECK_FALSE(set->data.is_classification());
  CHECK(set->data.x == std::vector<float>{0.3967161f});
  CHECK(set->data.y == std::vector<float>{-1.5f});
}

TEST_CASE("bytes that are not a whole packed set are refused, wherever they end") {
  for (std::size_t length = 0; length < kPacked.size(); ++length) {
    CHECK_FALSE(unpack(bytes_of(kPacked.substr(0, length))).has_value());
  }
  CHECK_FALSE(unpack(bytes_of(std::string(kPacked) + "x")).has_value());
  std::string wrong_class(kPacked);
  wrong_class.back() = 2;
  CHECK_FALSE(unpack(bytes_of(wrong_class)).has_value());
}
