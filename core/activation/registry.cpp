// SPDX-License-Identifier: MIT
// The list of entries, and finding one by name.
#include "core/activation/registry.h"

#include <algorithm>

#include "core/activation/algebraic.h"
#include "core/activation/clipped.h"
#include "core/activation/exponential.h"
#include "core/activation/gated.h"
#include "core/activation/gelu.h"
#include "core/activation/kernel.h"
#include "core/activation/periodic.h"
#include "core/activation/piecewise.h"
#include "core/activation/quadratic.h"
#include "core/activation/several.h"
#include "core/activation/sigmoidal.h"
#include "core/activation/softplus.h"

namespace actlab {
namespace {

constexpr Activation kActivations[] = {
    make_activation<Linear>(),
    make_activation<BinaryStep>(),
    make_activation<Relu>(),
    make_activation<LeakyRelu>(),
    make_activation<Prelu>(),
    make_activation<Rrelu>(),
    make_activation<Relu6>(),
    make_activation<ThresholdRelu>(),
    make_activation<SquaredRelu>(),
    make_activation<HardTanh>(),
    make_activation<HardSigmoid>(),
    make_activation<HardShrink>(),
    make_activation<SoftShrink>(),
    make_activation<Sigmoid>(),
    make_activation<Tanh>(),
    make_activation<TanhShrink>(),
    make_activation<Arctan>(),
    make_activation<Elu>(),
    make_activation<Selu>(),
    make_activation<Celu>(),
    make_activation<Softplus>(),
    make_activation<LogSigmoid>(),
    make_activation<Exponential>(),
    make_activation<Gaussian>(),
    make_activation<Gelu>(),
    make_activation<GeluTanh>(),
    make_activation<Silu>(),
    make_activation<Swish>(),
    make_activation<HardSilu>(),
    make_activation<Mish>(),
    make_activation<Softsign>(),
    make_activation<Isru>(),
    make_activation<Isrlu>(),
    make_activation<Squareplus>(),
    make_activation<BentIdentity>(),
    make_activation<Sine>(),
    make_activation<Snake>(),
    make_activation<Sinc>(),
    make_activation<Maxout>(),
    Softmax::kAbout,
    LogSoftmax::kAbout,
    Glu::kAbout,
    Reglu::kAbout,
    Geglu::kAbout,
    Swiglu::kAbout,
};

}  // namespace

std::span<const Activation> activations() { return kActivations; }

std::array<float, kMaxActivationParameters> default_parameters(const Activation& entry) {
  std::array<float, kMaxActivationParameters> p{};
  for (std::size_t i = 0; i < entry.parameters.size(); ++i) {
    const ActivationParameter& parameter = entry.parameters[i];
    const auto begin = p.begin() + parameter_offset(entry, i);
    if (parameter.list.empty()) {
      *begin = static_cast<float>(parameter.initial);
      continue;
    }
    const auto as_float = [](double number) { return static_cast<float>(number); };
    std::fill_n(begin, kMaxPieces, as_float(parameter.list[0]));
    std::transform(parameter.list.begin(), parameter.list.end(), begin, as_float);
  }
  return p;
}

std::size_t parameter_offset(const Activation& entry, std::size_t index) {
  std::size_t offset = 0;
  for (std::size_t i = 0; i < index; ++i) offset += entry.parameters[i].list.empty() ? 1 : kMaxPieces;
  return offset;
}

const Activation* find_activation(std::string_view name_or_alias) {
  for (const Activation& entry : kActivations) {
    if (entry.name == name_or_alias) return &entry;
    const auto last = entry.aliases.end();
    if (std::find(entry.aliases.begin(), last, name_or_alias) != last) return &entry;
  }
  return nullptr;
}

}  // namespace actlab
