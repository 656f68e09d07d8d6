// SPDX-License-Identifier: MIT
// What can be done to every field of a spec, be it reading or writing. The types of fields are erased here, so that the
// list of them, *fields.cpp, is compiled once however many visitors there are.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "core/dispatch.h"
#include "core/model/spec.h"
#include "core/model/value.h"

namespace actlab {

class Visitor;

// Numbers from min to max; an open end is not allowed itself.
struct Range {
  double min, max;
  bool min_open = false, max_open = false;
};

// The fields of one object: a function that visits them, which it neither copies nor outlives.
class Fields {
 public:
  template <class F>
  requires std::is_invocable_v<const F&, Visitor&> Fields(const F& visit)
      : visit_(&visit), call_([](const void* f, Visitor& v) { (*static_cast<const F*>(f))(v); }) {}

  void visit(Visitor& v) const { call_(visit_, v); }

 private:
  const void* visit_;
  void (*call_)(const void*, Visitor&);
};

// A reference to a variant of structs, each of which has a name.
class OneOf {
 public:
  template <class... T>
  OneOf(std::variant<T...>& variant)
      : variant_(&variant),
        names_(kNames<T...>),
        index_(variant.index()),
        choose_([](void* v, std::size_t index) {
          std::size_t i = 0;
          auto& chosen = *static_cast<std::variant<T...>*>(v);
          ((i++ == index ? void(chosen.template emplace<T>()) : void()), ...);
        }),
        visit_([](void* v, Visitor& visitor) {
          dispatch([&](auto& alternative) { fields(visitor, alternative); },
                   *static_cast<std::variant<T...>*>(v));
        }) {}

  std::span<const std::string_view> names() const { return names_; }
  std::string_view name() const { return names_[index_]; }
  // Makes it the alternative with this index, all of whose fields have their defaults.
  void choose(std::size_t index) {
    choose_(variant_, index);
    index_ = index;
  }
  void visit_fields(Visitor& v) const { visit_(variant_, v); }

 private:
  template <class... T>
  static constexpr std::array<std::string_view, sizeof...(T)> kNames = {T::kName...};

  void* variant_;
  std::span<const std::string_view> names_;
  std::size_t index_;
  void (*choose_)(void*, std::size_t);
  void (*visit_)(void*, Visitor&);
};

// A reference to a list of variants.
class ListOfOneOf {
 public:
  template <class Variant>
  ListOfOneOf(std::vector<Variant>& list)
      : list_(&list), size_(list.size()), at_([](void* l, std::size_t i) {
          auto& items = *static_cast<std::vector<Variant>*>(l);
          if (i == items.size()) items.emplace_back();
          return OneOf(items[i]);
        }) {}

  std::size_t size() const { return size_; }
  OneOf operator[](std::size_t i) const { return at_(list_, i); }
  OneOf add() { return at_(list_, size_++); }

 private:
  void* list_;
  std::size_t size_;
  OneOf (*at_)(void*, std::size_t);
};

class Visitor {
 public:
  virtual void optional_integer(std::string_view key, std::optional<std::uint32_t>& value, std::uint32_t min,
                                std::uint32_t max) = 0;
  virtual void optional_number(std::string_view key, std::optional<double>& value, const Range& range) = 0;
  virtual void flag(std::string_view key, bool& value) = 0;
  virtual void numbers(std::string_view key, Numbers& value) = 0;
  virtual void text(std::string_view key, std::string& value) = 0;
  virtual void texts(std::string_view key, List& value) = 0;
  virtual void activation(ActivationSpec& spec) = 0;
  // given  whether there is anything to write
  virtual void object(std::string_view key, const Fields& fields, bool given) = 0;
  // An object whose tag is one of its fields, or just the text of its tag.
  virtual void tagged(std::string_view key, std::string_view tag, const Fields& fields) = 0;
  // An object whose tag names the alternative, or just the text of the tag.
  virtual void one_of(std::string_view key, std::string_view tag, OneOf value) = 0;
  virtual void list_of(std::string_view key, std::string_view tag, ListOfOneOf list, std::size_t most) = 0;
  // index  into the names; nothing where nothing is chosen
  virtual void index(std::string_view key, std::optional<std::size_t>& index,
                     std::span<const std::string_view> names) = 0;

  void integer(std::string_view key, std::uint32_t& value, std::uint32_t min, std::uint32_t max) {
    std::optional<std::uint32_t> integer = value;
    optional_integer(key, integer, min, max);
    value = *integer;
  }

  void number(std::string_view key, double& value, const Range& range) {
    std::optional<double> number = value;
    optional_number(key, number, range);
    value = *number;
  }

  // value  an enumerator, or an optional one; enumerators are numbered as the names are
  template <class E>
  void choice(std::string_view key, E& value, std::span<const std::string_view> names) {
    std::optional<std::size_t> chosen = static_cast<std::size_t>(value);
    index(key, chosen, names);
    value = static_cast<E>(*chosen);
  }
  template <class E>
  void choice(std::string_view key, std::optional<E>& value, std::span<const std::string_view> names) {
    std::optional<std::size_t> chosen;
    if (value) chosen = static_cast<std::size_t>(*value);
    index(key, chosen, names);
    if (chosen) value = static_cast<E>(*chosen);
  }

  // An object that may be missing, and is made when it is not.
  template <class T>
  void optional_object(std::string_view key, std::optional<T>& value) {
    const auto visit = [&value](Visitor& v) {
      if (!value) value.emplace();
      fields(v, *value);
    };
    object(key, visit, value.has_value());
  }

  template <class T>
  void named(std::string_view key, std::string_view tag, T& value) {
    const auto visit = [&value](Visitor& v) { fields(v, value); };
    tagged(key, tag, visit);
  }

 protected:
  ~Visitor() = default;
};

// In data_fields.cpp.
void fields(Visitor& v, GeneratedSpec& s);
void fields(Visitor& v, SpiralSpec& s);
void fields(Visitor& v, GaussiansSpec& s);
void fields(Visitor& v, CheckerboardSpec& s);
void fields(Visitor& v, RingsSpec& s);
void fields(Visitor& v, ShippedSpec& s);
void fields(Visitor& v, InlineSpec& s);
void fields(Visitor& v, CsvText& s);
void fields(Visitor& v, CsvSpec& s);
// In layer_fields.cpp.
void fields(Visitor& v, InitializerSpec& s);
void bias_initializer(Visitor& v, InitializerSpec& s);  // under its key, without what makes matrices
void fields(Visitor& v, DenseSpec& s);
void fields(Visitor& v, ActivationSpec& s);
void fields(Visitor& v, PreluSpec& s);
void fields(Visitor& v, MaxoutSpec& s);
void fields(Visitor& v, DropoutSpec& s);
void fields(Visitor& v, GaussianNoiseSpec& s);
void fields(Visitor& v, BatchNormSpec& s);
// In optimizer_fields.cpp.
void fields(Visitor& v, Sgd& s);
void fields(Visitor& v, Adam& s);
void fields(Visitor& v, RmsProp& s);
void fields(Visitor& v, Adagrad& s);
void fields(Visitor& v, Adadelta& s);
void fields(Visitor& v, AdamW& s);
void fields(Visitor& v, Adamax& s);
void fields(Visitor& v, Nadam& s);
// In schedule_fields.cpp.
void fields(Visitor& v, ConstantSchedule& s);
void fields(Visitor& v, StepSchedule& s);
void fields(Visitor& v, ExponentialSchedule& s);
void fields(Visitor& v, CosineSchedule& s);
void fields(Visitor& v, WarmupSchedule& s);
void fields(Visitor& v, OneCycleSchedule& s);
// In fields.cpp.
void fields(Visitor& v, ClipConfig& s);
void fields(Visitor& v, PlateauConfig& s);
void fields(Visitor& v, StopConfig& s);
void fields(Visitor& v, Spec& s);

}  // namespace actlab
