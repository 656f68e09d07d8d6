// SPDX-License-Identifier: MIT
// A plain tree of values: what a spec is before it is understood, the same whether it came from JavaScript or
// a test.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace actlab {

struct Value;

using Numbers = std::vector<double>;  // a list of nothing but numbers, kept flat
using List = std::vector<Value>;
using Object = std::vector<std::pair<std::string, Value>>;  // in the order written; keys are unique

struct Value {
  std::variant<std::monostate, bool, double, std::string, Numbers, List, Object> data;

  Value() = default;
  template <class T>
  requires(!std::is_same_v<std::remove_cvref_t<T>, Value> && !std::is_array_v<std::remove_cvref_t<T>>)
      Value(T&& value)
      : data(std::forward<T>(value)) {}
  Value(const char* text) : data(std::string(text)) {}

  template <class T>
  const T* as() const {
    return std::get_if<T>(&data);
  }

  // An object's entry; null when there is none, or when this is not an object.
  const Value* find(std::string_view key) const;
};

// How a problem names what came: 12, "relu", true, a list of 3, an object, nothing.
std::string describe(const Value& value);

// 10 significant digits at most, without trailing zeros.
std::string describe(double number);

}  // namespace actlab
