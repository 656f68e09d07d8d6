// SPDX-License-Identifier: MIT
// JSON files of tests/reference/, and JSON as the engine's plain values.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "core/model/value.h"

namespace actlab::test {

inline nlohmann::json read_json(const std::string& name) {
  std::ifstream file(std::string(ACTLAB_REFERENCE_DIR) + '/' + name);
  if (!file) throw std::runtime_error("tests/reference/" + name + " cannot be read");
  return nlohmann::json::parse(file);
}

// As bindings/plain.ts makes it: a list of nothing but numbers is flat.
inline Value to_value(const nlohmann::json& json) {
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number()) return json.get<double>();
  if (json.is_string()) return json.get<std::string>();
  if (json.is_object()) {
    Object object;
    for (const auto& [key, entry] : json.items()) object.emplace_back(key, to_value(entry));
    return object;
  }
  if (!json.is_array()) return {};
  Numbers numbers;
  List list;
  for (const auto& item : json) {
    if (item.is_number()) numbers.push_back(item.get<double>());
    list.push_back(to_value(item));
  }
  if (numbers.size() == list.size()) return numbers;
  return list;
}

inline Value value_of(const char* json) { return to_value(nlohmann::json::parse(json)); }

}  // namespace actlab::test
