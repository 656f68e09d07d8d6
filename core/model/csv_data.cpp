// SPDX-License-Identifier: MIT
// From the cells of a table to samples: which columns, which rows, which classes.
#include "core/model/csv_data.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "core/decimal.h"
#include "core/model/reader.h"

namespace actlab {
namespace {

constexpr const char* kTextPath = "data.text";

std::string in_quotes(std::string_view text) { return describe(Value(std::string(text))); }

std::string column_words(const CsvColumn& column) { return "column " + in_quotes(column.name) + ": "; }

std::string unknown_column(std::string_view name, const CsvSurvey& survey) {
  std::vector<std::string_view> names;
  for (const auto& column : survey.columns) names.push_back(column.name);
  constexpr std::size_t kFewNames = 12;
  const std::string_view near[] = {nearest(name, names)};
  if (!near[0].empty()) return unknown_name("column", name, near);
  return unknown_name("column", name, std::span(names).first(std::min(names.size(), kFewNames)));
}

// The place of the column with the name; reports one that is not there, or is there twice.
std::size_t find_column(const std::string& path, std::string_view name, const CsvSurvey& survey,
                        Problems& problems) {
  const auto& columns = survey.columns;
  const auto is_it = [name](const CsvColumn& column) { return column.name == name; };
  const auto found = std::find_if(columns.begin(), columns.end(), is_it);
  if (found == columns.end()) {
    problems.push_back({path, unknown_column(name, survey)});
  } else if (std::find_if(found + 1, columns.end(), is_it) != columns.end()) {
    problems.push_back({path, "must be the name of one column, " + in_quotes(name) + " is that of several"});
  }
  return static_cast<std::size_t>(found - columns.begin());
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
    const std::string path = "data.columns[" + std::to_string(i) + ']';
    roles.features.push_back(find_column(path, csv.columns[i], survey, problems));
    if (roles.features.back() == roles.target)
      problems.push_back({path, in_quotes(csv.columns[i]) + " is the target already"});
  }
  if (!csv.columns.empty()) return roles;
  for (const auto& fault : survey.name_faults) problems.push_back({kTextPath, fault});
  for (std::size_t i = 0; i < survey.columns.size(); ++i) {
    if (i != roles.target) roles.features.push_back(i);
  }
  if (roles.features.empty()) problems.push_back({kTextPath, "must have two columns at least, got one"});
  return roles;
}

void check_numbers(const CsvColumn& column, const char* advice, Problems& problems) {
  if (column.texts == 0) return;
  const std::string others =
      column.texts == 1 ? "" : " and text in " + std::to_string(column.texts - 1) + " more";
  problems.push_back({kTextPath, column_words(column) + "must hold finite 32-bit numbers, got " +
                                     in_quotes(column.first_text) + " in row " +
                                     std::to_string(column.first_text_row) + others + "; " + advice});
}

void check_missing(const CsvColumn& column, Problems& problems) {
  if (column.missing == 0) return;
  std::string rows = column.missing == 1 ? "row " : "rows ";
  for (std::size_t i = 0; i < column.missing_rows.size(); ++i)
    rows += (i == 0 ? "" : ", ") + std::to_string(column.missing_rows[i]);
  const std::size_t others = column.missing - column.missing_rows.size();
  if (others > 0) rows += " and " + std::to_string(others) + " more";
  problems.push_back({kTextPath, column_words(column) + "no value in " + rows +
                                     "; fill it in, or leave such rows out by missing: \"drop\""});
}

void check_classes(const CsvColumn& column, Problems& problems) {
  if (column.many_values) {
    problems.push_back({kTextPath, column_words(column) + "must hold at most " +
                                       std::to_string(kMostClasses) + " classes, got more"});
  } else if (column.values.size() < 2) {
    problems.push_back({kTextPath, column_words(column) + "must hold at least 2 classes, got " +
                                       std::to_string(column.values.size())});
  }
}

// Each of the sorted values' place among the classes, which stand in the order of numbers when all are numbers.
std::vector<std::size_t> class_places(const CsvColumn& column) {
  std::vector<std::size_t> order(column.values.size()), places(order.size());
  std::iota(order.begin(), order.end(), 0u);
  if (column.texts == 0) {
    const auto number = [&](std::size_t i) { return *parse_float(column.values[i]); };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return number(a) < number(b); });
  }
  for (std::size_t place = 0; place < order.size(); ++place) places[order[place]] = place;
  return places;
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

Value describe_column(const CsvColumn& column) {
  const std::size_t distinct = column.many_values ? kMostClasses + 1 : column.values.size();
  return Object{{"name", column.name},
                {"kind", column.texts == 0 ? "number" : "text"},
                {"distinct", static_cast<double>(distinct)},
                {"missing", static_cast<double>(column.missing)}};
}

}  // namespace

Dataset csv_data(const CsvSpec& csv, std::optional<Loss> loss, Problems& problems) {
  const CsvSurvey survey = survey_csv(csv.text, csv.header);
  for (const auto& fault : survey.faults) problems.push_back({kTextPath, fault});
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
  if (data.rows == 0) problems.push_back({kTextPath, "must have a row in which no value is missing"});
  return data;
}

Value preview_csv(const Value& query) {
  Problems problems;
  const CsvText csv = read_csv_text(query, problems);
  const CsvSurvey survey = survey_csv(csv.text, csv.header);
  for (const auto& fault : survey.faults) problems.push_back({"text", fault});
  for (const auto& fault : survey.name_faults) problems.push_back({"text", fault});
  List columns, list;
  for (const auto& column : survey.columns) columns.push_back(describe_column(column));
  for (auto& [path, message] : problems)
    list.push_back(Object{{"path", std::move(path)}, {"message", std::move(message)}});
  return Object{{"header", survey.has_header},
                {"rows", static_cast<double>(survey.rows)},
                {"columns", std::move(columns)},
                {"problems", std::move(list)}};
}

}  // namespace actlab
