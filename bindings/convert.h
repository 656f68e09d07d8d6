// SPDX-License-Identifier: MIT
// Between JavaScript's values and the engine's: specs in, arrays and records out, each copied once.
#pragma once

#include <emscripten/val.h>

#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/model/problem.h"
#include "core/model/value.h"

namespace actlab {

using emscripten::val;

inline val to_js(const std::string& text) { return val(text); }
inline val to_js(std::string_view text) { return to_js(std::string(text)); }

inline val to_js(std::span<const float> numbers) {
  return val::global("Float32Array").new_(val(emscripten::typed_memory_view(numbers.size(), numbers.data())));
}

inline val to_js(std::span<const std::uint8_t> bytes) {
  return val::global("Uint8Array").new_(val(emscripten::typed_memory_view(bytes.size(), bytes.data())));
}

inline val to_js(std::span<const std::uint32_t> counts) {
  return val::global("Uint32Array").new_(val(emscripten::typed_memory_view(counts.size(), counts.data())));
}

// Not val::set and val::call themselves where one will do: each type of argument makes further functions of them.
inline void set(val& js, const char* key, const val& value) { js.set(key, value); }
inline void push(val& list, const val& item) { list.call<void>("push", item); }

// Every number is a double on the other side.
template <class T>
requires std::is_arithmetic_v<T> val to_js(T x) {
  if constexpr (std::is_same_v<T, bool>) {
    return val(x);
  } else {
    return val(static_cast<double>(x));
  }
}

template <class T>
void set(val& js, const char* key, const T& value) {
  set(js, key, to_js(value));
}

// An array of what `convert` makes of each item.
template <class Items, class Convert>
val to_js_list(const Items& items, Convert convert) {
  val list = val::array();
  for (const auto& item : items) push(list, convert(item));
  return list;
}

// An array of texts, numbers or flags.
template <class Items>
val to_js_list(const Items& items) {
  return to_js_list(items, [](const auto& item) { return to_js(item); });
}

inline val to_js(const Problems& problems) {
  return to_js_list(problems, [](const Problem& problem) {
    val js = val::object();
    set(js, "path", problem.path);
    set(js, "message", problem.message);
    return js;
  });
}

inline val to_js(const Value& value) {
  if (const auto* flag = value.as<bool>()) return to_js(*flag);
  if (const auto* number = value.as<double>()) return to_js(*number);
  if (const auto* text = value.as<std::string>()) return to_js(*text);
  if (const auto* numbers = value.as<Numbers>()) {
    return val::global("Float64Array")
        .new_(val(emscripten::typed_memory_view(numbers->size(), numbers->data())));
  }
  if (const auto* list = value.as<List>()) return to_js_list(*list);
  if (const auto* object = value.as<Object>()) {
    val js = val::object();
    for (const auto& [key, entry] : *object) set(js, key.c_str(), to_js(entry));
    return js;
  }
  return val::null();
}

// The numbers of a typed array of T's kind.
template <class T>
std::vector<T> to_vector(const val& array) {
  std::vector<T> numbers(array["length"].as<std::size_t>());
  val(emscripten::typed_memory_view(numbers.size(), numbers.data())).call<void>("set", array);
  return numbers;
}

// A spec as plain.ts leaves it: objects, arrays, Float64Arrays, texts, numbers, flags and null.
inline Value to_value(const val& js) {
  const std::string type = js.typeOf().as<std::string>();
  if (type == "boolean") return js.as<bool>();
  if (type == "number") return js.as<double>();
  if (type == "string") return js.as<std::string>();
  if (js.isNull() || type != "object") return {};
  if (js.instanceof (val::global("Float64Array"))) return to_vector<double>(js);
  if (js.isArray()) {
    List list;
    const auto length = js["length"].as<unsigned>();
    for (unsigned i = 0; i < length; ++i) list.push_back(to_value(js[i]));
    return list;
  }
  Object object;
  const val keys = val::global("Object").call<val>("keys", js);
  const auto length = keys["length"].as<unsigned>();
  for (unsigned i = 0; i < length; ++i) object.emplace_back(keys[i].as<std::string>(), to_value(js[keys[i]]));
  return object;
}

}  // namespace actlab
