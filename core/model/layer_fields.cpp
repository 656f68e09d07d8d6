// SPDX-License-Identifier: MIT
// Every key of a layer with the range of its value, once.
#include "core/model/visitor.h"

namespace actlab {

namespace {

constexpr std::uint32_t kMostUnits = 4096;
constexpr Range kPenalty{0, 1000};
constexpr Range kAnyWeight{-1e6, 1e6};

// names  those that may be chosen
void initializer_fields(Visitor& v, InitializerSpec& s, std::span<const std::string_view> names) {
  v.choice("name", s.name, names);
  switch (s.name) {
    case Initializer::kConstant:
      return v.number("value", s.value, kAnyWeight);
    case Initializer::kRandomUniform:
      v.number("minval", s.minval, kAnyWeight);
      return v.number("maxval", s.maxval, kAnyWeight);
    case Initializer::kRandomNormal:
    case Initializer::kTruncatedNormal:
      v.number("mean", s.mean, kAnyWeight);
      return v.number("stddev", s.stddev, Range{0, 1e6});
    case Initializer::kSiren:
      return v.number("omega", s.omega, Range{0, 1000, true});
    case Initializer::kOrthogonal:
    case Initializer::kIdentity:
      v.number("gain", s.gain, kAnyWeight);
      return v.choice("nonlinearity", s.nonlinearity, kNonlinearityNames);
    default:
      if (is_scaled_normal(s.name)) v.flag("truncated", s.truncated);
  }
}

}  // namespace

void fields(Visitor& v, InitializerSpec& s) { initializer_fields(v, s, kInitializerNames); }

void bias_initializer(Visitor& v, InitializerSpec& s) {
  const auto visit = [&s](Visitor& inner) {
    const std::span<const std::string_view> names = kInitializerNames;
    initializer_fields(inner, s, names.first(names.size() - kMatrixInitializers));
  };
  v.tagged("bias_initializer", "name", visit);
}

void activity_fields(Visitor& v, double& l1) { v.number("activity_l1", l1, kPenalty); }

// What layers with weights have in common, but for their shapes.
template <class S>
void weight_fields(Visitor& v, S& s) {
  v.flag("use_bias", s.use_bias);
  v.named("kernel_initializer", "name", s.kernel_initializer);
  bias_initializer(v, s.bias_initializer);
  v.number("l1", s.l1, kPenalty);
  v.number("l2", s.l2, kPenalty);
  activity_fields(v, s.activity_l1);
}

void fields(Visitor& v, DenseSpec& s) {
  v.integer("units", s.units, 1, kMostUnits);
  weight_fields(v, s);
}

void fields(Visitor& v, ActivationSpec& s) {
  v.activation(s);
  activity_fields(v, s.activity_l1);
}

void fields(Visitor& v, PreluSpec& s) {
  v.flag("shared", s.shared);
  v.number("initial", s.initial, Range{-10, 10});
  activity_fields(v, s.activity_l1);
}

void fields(Visitor& v, MaxoutSpec& s) {
  v.integer("units", s.units, 1, kMostUnits);
  v.integer("pieces", s.pieces, kMinPieces, kMaxPieces);
  weight_fields(v, s);
}

void fields(Visitor& v, DropoutSpec& s) {
  v.number("rate", s.rate, Range{0, 1, false, true});
  activity_fields(v, s.activity_l1);
}

void fields(Visitor& v, GaussianNoiseSpec& s) {
  v.number("stddev", s.stddev, Range{0, 1000});
  activity_fields(v, s.activity_l1);
}

void fields(Visitor& v, BatchNormSpec& s) {
  v.number("momentum", s.momentum, Range{0, 1});
  v.number("epsilon", s.epsilon, Range{0, 1, true});
  activity_fields(v, s.activity_l1);
}

}  // namespace actlab
