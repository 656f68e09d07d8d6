// SPDX-License-Identifier: MIT
// A message as it is put together.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace actlab {

// Words() << "row " << row << " has no name". A call is all that a part compiles to, which chains of + on strings are not.
class Words {
 public:
  Words& operator<<(const char* part);
  Words& operator<<(const std::string& part);
  Words& operator<<(std::string_view part);
  Words& operator<<(std::size_t number);

  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace actlab
