// SPDX-License-Identifier: MIT
// The data of a spec: one struct a kind, which `kind` tells.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "core/data/csv.h"
#include "core/model/value.h"

namespace actlab {

// Generated sets: core/data/generate.h has their formulas.
struct GeneratedSpec {
  std::uint32_t samples = 500;
  double noise = 0.1;  // standard deviation: of each coordinate in units of the plane, or of the target
};
struct MoonsSpec : GeneratedSpec {
  static constexpr std::string_view kName = "moons";
};
struct CirclesSpec : GeneratedSpec {
  static constexpr std::string_view kName = "circles";
};
struct SpiralSpec : GeneratedSpec {
  static constexpr std::string_view kName = "spiral";
  SpiralSpec() { noise = 0.02; }
  std::uint32_t classes = 2;
  double turns = 1.5;
};
struct GaussiansSpec : GeneratedSpec {
  static constexpr std::string_view kName = "gaussians";
  GaussiansSpec() { noise = 0.3; }
  std::uint32_t classes = 2;
};
struct XorSpec : GeneratedSpec {
  static constexpr std::string_view kName = "xor";
  XorSpec() { noise = 0.05; }
};
struct CheckerboardSpec : GeneratedSpec {
  static constexpr std::string_view kName = "checkerboard";
  CheckerboardSpec() { noise = 0; }
  std::uint32_t cells = 4;  // a side
};
struct RingsSpec : GeneratedSpec {
  static constexpr std::string_view kName = "rings";
  RingsSpec() { noise = 0.05; }
  std::uint32_t classes = 3;
};
struct PlaneSpec : GeneratedSpec {
  static constexpr std::string_view kName = "plane";
};
struct BumpsSpec : GeneratedSpec {
  static constexpr std::string_view kName = "bumps";
};
struct SineSpec : GeneratedSpec {
  static constexpr std::string_view kName = "sine";
};
struct StepSpec : GeneratedSpec {
  static constexpr std::string_view kName = "step";
};
struct AbsSpec : GeneratedSpec {
  static constexpr std::string_view kName = "abs";
};

// Shipped sets: the caller hands them to `build` under these names.
struct ShippedSpec {};
struct IrisSpec : ShippedSpec {
  static constexpr std::string_view kName = "iris";
};
struct WineSpec : ShippedSpec {
  static constexpr std::string_view kName = "wine";
};
struct BreastCancerSpec : ShippedSpec {
  static constexpr std::string_view kName = "breast_cancer";
};
struct DigitsSpec : ShippedSpec {
  static constexpr std::string_view kName = "digits";
};
struct DiabetesSpec : ShippedSpec {
  static constexpr std::string_view kName = "diabetes";
};

// Own samples, row by row.
struct InlineSpec {
  static constexpr std::string_view kName = "inline";
  Numbers x, x_shape;  // [n, features]
  Numbers y, y_shape;  // [n], [n, 1] or [n, outputs]
  List classes;        // names, as texts; when there are any, y is class numbers from 0
};

// Own samples as comma-separated text: core/data/csv.h tells what is read, and how much.
struct CsvText {
  std::string text;
  CsvHeader header = CsvHeader::kAuto;
};

enum class MissingValues {
  kReport,
  kDrop
};  // of a row without a value: refuse the table, or leave the row out
inline constexpr std::array<std::string_view, 2> kMissingValuesNames = {"report", "drop"};

// kAuto: a class when one of its cells is a text, or under categorical_crossentropy; else a number.
enum class TargetKind { kAuto, kClass, kNumber };
inline constexpr std::array<std::string_view, 3> kTargetKindNames = {"auto", "class", "number"};

struct CsvSpec : CsvText {
  static constexpr std::string_view kName = "csv";
  std::string target;  // a column's name; empty: the last column
  List columns;        // names of the features, as texts; empty: all columns but the target
  TargetKind target_kind = TargetKind::kAuto;
  MissingValues missing = MissingValues::kReport;
};

using DataSpec = std::variant<MoonsSpec, CirclesSpec, SpiralSpec, GaussiansSpec, XorSpec, CheckerboardSpec,
                              RingsSpec, PlaneSpec, BumpsSpec, SineSpec, StepSpec, AbsSpec, IrisSpec,
                              WineSpec, BreastCancerSpec, DigitsSpec, DiabetesSpec, InlineSpec, CsvSpec>;

}  // namespace actlab
