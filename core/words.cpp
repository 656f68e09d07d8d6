// SPDX-License-Identifier: MIT
// Appending, once for all.
#include "core/words.h"

namespace actlab {

Words& Words::operator<<(const char* part) {
  text_ += part;
  return *this;
}

Words& Words::operator<<(const std::string& part) {
  text_ += part;
  return *this;
}

Words& Words::operator<<(std::string_view part) {
  text_ += part;
  return *this;
}

Words& Words::operator<<(std::size_t number) { return *this << std::to_string(number); }

}  // namespace actlab
