// SPDX-License-Identifier: MIT
// Files of the repository, as tests read them.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace actlab::test {

// name  a path from the repository's root
inline std::string read_text(const std::string& name) {
  std::ifstream file(std::string(ACTLAB_REFERENCE_DIR) + "/../../" + name, std::ios::binary);
  if (!file) throw std::runtime_error(name + " cannot be read");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace actlab::test
