// SPDX-License-Identifier: MIT
// What is in the columns of a table: how many numbers, texts and gaps, and which values.
#include <algorithm>
#include <cmath>

#include "core/data/csv.h"
#include "core/data/dataset.h"
#include "core/decimal.h"
#include "core/words.h"

namespace actlab {
namespace {

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
      survey.name_faults.push_back(
          (Words() << "row " << reader.row() << " has no name for column " << (i + 1)).text());
    }
    survey.columns.push_back(std::move(column));
  }
}

void report_repeated_names(CsvSurvey& survey) {
  const auto& columns = survey.columns;
  for (auto column = columns.begin(); column != columns.end(); ++column) {
    const auto is_it = [column](const CsvColumn& other) { return other.name == column->name; };
    // Once a name: at its second column.
    if (!column->name.empty() && std::count_if(columns.begin(), column, is_it) == 1)
      survey.name_faults.push_back(
          (Words() << "several columns are named \"" << column->name << "\"").text());
  }
}

void note_value(CsvColumn& column, std::string_view cell) {
  if (column.many_values) return;
  auto& values = column.values;
  const auto place = std::lower_bound(values.begin(), values.end(), cell) - values.begin();
  if (place < std::ssize(values) && values[static_cast<std::size_t>(place)] == cell) return;
  values.emplace_back(cell);
  // Moved to its place. Shorter than an insertion, and done a thousand times at most.
  for (auto i = std::ssize(values) - 1; i > place; --i)
    values[static_cast<std::size_t>(i)].swap(values[static_cast<std::size_t>(i - 1)]);
  if (values.size() <= kMostClasses) return;
  column.many_values = true;
  values = {};
}

void note_cell(CsvColumn& column, std::string_view cell, std::size_t row) {
  if (is_missing(cell)) {
    if (column.missing++ < kFewRows)
      column.missing_rows.append((Words() << (column.missing > 1 ? ", " : "") << row).text());
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
  return (Words() << "row " << ragged.first.row << " must have " << columns
                  << " cells, as the first row has, got " << ragged.first.cells
                  << (ragged.count > 1 ? ", and others differ as well" : ""))
      .text();
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
    survey.faults.push_back(
        (Words() << "must be at most " << (kMostCsvBytes >> 20) << " MiB, got " << (text.size() >> 20) + 1)
            .text());
    return survey;
  }
  CsvReader reader(text);
  bool more = reader.next();
  if (more) {
    name_columns(reader, header, survey);
    report_repeated_names(survey);
    if (survey.has_header) more = reader.next();
  }
  Ragged ragged;
  for (; more && survey.rows <= kMostCsvRows; more = reader.next()) {
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
    survey.faults.push_back((Words() << "must have at most " << kMostCsvRows << " rows").text());
  if (survey.faults.empty() && survey.rows == 0)
    survey.faults.push_back("must have at least one row of data");
  return survey;
}

}  // namespace actlab
