// SPDX-License-Identifier: MIT
// Copying in either direction.
#include "core/archive.h"

namespace actlab {
namespace {

constexpr std::size_t kLongestText = 1000;

}  // namespace

void Archive::show(std::vector<float>& values, std::size_t most) {
  values.resize(show_size(values.size(), most));
  show(std::span<float>(values));
}

void Archive::show(std::string& text) {
  text.resize(show_size(text.size(), kLongestText));
  show_bytes(text.data(), text.size());
}

void Archive::show_bytes(void* data, std::size_t size) {
  if (saved_ != nullptr) {
    const std::size_t before = saved_->size();
    saved_->resize(before + size);
    if (size > 0) std::memcpy(saved_->data() + before, data, size);
    return;
  }
  short_ = short_ || rest_.size() < size;
  if (short_ || size == 0) return;
  std::memcpy(data, rest_.data(), size);
  rest_ = rest_.subspan(size);
}

// The length of something, kept; 0 where it cannot be had.
std::size_t Archive::show_size(std::size_t size, std::size_t most) {
  auto kept = static_cast<std::uint32_t>(size);
  show(kept);
  if (saved_ != nullptr) return size;
  short_ = short_ || kept > most;
  return short_ ? 0 : kept;
}

}  // namespace actlab
