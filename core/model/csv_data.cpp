// SPDX-License-Identifier: MIT
// From the cells of a table to samples: which columns, which rows, which classes.
#include "core/model/csv_data.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "core/decimal.h"

namespace actlab {
namespace {

constexpr const char* kTextPath = "data.text";

std::string in_quotes(const std::string& text) { return describe(Value(text)); }

std::string words_of(const CsvColumn& column) {
  return (Words() << "column " << in_quotes(column.name) << ": ").text();
}

// The place of the column with the name; reports one that is not there, or is there twice.
std::size_t find_column(const std::string& path, const std::string& name, const CsvSurvey& survey,
                        Problems& problems) {
  std::vector<std::string_view> names;
  for (const auto& column : survey.columns) names.push_back(column.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    report(problems, path, Words() << unknown_name("column", name, names));
  } else if (std::find(found + 1, names.end(), name) != names.end()) {
    report(problems, path,
           Words() << "must be the name of one column, " << in_quotes(name) << " is that of several");
  }
  return static_cast<std::size_t>(found - names.begin());
}

// Which columns are what.
struct Roles {
  std::size_t target = 0;
  std::vector<std::size_t> features;
};

Roles assign_roles(const CsvSpec& csv, const CsvSurvey& survey, Problems& problems) {
  Roles roles;
  roles.target = survey.columns.size() - 1;
  if (!csv.target.empty()) roles.target = find_column("data.target", csv.target, survey, problems);
  for (std::size_t i = 0; i < csv.columns.size(); ++i) {
    const std::string& name = *csv.columns[i].as<std::string>();
    const std::string path = (Words() << "data.columns[" << i << "]").text();
    roles.features.push_back(find_column(path, name, survey, problems));
    if (roles.features.back() == roles.target)
      report(problems, path, Words() << in_quotes(name) << " is the target already");
  }
  if (!csv.columns.empty()) return roles;
  for (const auto& fault : survey.name_faults) report(problems, kTextPath, Words() << fault);
  for (std::size_t i = 0; i < survey.columns.size(); ++i) {
    if (i != roles.target) roles.features.push_back(i);
  }
  if (roles.features.empty())
    report(problems, kTextPath, Words() << "must have two columns at least, got one");
  return roles;
}

void check_numbers(const CsvColumn& column, std::string_view advice, Problems& problems) {
  if (column.texts == 0) return;
  report(problems, kTextPath,
         Words() << words_of(column) << "must hold finite 32-bit numbers, got "
                 << in_quotes(column.first_text) << " in row " << column.first_text_row
                 << (column.texts > 1 ? " and others; " : "; ") << advice);
}

void check_missing(const CsvColumn& column, Problems& problems) {
  if (column.missing == 0) return;
  report(problems, kTextPath,
         Words() << words_of(column) << "no value in row " << column.missing_rows
                 << (column.missing > kFewRows ? " and others" : "")
                 << "; fill it in, or leave such rows out by missing: \"drop\"");
}

void check_classes(const CsvColumn& column, Problems& problems) {
  const std::size_t count = column.values.size();
  if (count >= 2) return;
  report(problems, kTextPath,
         Words() << words_of(column) << "must hold 2 to " << kMostClasses << " classes, got "
                 << (column.many_values ? "more" : std::to_string(count)));
}

// Each of the sorted values' place among the classes, which stand in the order of numbers when all are numbers.
std::vector<std::size_t> class_places(const CsvColumn& column) {
  const std::size_t count = column.values.size();
  std::vector<std::size_t> places(count);
  std::vector<float> numbers(count);
  for (std::size_t i = 0; i < count; ++i) numbers[i] = parse_float(column.values[i]).value_or(0);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < count; ++j) {
      const bool by_number = column.texts == 0 && numbers[j] != numbers[i];
      places[i] += by_number ? numbers[j] < numbers[i] : j < i;
    }
  }
  return places;
}

// Classes that stand in no sample, as when all their rows lack a value, are none.
void leave_out_unseen_classes(Dataset& data) {
  std::vector<std::uint8_t> seen(data.classes.size());
  for (const float y : data.y) seen[static_cast<std::size_t>(y)] = 1;
  std::vector<float> number(seen.size());
  std::vector<std::string> names;
  for (std::size_t c = 0; c < seen.size(); ++c) {
    number[c] = static_cast<float>(names.size());
    if (seen[c] != 0) names.push_back(std::move(data.classes[c]));
  }
  for (float& y : data.y) y = number[static_cast<std::size_t>(y)];
  data.classes = std::move(names);
}

// Takes the samples over from a table in which all is as it must be.
Dataset take_samples(const CsvSpec& csv, const CsvSurvey& survey, const Roles& roles, bool with_classes) {
  const CsvColumn& target = survey.columns[roles.target];
  Dataset data;
  for (const std::size_t f : roles.features) data.features.push_back(survey.columns[f].name);
  std::vector<std::size_t> places;
  if (with_classes) {
    places = class_places(target);
    data.classes.resize(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) data.classes[places[i]] = target.values[i];
  }
  data.x.reserve(survey.rows * roles.features.size());
  data.y.reserve(survey.rows);
  CsvReader reader(csv.text);
  if (survey.has_header) reader.next();
  while (reader.next()) {
    const auto cell = [&](std::size_t column) { return trimmed(reader.cells()[column]); };
    const auto missing = [&](std::size_t column) { return is_missing(cell(column)); };
    if (missing(roles.target) || std::any_of(roles.features.begin(), roles.features.end(), missing)) continue;
    for (const std::size_t f : roles.features) data.x.push_back(*parse_float(cell(f)));
    if (with_classes) {
      const auto value = std::lower_bound(target.values.begin(), target.values.end(), cell(roles.target));
      data.y.push_back(static_cast<float>(places[static_cast<std::size_t>(value - target.values.begin())]));
    } else {
      data.y.push_back(*parse_float(cell(roles.target)));
    }
    ++data.rows;
  }
  return data;
}

}  // namespace

Dataset csv_data(const CsvSpec& csv, std::optional<Loss> loss, Problems& problems) {
  const CsvSurvey survey = survey_csv(csv.text, csv.header);
  for (const auto& fault : survey.faults) report(problems, kTextPath, Words() << fault);
  if (!problems.empty()) return {};
  const Roles roles = assign_roles(csv, survey, problems);
  if (!problems.empty()) return {};

  const CsvColumn& target = survey.columns[roles.target];
  const bool seems_classes = target.texts > 0 || loss == Loss::kCategoricalCrossentropy;
  const bool with_classes =
      csv.target_kind == TargetKind::kAuto ? seems_classes : csv.target_kind == TargetKind::kClass;
  for (const std::size_t f : roles.features)
    check_numbers(survey.columns[f], "correct it, or leave the column out of data.columns", problems);
  if (with_classes) {
    check_classes(target, problems);
  } else {
    check_numbers(target, "correct it, or say target_kind: \"class\"", problems);
  }
  if (csv.missing == MissingValues::kReport) {
    for (const std::size_t f : roles.features) check_missing(survey.columns[f], problems);
    check_missing(target, problems);
  }
  if (!problems.empty()) return {};

  Dataset data = take_samples(csv, survey, roles, with_classes);
  if (data.rows == 0) report(problems, kTextPath, Words() << "must have a row in which no value is missing");
  if (!problems.empty()) return {};
  if (!with_classes) return data;
  leave_out_unseen_classes(data);
  if (data.classes.size() >= 2) return data;
  report(problems, kTextPath,
         Words() << "must have two classes in the rows in which no value is missing, got only \""
                 << data.classes[0] << "\"");
  return {};
}

}  // namespace actlab
