// SPDX-License-Identifier: MIT
// Every key of a kind of data with the range of its value, once.
#include "core/model/visitor.h"

namespace actlab {

namespace {

constexpr std::uint32_t kMostSamples = 100000, kMostParts = 10;

}  // namespace

void fields(Visitor& v, GeneratedSpec& s) {
  v.integer("samples", s.samples, 4, kMostSamples);
  v.number("noise", s.noise, Range{0, 10});
}

void fields(Visitor& v, SpiralSpec& s) {
  fields(v, static_cast<GeneratedSpec&>(s));
  v.integer("classes", s.classes, 2, kMostParts);
  v.number("turns", s.turns, Range{0, 10, true});
}

void fields(Visitor& v, GaussiansSpec& s) {
  fields(v, static_cast<GeneratedSpec&>(s));
  v.integer("classes", s.classes, 2, kMostParts);
}

void fields(Visitor& v, CheckerboardSpec& s) {
  fields(v, static_cast<GeneratedSpec&>(s));
  v.integer("cells", s.cells, 2, kMostParts);
}

void fields(Visitor& v, RingsSpec& s) {
  fields(v, static_cast<GeneratedSpec&>(s));
  v.integer("classes", s.classes, 2, kMostParts);
}

void fields(Visitor&, ShippedSpec&) {}

void fields(Visitor& v, InlineSpec& s) {
  v.numbers("x", s.x);
  v.numbers("x_shape", s.x_shape);
  v.numbers("y", s.y);
  v.numbers("y_shape", s.y_shape);
  v.texts("classes", s.classes);
}

void fields(Visitor& v, CsvText& s) {
  v.text("text", s.text);
  v.choice("header", s.header, kCsvHeaderNames);
}

void fields(Visitor& v, CsvSpec& s) {
  fields(v, static_cast<CsvText&>(s));
  v.text("target", s.target);
  v.texts("columns", s.columns);
  v.choice("target_kind", s.target_kind, kTargetKindNames);
  v.choice("missing", s.missing, kMissingValuesNames);
}

}  // namespace actlab
