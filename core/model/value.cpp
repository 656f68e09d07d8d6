// SPDX-License-Identifier: MIT
// Looking into values and naming them.
#include "core/model/value.h"

#include <cmath>

#include "core/decimal.h"

namespace actlab {
namespace {

constexpr std::size_t kLongestText = 40;

std::string quoted(const std::string& text) {
  return '"' + (text.size() <= kLongestText ? text : text.substr(0, kLongestText) + "...") + '"';
}

std::string list_of(std::size_t count) { return "a list of " + std::to_string(count); }

}  // namespace

const Value* Value::find(std::string_view key) const {
  if (const auto* object = as<Object>()) {
    for (const auto& [name, value] : *object) {
      if (name == key) return &value;
    }
  }
  return nullptr;
}

std::string describe(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  return decimal(number, 10);
}

std::string describe(const Value& value) {
  if (const auto* flag = value.as<bool>()) return *flag ? "true" : "false";
  if (const auto* number = value.as<double>()) return describe(*number);
  if (const auto* text = value.as<std::string>()) return quoted(*text);
  if (const auto* numbers = value.as<Numbers>()) return list_of(numbers->size());
  if (const auto* list = value.as<List>()) return list_of(list->size());
  if (value.as<Object>() != nullptr) return "an object";
  return "nothing";
}

}  // namespace actlab
