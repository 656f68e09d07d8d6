// SPDX-License-Identifier: MIT
// The process-wide handler of broken contracts.
#include "core/contract.h"

#include <cstdlib>

namespace actlab {
namespace {
ContractHandler g_handler = nullptr;
}

void set_contract_handler(ContractHandler handler) { g_handler = handler; }

void contract_broken(const char* condition, const char* file, int line) {
  if (g_handler != nullptr) g_handler(condition, file, line);
  std::abort();
}

}  // namespace actlab
