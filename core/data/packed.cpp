// SPDX-License-Identifier: MIT
// Reads a packed data set; every read is checked against the end.
#include "core/data/packed.h"

#include <cstring>

namespace actlab {
namespace {

// Hands out the bytes in order; after the end it gives zeros and remembers.
class Cursor {
 public:
  explicit Cursor(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::uint32_t integer(std::size_t width) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width; ++i) value |= std::uint32_t{byte()} << (8 * i);
    return value;
  }

  float real() {
    const std::uint32_t bits = integer(4);
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }

  std::string text() {
    std::string s(integer(1), ' ');
    for (char& c : s) c = static_cast<char>(byte());
    return s;
  }

  std::size_t left() const { return bytes_.size() - next_; }
  bool ended_early() const { return ended_early_; }

 private:
  std::uint8_t byte() {
    if (next_ < bytes_.size()) return bytes_[next_++];
    ended_early_ = true;
    return 0;
  }

  std::span<const std::uint8_t> bytes_;
  std::size_t next_ = 0;
  bool ended_early_ = false;
};

struct Column {
  std::size_t width;
  float divisor;
};

}  // namespace

std::optional<PackedDataset> unpack(std::span<const std::uint8_t> bytes) {
  Cursor in(bytes);
  if (in.integer(4) != 0x31544341u) return std::nullopt;  // "ACT1"
  PackedDataset set;
  Dataset& data = set.data;
  data.rows = in.integer(4);
  const std::size_t features = in.integer(2), classes = in.integer(2);
  set.name = in.text();
  std::vector<Column> columns;
  std::size_t row_bytes = classes > 0 ? 1 : 4;
  for (std::size_t f = 0; f < features && !in.ended_early(); ++f) {
    data.features.push_back(in.text());
    columns.push_back({in.integer(1), static_cast<float>(in.integer(4))});
    if (columns.back().width < 1 || columns.back().width > 3 || columns.back().divisor < 1)
      return std::nullopt;
    row_bytes += columns.back().width;
  }
  for (std::size_t c = 0; c < classes && !in.ended_early(); ++c) data.classes.push_back(in.text());
  if (in.ended_early() || features == 0 || data.rows == 0) return std::nullopt;
  if (in.left() / row_bytes != data.rows || in.left() % row_bytes != 0) return std::nullopt;

  data.x.resize(data.rows * features);
  for (std::size_t f = 0; f < features; ++f) {
    for (std::size_t n = 0; n < data.rows; ++n) {
      data.x[n * features + f] = static_cast<float>(in.integer(columns[f].width)) / columns[f].divisor;
    }
  }
  data.y.reserve(data.rows);
  for (std::size_t n = 0; n < data.rows; ++n) {
    const float target = classes > 0 ? static_cast<float>(in.integer(1)) : in.real();
    if (classes > 0 && target >= static_cast<float>(classes)) return std::nullopt;
    data.y.push_back(target);
  }
  return set;
}

}  // namespace actlab
