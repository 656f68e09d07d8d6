// SPDX-License-Identifier: MIT
// Taking arrays and listing them.
#include "core/layer/placement.h"

namespace actlab {

std::size_t ParameterView::size() const {
  std::size_t product = 1;
  for (const auto n : shape) product *= n;
  return product;
}

void Placement::learn(std::string_view name, std::initializer_list<std::size_t> shape,
                      const ArrayStart& start, float*& value, float*& gradient) {
  ParameterView view{layer, name, shape, nullptr, nullptr, start};
  value = view.value = values.take(view.size());
  gradient = view.gradient = gradients.take(view.size());
  learned.push_back(view);
}

float* Placement::keep(std::string_view name, std::initializer_list<std::size_t> shape, float start) {
  ParameterView view{layer, name, shape, nullptr, nullptr, {.constant = start}};
  view.value = states.take(view.size());
  kept.push_back(view);
  return view.value;
}

}  // namespace actlab
