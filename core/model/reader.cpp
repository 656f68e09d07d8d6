// SPDX-License-Identifier: MIT
// Type and range checks, and the words for what failed them.
#include "core/model/reader.h"

#include <algorithm>
#include <cmath>

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

}  // namespace

void Reader::integer(std::string_view key, std::uint32_t& out, std::uint32_t min, std::uint32_t max) {
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

std::optional<double> Reader::number_in(std::string_view key, const Range& range) {
  const Value* value = take(key);
  if (value == nullptr) return std::nullopt;
  const auto* number = value->as<double>();
  if (number != nullptr && contains(range, *number)) return *number;
  report(path_to(key), "must be in " + interval(range), *value);
  return std::nullopt;
}

void Reader::number(std::string_view key, double& out, const Range& range) {
  out = number_in(key, range).value_or(out);
}

void Reader::number(std::string_view key, std::optional<double>& out, const Range& range) {
  if (const auto number = number_in(key, range)) out = number;
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

void Reader::activation(ActivationSpec& out) {
  const auto names = activation_names();
  const Value* value = take("name");
  if (value == nullptr) return report_missing("name", names);
  const auto index = index_of("name", *value, names);
  if (!index) return forgive_unknown_keys();
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

// A plain text stands for an object that says nothing but its tag: that object is made then, and everything else is
// passed through uncopied.
const Value& Reader::untagged(const Value& value, std::string_view tag, Value& object) {
  const auto* text = value.as<std::string>();
  if (text == nullptr) return value;
  object = Object{{std::string(tag), *text}};
  return object;
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

const List* Reader::list_in(std::string_view key, const Value& value, std::size_t most) {
  const auto* list = value.as<List>();
  if (list != nullptr && !list->empty() && list->size() <= most) return list;
  report(path_to(key), "must be a list of 1 to " + std::to_string(most) + " objects", value);
  return nullptr;
}

void Reader::report(const std::string& path, std::string_view expected, const Value& got) {
  problems_.push_back({path, std::string(expected) + ", got " + describe(got)});
}

void Reader::report_missing(std::string_view key, std::span<const std::string_view> names) {
  forgive_unknown_keys();
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
  root.read_object(value, "", [&spec](Reader& reader) { fields(reader, spec); });
  return spec;
}

ActivationSpec read_activation(const Value& value, Problems& problems) {
  ActivationSpec spec;
  const Object given{{"activation", value}};
  Reader(given, "", problems).named("activation", "name", spec);
  return spec;
}

}  // namespace actlab
