// SPDX-License-Identifier: MIT
// What is in the columns of a table: how many numbers, texts and gaps, and which values.
#include <algorithm>
#include <cmath>

#include "core/data/csv.h"
#include "core/data/dataset.h"
#include "core/decimal.h"

namespace actlab {
namespace {

constexpr std::size_t kFewRows = 5;

bool is_number(std::string_view cell) {
  const auto number = parse_float(cell);
  return number && std::isfinite(*number);
}

// The columns with their names, from the first row.
void name_columns(const CsvReader& reader, CsvHeader header, CsvSurvey& survey) {
  const auto names_a_number = [](std::string_view cell) { return is_number(trimmed(cell)); };
  const auto cells = reader.cells();
  survey.has_header = header == CsvHeader::kAuto ? std::none_of(cells.begin(), cells.end(), names_a_number)
                                                 : header == CsvHeader::kPresent;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CsvColumn column;
    column.name = survey.has_header ? std::string(trimmed(cells[i])) : std::to_string(i + 1);
    if (column.name.empty()) {
      survey.name_faults.push_back("row " + std::to_string(reader.row()) + " has no name for column " +
                                   std::to_string(i + 1));
    }
    survey.columns.push_back(std::move(column));
  }
}

void report_repeated_names(CsvSurvey& survey) {
  std::vector<std::string_view> names;
  for (const auto& column : survey.columns) names.push_back(column.name);
  std::sort(names.begin(), names.end());
  for (std::size_t i = 1; i < names.size(); ++i) {
    const bool first_repeat = names[i] == names[i - 1] && (i < 2 || names[i] != names[i - 2]);
    if (first_repeat && !names[i].empty())
      survey.name_faults.push_back("several columns are named \"" + std::string(names[i]) + '"');
  }
}

void note_value(CsvColumn& column, std::string_view cell) {
  if (column.many_values) return;
  const auto place = std::lower_bound(column.values.begin(), column.values.end(), cell);
  if (place != column.values.end() && *place == cell) return;
  column.values.emplace(place, cell);
  if (column.values.size() <= kMostClasses) return;
  column.many_values = true;
  column.values = {};
}

void note_cell(CsvColumn& column, std::string_view cell, std::size_t row) {
  if (is_missing(cell)) {
    ++column.missing;
    if (column.missing_rows.size() < kFewRows) column.missing_rows.push_back(row);
    return;
  }
  if (is_number(cell)) {
    ++column.numbers;
  } else if (column.texts++ == 0) {
    column.first_text = cell;
    column.first_text_row = row;
  }
  note_value(column, cell);
}

// Rows whose number of cells is another than the first row's.
struct Ragged {
  std::size_t count = 0;
  struct {
    std::size_t row, cells;
  } first = {};
};

std::string in_words(const Ragged& ragged, std::size_t columns) {
  const std::string others =
      ragged.count == 1 ? "" : ", and " + std::to_string(ragged.count - 1) + " more rows differ";
  return "row " + std::to_string(ragged.first.row) + " must have " + std::to_string(columns) +
         " cells, as the first row has, got " + std::to_string(ragged.first.cells) + others;
}

}  // namespace

std::string_view trimmed(std::string_view cell) {
  const std::size_t start = cell.find_first_not_of(" \t");
  if (start == std::string_view::npos) return {};
  return cell.substr(start, cell.find_last_not_of(" \t") + 1 - start);
}

bool is_missing(std::string_view cell) {
  if (cell.empty() || cell == "?") return true;
  const auto says = [cell](std::string_view word) {
    return std::equal(cell.begin(), cell.end(), word.begin(), word.end(),
                      [](char a, char b) { return (a | 0x20) == b; });
  };
  return says("na") || says("nan");
}

CsvSurvey survey_csv(std::string_view text, CsvHeader header) {
  CsvSurvey survey;
  if (text.size() > kMostCsvBytes) {
    survey.faults.push_back("must be at most " + std::to_string(kMostCsvBytes >> 20) + " MiB, got " +
                            std::to_string((text.size() >> 20) + 1));
    return survey;
  }
  CsvReader reader(text);
  if (reader.next()) {
    name_columns(reader, header, survey);
    report_repeated_names(survey);
    if (!survey.has_header) reader = CsvReader(text);
  }
  Ragged ragged;
  while (survey.rows <= kMostCsvRows && reader.next()) {
    ++survey.rows;
    const auto cells = reader.cells();
    if (cells.size() != survey.columns.size()) {
      if (ragged.count++ == 0) ragged.first = {reader.row(), cells.size()};
      continue;
    }
    for (std::size_t i = 0; i < cells.size(); ++i)
      note_cell(survey.columns[i], trimmed(cells[i]), reader.row());
  }
  if (!reader.fault().empty()) survey.faults.push_back(reader.fault());
  if (ragged.count > 0) survey.faults.push_back(in_words(ragged, survey.columns.size()));
  if (survey.rows > kMostCsvRows)
    survey.faults.push_back("must have at most " + std::to_string(kMostCsvRows) + " rows");
  if (survey.faults.empty() && survey.rows == 0) survey.faults.push_back("must have at least one row of data");
  return survey;
}

}  // namespace actlab
