// SPDX-License-Identifier: MIT
// Type and range checks, and the words for what failed them.
#include "core/model/reader.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/model/visitor.h"

namespace actlab {
namespace {

std::string interval(const Range& range) {
  return (range.min_open ? "(" : "[") + describe(range.min) + ", " + describe(range.max) +
         (range.max_open ? ")" : "]");
}

// False for NaN. An open end also excludes what is that end once it is a float, as kernels take it.
bool contains(const Range& range, double x) {
  return (range.min_open ? static_cast<float>(x) > static_cast<float>(range.min) : x >= range.min) &&
         (range.max_open ? static_cast<float>(x) < static_cast<float>(range.max) : x <= range.max);
}

// Names and aliases of every activation.
std::vector<std::string_view> activation_names() {
  std::vector<std::string_view> names;
  for (const auto& entry : activations()) {
    names.push_back(entry.name);
    names.insert(names.end(), entry.aliases.begin(), entry.aliases.end());
  }
  return names;
}

// Reads one object. A field that is missing, or wrong and reported, leaves its default.
class Reader final : public Visitor {
 public:
  Reader(const Object& object, std::string path, Problems& problems)
      : object_(object), path_(std::move(path)), problems_(problems) {}

  void optional_integer(std::string_view key, std::optional<std::uint32_t>& out, std::uint32_t min,
                        std::uint32_t max) override;
  void optional_number(std::string_view key, std::optional<double>& out, const Range& range) override;
  void flag(std::string_view key, bool& out) override;
  void numbers(std::string_view key, Numbers& out) override;
  void text(std::string_view key, std::string& out) override;
  void texts(std::string_view key, List& out) override;
  void activation(ActivationSpec& out) override;
  void object(std::string_view key, const Fields& fields, bool given) override;
  void tagged(std::string_view key, std::string_view tag, const Fields& fields) override;
  void one_of(std::string_view key, std::string_view tag, OneOf out) override;
  void list_of(std::string_view key, std::string_view tag, ListOfOneOf out, std::size_t most) override;
  void index(std::string_view key, std::optional<std::size_t>& out,
             std::span<const std::string_view> names) override;

  // Reads a whole object at a path of its own, unknown keys included.
  void read_object(const Value& value, const std::string& path, const Fields& fields);

 private:
  // The entry under the key, which from then on is known; null when it is missing.
  const Value* take(std::string_view key);
  std::string path_to(std::string_view key) const;
  void read_tagged(const Value& value, const std::string& path, std::string_view tag, const Fields& fields);
  void read_one_of(const Value& value, const std::string& path, std::string_view tag, OneOf& out);
  std::optional<std::size_t> index_of(std::string_view key, const Value& value,
                                      std::span<const std::string_view> names);
  // The index of the name under a key that must be given; without it the object's other keys cannot be judged.
  std::optional<std::size_t> required(std::string_view key, std::span<const std::string_view> names);
  void list_parameter(const ActivationParameter& parameter, const Range& range, double* values,
                      std::size_t& pieces);
  void report(const std::string& path, std::string_view expected, const Value& got);
  void report_missing(std::string_view key, std::span<const std::string_view> names);
  void report_unknown_keys();

  const Object& object_;
  std::string path_;
  Problems& problems_;
  std::vector<std::string_view> known_;
  bool forgiving_ = false;  // the object's kind is unknown, so its keys cannot be judged
};

}  // namespace

void Reader::optional_integer(std::string_view key, std::optional<std::uint32_t>& out, std::uint32_t min,
                              std::uint32_t max) {
  const Value* value = take(key);
  if (value == nullptr) return;
  const Range range{static_cast<double>(min), static_cast<double>(max)};
  const auto* number = value->as<double>();
  if (number != nullptr && contains(range, *number) && *number == std::floor(*number)) {
    out = static_cast<std::uint32_t>(*number);
  } else if (min == max) {
    report(path_to(key), "must be " + std::to_string(min), *value);
  } else {
    report(path_to(key), "must be a whole number in " + interval(range), *value);
  }
}

void Reader::optional_number(std::string_view key, std::optional<double>& out, const Range& range) {
  const Value* value = take(key);
  if (value == nullptr) return;
  const auto* number = value->as<double>();
  if (number != nullptr && contains(range, *number)) {
    out = *number;
  } else {
    report(path_to(key), "must be in " + interval(range), *value);
  }
}

void Reader::flag(std::string_view key, bool& out) {
  const Value* value = take(key);
  if (value == nullptr) return;
  if (const auto* given = value->as<bool>()) {
    out = *given;
  } else {
    report(path_to(key), "must be true or false", *value);
  }
}

void Reader::numbers(std::string_view key, Numbers& out) {
  const Value* value = take(key);
  if (value == nullptr) return report_missing(key, {});
  const auto* list = value->as<List>();
  if (const auto* given = value->as<Numbers>()) {
    out = *given;
  } else if (list == nullptr || !list->empty()) {
    report(path_to(key), "must be a list of numbers", *value);
  }
}

void Reader::text(std::string_view key, std::string& out) {
  const Value* value = take(key);
  if (value == nullptr) return;
  if (const auto* given = value->as<std::string>()) {
    out = *given;
  } else {
    report(path_to(key), "must be a text", *value);
  }
}

void Reader::texts(std::string_view key, List& out) {
  const Value* value = take(key);
  if (value == nullptr) return;
  const auto* list = value->as<List>();
  const auto is_text = [](const Value& item) { return item.as<std::string>() != nullptr; };
  if (list == nullptr || list->empty() || !std::all_of(list->begin(), list->end(), is_text)) {
    return report(path_to(key), "must be a list of texts", *value);
  }
  List copy(*list);  // an assignment would be a further 1.5 KB, of every kind of value
  out.swap(copy);
}

void Reader::activation(ActivationSpec& out) {
  const auto names = activation_names();
  const auto index = required("name", names);
  if (!index) return;
  out.function = find_activation(names[*index]);
  for (std::size_t i = 0; i < out.function->parameters.size(); ++i) {
    const auto& parameter = out.function->parameters[i];
    double& number_out = out.parameters[parameter_offset(*out.function, i)];
    const Range range{parameter.min, parameter.max};
    if (!parameter.list.empty()) {
      list_parameter(parameter, range, &number_out, out.pieces);
      continue;
    }
    number_out = parameter.initial;
    number(parameter.name, number_out, range);
  }
  if (out.function->random && out.parameters[0] > out.parameters[1]) {
    problems_.push_back({path_to(out.function->parameters[0].name),
                         "must be at most " + std::string(out.function->parameters[1].name) + ", " +
                             describe(out.parameters[1]) + ", got " + describe(out.parameters[0])});
  }
}

// Fills kMaxPieces numbers at `values`; the first list of a function decides how many the others hold.
void Reader::list_parameter(const ActivationParameter& parameter, const Range& range, double* values,
                            std::size_t& pieces) {
  Numbers given(parameter.list.begin(), parameter.list.end());
  if (const Value* value = take(parameter.name)) {
    if (value->as<Numbers>() == nullptr)
      return report(path_to(parameter.name), "must be a list of numbers", *value);
    given = *value->as<Numbers>();
  }
  const auto fits = [&](double number) { return contains(range, number); };
  const std::string path = path_to(parameter.name);
  const std::string got = ", got " + std::to_string(given.size());
  if (given.size() < kMinPieces || given.size() > kMaxPieces) {
    problems_.push_back({path, "must hold " + std::to_string(kMinPieces) + " to " +
                                   std::to_string(kMaxPieces) + " numbers" + got});
  } else if (pieces != 0 && given.size() != pieces) {
    problems_.push_back(
        {path, "must hold as many numbers as the list before it, " + std::to_string(pieces) + got});
  } else if (!std::all_of(given.begin(), given.end(), fits)) {
    problems_.push_back({path, "must hold numbers in " + interval(range)});
  } else {
    pieces = given.size();
    std::fill_n(values, kMaxPieces, given[0]);
    std::copy(given.begin(), given.end(), values);
  }
}

const Value* Reader::take(std::string_view key) {
  known_.push_back(key);
  for (const auto& [name, value] : object_) {
    if (name == key) return &value;
  }
  return nullptr;
}

std::string Reader::path_to(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + '.' + std::string(key);
}

void Reader::object(std::string_view key, const Fields& fields, bool) {
  if (const Value* value = take(key)) read_object(*value, path_to(key), fields);
}

void Reader::tagged(std::string_view key, std::string_view tag, const Fields& fields) {
  if (const Value* value = take(key)) read_tagged(*value, path_to(key), tag, fields);
}

void Reader::one_of(std::string_view key, std::string_view tag, OneOf out) {
  if (const Value* value = take(key)) read_one_of(*value, path_to(key), tag, out);
}

void Reader::list_of(std::string_view key, std::string_view tag, ListOfOneOf out, std::size_t most) {
  const Value* value = take(key);
  if (value == nullptr) return;
  const auto* list = value->as<List>();
  if (list == nullptr || list->empty() || list->size() > most) {
    return report(path_to(key), "must be a list of 1 to " + std::to_string(most) + " objects", *value);
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    OneOf item = out.add();
    read_one_of((*list)[i], path_to(key) + '[' + std::to_string(i) + ']', tag, item);
  }
}

void Reader::index(std::string_view key, std::optional<std::size_t>& out,
                   std::span<const std::string_view> names) {
  const Value* value = take(key);
  if (value == nullptr) return;
  if (const auto index = index_of(key, *value, names)) out = index;
}

void Reader::read_object(const Value& value, const std::string& path, const Fields& fields) {
  const auto* object = value.as<Object>();
  if (object == nullptr) return report(path, "must be an object", value);
  Reader reader(*object, path, problems_);
  fields.visit(reader);
  reader.report_unknown_keys();
}

// A plain text stands for an object that says nothing but its tag.
void Reader::read_tagged(const Value& value, const std::string& path, std::string_view tag,
                         const Fields& fields) {
  const auto* text = value.as<std::string>();
  if (text == nullptr) return read_object(value, path, fields);
  read_object(Object{{std::string(tag), *text}}, path, fields);
}

void Reader::read_one_of(const Value& value, const std::string& path, std::string_view tag, OneOf& out) {
  const auto read = [&](Visitor& visitor) {
    const auto index = static_cast<Reader&>(visitor).required(tag, out.names());
    if (!index) return;
    out.choose(*index);
    out.visit_fields(visitor);
  };
  read_tagged(value, path, tag, read);
}

std::optional<std::size_t> Reader::required(std::string_view key, std::span<const std::string_view> names) {
  const Value* value = take(key);
  if (value == nullptr) {
    report_missing(key, names);
    return std::nullopt;
  }
  const auto index = index_of(key, *value, names);
  forgiving_ = forgiving_ || !index;
  return index;
}

std::optional<std::size_t> Reader::index_of(std::string_view key, const Value& value,
                                            std::span<const std::string_view> names) {
  const auto* text = value.as<std::string>();
  if (text == nullptr) {
    report(path_to(key), "must be a text", value);
    return std::nullopt;
  }
  const auto found = std::find(names.begin(), names.end(), std::string_view(*text));
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  problems_.push_back({path_to(key), unknown_name(key, *text, names)});
  return std::nullopt;
}

void Reader::report(const std::string& path, std::string_view expected, const Value& got) {
  problems_.push_back({path, std::string(expected) + ", got " + describe(got)});
}

void Reader::report_missing(std::string_view key, std::span<const std::string_view> names) {
  forgiving_ = true;
  std::string message = "must be given";
  for (std::size_t i = 0; i < names.size(); ++i)
    message += (i == 0 ? ", known are " : ", ") + std::string(names[i]);
  problems_.push_back({path_to(key), message});
}

void Reader::report_unknown_keys() {
  if (forgiving_) return;
  for (const auto& entry : object_) {
    if (std::find(known_.begin(), known_.end(), std::string_view(entry.first)) != known_.end()) continue;
    problems_.push_back({path_to(entry.first), unknown_name("key", entry.first, known_)});
  }
}

Spec read_spec(const Value& value, Problems& problems) {
  Spec spec;
  const Object nothing;
  Reader root(nothing, "", problems);
  if (value.as<Object>() != nullptr && value.find("data") == nullptr) {
    problems.push_back({"data", "must be given, as in { kind: \"moons\" }"});
  }
  const auto read = [&spec](Visitor& v) { fields(v, spec); };
  root.read_object(value, "", read);
  return spec;
}

OptimizerConfig read_optimizer(const Value& value, Problems& problems) {
  OptimizerConfig optimizer;
  const Object given{{"optimizer", value}};
  Reader(given, "", problems).one_of("optimizer", "name", optimizer);
  return optimizer;
}

ActivationSpec read_activation(const Value& value, Problems& problems) {
  ActivationSpec spec;
  const Object given{{"activation", value}};
  const auto read = [&spec](Visitor& v) { v.activation(spec); };
  Reader(given, "", problems).tagged("activation", "name", read);
  return spec;
}

CsvText read_csv_text(const Value& value, Problems& problems) {
  CsvText csv;
  const Object nothing;
  const auto read = [&csv](Visitor& v) { fields(v, csv); };
  Reader(nothing, "", problems).read_object(value, "", read);
  return csv;
}

}  // namespace actlab
