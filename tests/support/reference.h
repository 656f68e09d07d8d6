// SPDX-License-Identifier: MIT
// The tables of tests/reference/ for elementwise activations.
#pragma once

#include <string>
#include <vector>

#include "tests/support/json.h"

namespace actlab::test {

// elu_0.5 is elu with other parameters: a number after an underscore is not part of the name.
inline std::string name_of_reference(const std::string& key) {
  if (key == "hard_swish") return "hard_silu";  // activations.json has the alias
  const std::size_t end = key.find_last_of('_');
  const bool numbered =
      end != std::string::npos && key.find_first_not_of("0123456789.", end + 1) == std::string::npos;
  return numbered ? key.substr(0, end) : key;
}

// Calls check(key, name, parameters, rows) for each table; a row holds x, f, f' and f''.
template <class Check>
void for_each_reference(Check check) {
  for (const char* file : {"activations.json", "activations_more.json"}) {
    const nlohmann::json tables = read_json(file);
    for (const auto& [key, table] : tables.items()) {
      std::vector<double> parameters;  // in the registry's order, which happens to be the alphabet's
      for (const auto& item : table["params"].items()) parameters.push_back(double{item.value()});
      std::vector<std::vector<double>> rows;
      table["rows"].get_to(rows);
      check(key, name_of_reference(key), parameters, rows);
    }
  }
}

}  // namespace actlab::test
