// SPDX-License-Identifier: MIT
// Every key of a kind of data with the range of its value, once.
#include "core/model/visitor.h"

namespace actlab {

namespace {

constexpr std::uint32_t kMostSamples = 100000;

}  // namespace

void fields(Visitor& v, MoonsSpec& s) {
  v.integer("samples", s.samples, 4, kMostSamples);
  v.number("noise", s.noise, Range{0, 10});
}

void fields(Visitor& v, CirclesSpec& s) {
  v.integer("samples", s.samples, 4, kMostSamples);
  v.number("noise", s.noise, Range{0, 10});
}

void fields(Visitor& v, SpiralSpec& s) {
  v.integer("samples", s.samples, 4, kMostSamples);
  v.number("noise", s.noise, Range{0, 10});
  v.integer("classes", s.classes, 2, 10);
  v.number("turns", s.turns, Range{0, 10, true});
}

void fields(Visitor&, IrisSpec&) {}

void fields(Visitor&, DigitsSpec&) {}

void fields(Visitor& v, InlineSpec& s) {
  v.numbers("x", s.x);
  v.numbers("x_shape", s.x_shape);
  v.numbers("y", s.y);
  v.numbers("y_shape", s.y_shape);
}

}  // namespace actlab
