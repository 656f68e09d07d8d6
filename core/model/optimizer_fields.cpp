// SPDX-License-Identifier: MIT
// Every key of an optimizer with the range of its value, once.
#include "core/model/visitor.h"

namespace actlab {

namespace {

constexpr Range kLearningRate{0, 1000}, kDecay{0, 1, false, true}, kEpsilon{0, 1, true};

}  // namespace

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

}  // namespace actlab
