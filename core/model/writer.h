// SPDX-License-Identifier: MIT
// A spec turned back into a Value.
#pragma once

#include "core/model/spec.h"
#include "core/model/value.h"

namespace actlab {

// Every default filled in.
Value write_spec(Spec spec);

}  // namespace actlab
