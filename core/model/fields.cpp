// SPDX-License-Identifier: MIT
// Every key of a spec with the range of its value, once.
#include "core/layer/pass.h"
#include "core/model/visitor.h"

namespace actlab {

namespace {

constexpr std::uint32_t kMostSamples = 100000, kMostUnits = 4096;

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

constexpr Range kLearningRate{0, 1000}, kDecay{0, 1, false, true}, kEpsilon{0, 1, true};

void fields(Visitor& v, Sgd& s) {
  v.number("learning_rate", s.learning_rate, kLearningRate);
  v.number("momentum", s.momentum, kDecay);
  v.flag("nesterov", s.nesterov);
}

template <class S>
void adam_fields(Visitor& v, S& s) {
  v.number("learning_rate", s.learning_rate, kLearningRate);
  v.number("beta_1", s.beta_1, kDecay);
  v.number("beta_2", s.beta_2, kDecay);
  v.number("epsilon", s.epsilon, kEpsilon);
}

void fields(Visitor& v, Adam& s) { adam_fields(v, s); }

void fields(Visitor& v, RmsProp& s) {
  v.number("learning_rate", s.learning_rate, kLearningRate);
  v.number("rho", s.rho, kDecay);
  v.number("epsilon", s.epsilon, kEpsilon);
}

void fields(Visitor& v, Adagrad& s) {
  v.number("learning_rate", s.learning_rate, kLearningRate);
  v.number("epsilon", s.epsilon, kEpsilon);
}

void fields(Visitor& v, Adadelta& s) {
  v.number("learning_rate", s.learning_rate, kLearningRate);
  v.number("rho", s.rho, kDecay);
  v.number("epsilon", s.epsilon, kEpsilon);
}

void fields(Visitor& v, AdamW& s) {
  adam_fields(v, s);
  v.number("weight_decay", s.weight_decay, Range{0, 1});
}

void fields(Visitor& v, Adamax& s) { adam_fields(v, s); }

void fields(Visitor& v, Nadam& s) {
  adam_fields(v, s);
  v.number("momentum_decay", s.momentum_decay, Range{0, 1});
}

void fields(Visitor& v, StopSpec& s) {
  v.integer("steps", s.steps, 1, 1000000000);
  v.optional_number("loss", s.loss, Range{0, 1e30});
}

void fields(Visitor& v, Spec& s) {
  v.integer("version", s.version, 1, 1);
  v.integer("seed", s.seed, 0, 4294967295u);
  v.one_of("data", "kind", s.data);
  v.choice("scaling", s.scaling, kScalingNames);
  v.number("test_fraction", s.test_fraction, Range{0, 0.9});
  v.flag("shuffle", s.shuffle);
  v.object("model", [&s](Visitor& model) { model.list_of("layers", "type", s.layers, kMostLayers); });
  v.choice("loss", s.loss, kLossNames);
  v.one_of("optimizer", "name", s.optimizer);
  v.integer("batch_size", s.batch_size, 1, 65536);
  v.object("stop", [&s](Visitor& stop) { fields(stop, s.stop); });
  v.object("probe", [&s](Visitor& probe) { probe.integer("every", s.probe_every, 1, 1000000); });
}

}  // namespace actlab
