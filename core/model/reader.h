// SPDX-License-Identifier: MIT
// The visitor that takes a spec's fields out of a Value and reports all that is wrong with it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/fields.h"
#include "core/model/problem.h"
#include "core/model/value.h"

namespace actlab {

// Reads one object. A field that is missing, or wrong and reported, leaves its default.
class Reader {
 public:
  Reader(const Object& object, std::string path, Problems& problems)
      : object_(object), path_(std::move(path)), problems_(problems) {}

  void integer(std::string_view key, std::uint32_t& out, std::uint32_t min, std::uint32_t max);
  void number(std::string_view key, double& out, const Range& range);
  void number(std::string_view key, std::optional<double>& out, const Range& range);
  void flag(std::string_view key, bool& out);
  void numbers(std::string_view key, Numbers& out);
  void activation(ActivationSpec& out);

  // out  an enumeration, or an optional one, whose values are numbered as the names are
  template <class E, std::size_t N>
  void choice(std::string_view key, E& out, const std::array<std::string_view, N>& names) {
    if (const Value* value = take(key)) {
      if (const auto index = index_of(key, *value, names)) set_enumerator(out, *index);
    }
  }

  template <class T>
  void named(std::string_view key, std::string_view tag, T& out) {
    if (const Value* value = take(key)) {
      Value object;
      read_object(untagged(*value, tag, object), path_to(key), [&](Reader& reader) { fields(reader, out); });
    }
  }

  template <class... T>
  void one_of(std::string_view key, std::string_view tag, std::variant<T...>& out) {
    if (const Value* value = take(key)) read_variant(*value, path_to(key), tag, out);
  }

  template <class... T>
  void list_of(std::string_view key, std::string_view tag, std::vector<std::variant<T...>>& out,
               std::size_t most) {
    const Value* value = take(key);
    if (value == nullptr) return;
    const List* list = list_in(key, *value, most);
    if (list == nullptr) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
      read_variant((*list)[i], path_to(key) + '[' + std::to_string(i) + ']', tag, out.emplace_back());
    }
  }

  template <class Fields>
  void object(std::string_view key, Fields fields_of) {
    if (const Value* value = take(key)) read_object(*value, path_to(key), fields_of);
  }

  // Reads a whole object at a path of its own, unknown keys included.
  template <class Fields>
  void read_object(const Value& value, const std::string& path, Fields fields_of) {
    const auto* object = value.as<Object>();
    if (object == nullptr) return report(path, "must be an object", value);
    Reader reader(*object, path, problems_);
    fields_of(reader);
    reader.report_unknown_keys();
  }

 private:
  template <class E>
  static void set_enumerator(E& out, std::size_t index) {
    out = static_cast<E>(index);
  }
  template <class E>
  static void set_enumerator(std::optional<E>& out, std::size_t index) {
    out = static_cast<E>(index);
  }

  template <class... T>
  void read_variant(const Value& given, const std::string& path, std::string_view tag,
                    std::variant<T...>& out) {
    static constexpr std::array<std::string_view, sizeof...(T)> kNames = {T::kName...};
    Value object;
    const Value& value = untagged(given, tag, object);
    read_object(value, path, [&](Reader& reader) {
      const Value* name = reader.take(tag);
      if (name == nullptr) return reader.report_missing(tag, kNames);
      const auto index = reader.index_of(tag, *name, kNames);
      if (!index) return reader.forgive_unknown_keys();
      std::size_t i = 0;
      ((i++ == *index ? fields(reader, out.template emplace<T>()) : void()), ...);
    });
  }

  // The entry under the key, which from then on is known; null when it is missing.
  const Value* take(std::string_view key);
  std::string path_to(std::string_view key) const;
  static const Value& untagged(const Value& value, std::string_view tag, Value& object);
  std::optional<std::size_t> index_of(std::string_view key, const Value& value,
                                      std::span<const std::string_view> names);
  std::optional<double> number_in(std::string_view key, const Range& range);
  void list_parameter(const ActivationParameter& parameter, const Range& range, double* values,
                      std::size_t& pieces);
  const List* list_in(std::string_view key, const Value& value, std::size_t most);
  void report(const std::string& path, std::string_view expected, const Value& got);
  void report_missing(std::string_view key, std::span<const std::string_view> names);
  void report_unknown_keys();
  void forgive_unknown_keys() { forgiving_ = true; }

  const Object& object_;
  std::string path_;
  Problems& problems_;
  std::vector<std::string_view> known_;
  bool forgiving_ = false;  // the object's kind is unknown, so its keys cannot be judged
};

// The spec in the value, with defaults where nothing is said; `problems` is empty when all of it is good.
Spec read_spec(const Value& value, Problems& problems);

// "relu" or { name: "elu", alpha: 0.5 }.
ActivationSpec read_activation(const Value& value, Problems& problems);

}  // namespace actlab
