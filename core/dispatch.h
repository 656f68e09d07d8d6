// SPDX-License-Identifier: MIT
// What a variant holds, handed to a function.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>
#include <variant>

namespace actlab {

// As std::visit, for one variant, which always holds something: comparisons instead of a table of functions, which can be
// seen through, and are smaller and, in WebAssembly, faster than calls through a pointer.
template <std::size_t kFrom = 0, class Visitor, class Variant>
constexpr decltype(auto) dispatch(Visitor&& visitor, Variant&& variant) {
  constexpr bool kIsLast = kFrom + 1 == std::variant_size_v<std::remove_cvref_t<Variant>>;
  if (kIsLast || variant.index() == kFrom) return visitor(*std::get_if<kFrom>(&variant));
  if constexpr (!kIsLast)
    return dispatch<kFrom + 1>(std::forward<Visitor>(visitor), std::forward<Variant>(variant));
}

}  // namespace actlab
