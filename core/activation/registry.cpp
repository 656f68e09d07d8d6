// SPDX-License-Identifier: MIT
// The list of entries, and finding one by name.
#include "core/activation/registry.h"

#include <algorithm>

#include "core/activation/exponential.h"
#include "core/activation/gelu.h"
#include "core/activation/kernel.h"
#include "core/activation/piecewise.h"
#include "core/activation/sigmoidal.h"

namespace actlab {
namespace {

constexpr Activation kActivations[] = {
    make_activation<Linear>(),   make_activation<Relu>(),    make_activation<LeakyRelu>(),
    make_activation<Elu>(),      make_activation<Sigmoid>(), make_activation<Tanh>(),
    make_activation<Softplus>(), make_activation<Gelu>(),
};

}  // namespace

std::span<const Activation> activations() { return kActivations; }

const Activation* find_activation(std::string_view name_or_alias) {
  for (const Activation& entry : kActivations) {
    if (entry.name == name_or_alias) return &entry;
    const auto last = entry.aliases.end();
    if (std::find(entry.aliases.begin(), last, name_or_alias) != last) return &entry;
  }
  return nullptr;
}

}  // namespace actlab
