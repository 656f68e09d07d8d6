// SPDX-License-Identifier: MIT
// Every key of a layer with the range of its value, once.
#include "core/model/visitor.h"

namespace actlab {

namespace {

constexpr std::uint32_t kMostUnits = 4096;

}  // namespace

void fields(Visitor& v, InitializerSpec& s) {
  v.choice("name", s.name, kInitializerNames);
  if (s.name == Initializer::kConstant) v.number("value", s.value, Range{-1e6, 1e6});
}

void fields(Visitor& v, DenseSpec& s) {
  v.integer("units", s.units, 1, kMostUnits);
  v.flag("use_bias", s.use_bias);
  v.named("kernel_initializer", "name", s.kernel_initializer);
  v.named("bias_initializer", "name", s.bias_initializer);
}

void fields(Visitor& v, ActivationSpec& s) { v.activation(s); }

}  // namespace actlab
