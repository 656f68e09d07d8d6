// SPDX-License-Identifier: MIT
// The visitor that makes an object of a spec's fields.
#include "core/model/writer.h"

#include <utility>

#include "core/model/visitor.h"

namespace actlab {
namespace {

class Writer final : public Visitor {
 public:
  Object take() { return std::move(object_); }
  void add(std::string_view key, Value value) { object_.emplace_back(std::string(key), std::move(value)); }

  void optional_integer(std::string_view key, std::optional<std::uint32_t>& value, std::uint32_t,
                        std::uint32_t) override {
    if (value) add(key, static_cast<double>(*value));
  }
  void optional_number(std::string_view key, std::optional<double>& value, const Range&) override {
    if (value) add(key, *value);
  }
  void flag(std::string_view key, bool& value) override { add(key, value); }
  void numbers(std::string_view key, Numbers& value) override { add(key, value); }
  // What is empty goes without saying.
  void text(std::string_view key, std::string& value) override {
    if (!value.empty()) add(key, value);
  }
  void texts(std::string_view key, List& value) override {
    if (!value.empty()) add(key, value);
  }
  void index(std::string_view key, std::optional<std::size_t>& index,
             std::span<const std::string_view> names) override {
    if (index) add(key, std::string(names[*index]));
  }

  void object(std::string_view key, const Fields& fields, bool given) override {
    if (!given) return;
    Writer inner;
    fields.visit(inner);
    add(key, inner.take());
  }

  // Just the tag's text where there is nothing else to say.
  void tagged(std::string_view key, std::string_view, const Fields& fields) override {
    Writer inner;
    fields.visit(inner);
    Object object = inner.take();
    add(key, object.size() == 1 ? std::move(object.front().second) : Value(std::move(object)));
  }

  void one_of(std::string_view key, std::string_view tag, OneOf value) override {
    add(key, written(tag, value));
  }

  void list_of(std::string_view key, std::string_view tag, ListOfOneOf values, std::size_t) override {
    List list;
    for (std::size_t i = 0; i < values.size(); ++i) list.push_back(written(tag, values[i]));
    add(key, std::move(list));
  }

  void activation(ActivationSpec& spec) override {
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
  static Value written(std::string_view tag, const OneOf& value) {
    Writer inner;
    inner.add(tag, std::string(value.name()));
    value.visit_fields(inner);
    return inner.take();
  }

  Object object_;
};

}  // namespace

Value write_spec(Spec spec) {
  Writer writer;
  fields(writer, spec);
  return writer.take();
}

}  // namespace actlab
