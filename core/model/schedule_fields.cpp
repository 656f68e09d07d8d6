// SPDX-License-Identifier: MIT
// Every key of a schedule of the learning rate with the range of its value, once.
#include "core/model/visitor.h"

namespace actlab {

namespace {

constexpr std::uint32_t kMostUpdates = 1000000000;
constexpr Range kFactor{0, 1, true}, kDivisor{1, 1e9};

}  // namespace

void fields(Visitor&, ConstantSchedule&) {}

void fields(Visitor& v, StepSchedule& s) {
  v.integer("every", s.every, 1, kMostUpdates);
  v.number("factor", s.factor, kFactor);
}

void fields(Visitor& v, ExponentialSchedule& s) { v.number("factor", s.factor, kFactor); }

void fields(Visitor& v, CosineSchedule& s) {
  v.integer("steps", s.steps, 1, kMostUpdates);
  v.number("min", s.min, Range{0, 1});
}

void fields(Visitor& v, WarmupSchedule& s) { v.integer("steps", s.steps, 1, kMostUpdates); }

void fields(Visitor& v, OneCycleSchedule& s) {
  v.integer("steps", s.steps, 2, kMostUpdates);
  v.number("pct_start", s.pct_start, Range{0, 1, true, true});
  v.number("div_factor", s.div_factor, kDivisor);
  v.number("final_div_factor", s.final_div_factor, kDivisor);
}

}  // namespace actlab
