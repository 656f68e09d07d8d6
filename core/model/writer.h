// SPDX-License-Identifier: MIT
// The visitor that turns a spec back into a Value, every default filled in.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/model/fields.h"
#include "core/model/value.h"

namespace actlab {

class Writer {
 public:
  Object take() { return std::move(object_); }

  void integer(std::string_view key, std::uint32_t value, std::uint32_t, std::uint32_t) {
    add(key, static_cast<double>(value));
  }
  void number(std::string_view key, double value, const Range&) { add(key, value); }
  void number(std::string_view key, const std::optional<double>& value, const Range&) {
    if (value) add(key, *value);
  }
  void flag(std::string_view key, bool value) { add(key, value); }
  void numbers(std::string_view key, const Numbers& value) { add(key, value); }

  template <class E, std::size_t N>
  void choice(std::string_view key, E value, const std::array<std::string_view, N>& names) {
    add(key, std::string(names[static_cast<std::size_t>(value)]));
  }
  template <class E, std::size_t N>
  void choice(std::string_view key, const std::optional<E>& value,
              const std::array<std::string_view, N>& names) {
    if (value) choice(key, *value, names);
  }

  // Just the tag's text where there is nothing else to say.
  template <class T>
  void named(std::string_view key, std::string_view, T& value) {
    Object object = written(value);
    add(key, object.size() == 1 ? std::move(object.front().second) : Value(std::move(object)));
  }

  template <class... T>
  void one_of(std::string_view key, std::string_view tag, std::variant<T...>& value) {
    add(key, tagged(tag, value));
  }

  template <class... T>
  void list_of(std::string_view key, std::string_view tag, std::vector<std::variant<T...>>& values,
               std::size_t) {
    List list;
    for (auto& value : values) list.push_back(tagged(tag, value));
    add(key, std::move(list));
  }

  template <class Fields>
  void object(std::string_view key, Fields fields_of) {
    Writer inner;
    fields_of(inner);
    add(key, inner.take());
  }

  void activation(const ActivationSpec& spec) {
    add("name", std::string(spec.function->name));
    for (std::size_t i = 0; i < spec.function->parameters.size(); ++i) {
      const auto& parameter = spec.function->parameters[i];
      const double* value = &spec.parameters[parameter_offset(*spec.function, i)];
      if (parameter.list.empty()) {
        add(parameter.name, *value);
      } else {
        add(parameter.name, Numbers(value, value + spec.pieces));
      }
    }
  }

 private:
  void add(std::string_view key, Value value) { object_.emplace_back(std::string(key), std::move(value)); }

  template <class T>
  static Object written(T& value) {
    Writer writer;
    fields(writer, value);
    return writer.take();
  }

  template <class... T>
  static Value tagged(std::string_view tag, std::variant<T...>& value) {
    return std::visit(
        [tag]<class U>(U& alternative) {
          Object object = written(alternative);
          object.insert(object.begin(), {std::string(tag), std::string(U::kName)});
          return Value(std::move(object));
        },
        value);
  }

  Object object_;
};

inline Value write_spec(Spec spec) {
  Writer writer;
  fields(writer, spec);
  return writer.take();
}

}  // namespace actlab
