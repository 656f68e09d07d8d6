// SPDX-License-Identifier: MIT
// The packed form in which data sets are shipped: decimal numbers as small integers, without loss.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/data/dataset.h"

namespace actlab {

// Layout, little endian; a text is a u8 length and so many bytes of UTF-8:
//   "ACT1"  u32 rows  u16 features  u16 classes (0: the target is a number)  text name
//   features x { text name, u8 bytes a value (1 to 3), u32 divisor: a power of ten }
//   classes x text
//   features x rows x value   column by column; a value is its integer / divisor. Both are exact as floats (24 bits
//                             hold them, but for the divisor's factors of two), so it is the float nearest the decimal
//   rows x (u8 class | f32 target)
struct PackedDataset {
  std::string name;
  Dataset data;
};

// Nothing when the bytes are not a whole packed data set.
std::optional<PackedDataset> unpack(std::span<const std::uint8_t> bytes);

}  // namespace actlab
