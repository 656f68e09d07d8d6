// SPDX-License-Identifier: MIT
// What a variant holds, handed to a function.
#pragma once

#include <cstddef>
#include <type_traits>
#include <variant>

namespace actlab {

// What visitor(alternative) returns for the alternative that the variant holds. std::visit looks it up in a table of
// functions; comparisons can be seen through, are smaller, and in WebAssembly faster than a call through a pointer.
// variant  holds something: none of the engine's alternatives throws while it is made
template <std::size_t kFrom = 0, class Visitor, class Variant>
constexpr decltype(auto) dispatch(Visitor&& visitor, Variant& variant) {
  constexpr bool kIsLast = kFrom + 1 == std::variant_size_v<std::remove_cv_t<Variant>>;
  if (kIsLast || variant.index() == kFrom) return visitor(*std::get_if<kFrom>(&variant));
  if constexpr (!kIsLast) return dispatch<kFrom + 1>(visitor, variant);
}

}  // namespace actlab
