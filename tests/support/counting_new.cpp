// SPDX-License-Identifier: MIT
// The program's operator new and delete, over malloc and free so that the sanitizers still see every block.
#include "tests/support/counting_new.h"

#include <cstdlib>
#include <new>

namespace {
actlab::test::Allocations g_allocations{0, 0};
}

namespace actlab::test {
Allocations allocations() { return g_allocations; }
}  // namespace actlab::test

void* operator new(std::size_t size) {
  void* block = std::malloc(size == 0 ? 1 : size);
  if (block == nullptr) std::abort();
  ++g_allocations.made;
  ++g_allocations.live;
  return block;
}

void operator delete(void* block) noexcept {
  if (block != nullptr) --g_allocations.live;
  std::free(block);
}

void* operator new[](std::size_t size) { return operator new(size); }
void operator delete[](void* block) noexcept { operator delete(block); }
void operator delete(void* block, std::size_t) noexcept { operator delete(block); }
void operator delete[](void* block, std::size_t) noexcept { operator delete(block); }
