// SPDX-License-Identifier: MIT
// Bytes that an object is kept in: whoever is to be kept shows all of its state to an Archive in one function, which both
// saves and restores, so that the two cannot differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace actlab {

// Numbers are kept little endian, as every machine that the engine runs on has them.
class Archive {
 public:
  // Saves: `bytes` grows.
  explicit Archive(std::vector<std::uint8_t>& bytes) : saved_(&bytes) {}
  // Restores. Where there are fewer bytes than asked for, what is shown keeps its values and `whole` is false.
  explicit Archive(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void show(T& value) { show_bytes(&value, sizeof value); }

  // An array of the same length on both occasions.
  void show(std::span<float> values) { show_bytes(values.data(), values.size_bytes()); }

  // One whose length is kept along.
  // most  what it is restored up to; a longer one makes `whole` false
  void show(std::vector<float>& values, std::size_t most);
  void show(std::string& text);

  // While restoring: everything asked for was there, and now nothing is left.
  bool whole() const { return !short_ && rest_.empty(); }

 private:
  void show_bytes(void* data, std::size_t size);
  std::size_t show_size(std::size_t size, std::size_t most);

  std::vector<std::uint8_t>* saved_ = nullptr;
  std::span<const std::uint8_t> rest_;
  bool short_ = false;
};

}  // namespace actlab
