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

void note(std::vector<std::string>& faults, const Words& words) { faults.push_back(words.text()); }

// The columns with their names, from the first row.
void name_columns(const CsvReader& reader, CsvHeader header, CsvSurvey& survey) {
  const auto names_a_number = [](std::string_view cell) { return is_number(trimmed(cell)); };
  const auto cells = reader.cells();
  survey.has_header = header == CsvHeader::kAuto ? std::none_of(cells.begin(), cells.end(), names_a_number)
                                                 : header == CsvHeader::kPresent;
  survey.columns = std::vector<CsvColumn>(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string& name = survey.columns[i].name;
    name = survey.has_header ? std::string(trimmed(cells[i])) : std::to_string(i + 1);
    if (name.empty())
      note(survey.name_faults, Words() << "row " << reader.row() << " has no name for column " << (i + 1));
  }
}

void report_repeated_names(CsvSurvey& survey) {
  const auto& columns = survey.columns;
  for (auto column = columns.begin(); column != columns.end(); ++column) {
    const auto is_it = [column](const CsvColumn& other) { return other.name == column->name; };
    // Once a name: at its second column.
    if (!column->name.empty() && std::count_if(columns.begin(), column, is_it) == 1)
      note(survey.name_faults, Words() << "several columns are named \"" << column->name << "\"");
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

// Looks at the row that was read last and at all after it.
void survey_rows(CsvReader& reader, CsvSurvey& survey) {
  // Rows whose number of cells is another than the first row's.
  std::size_t ragged = 0, first_ragged_row = 0, first_ragged_cells = 0;
  do {
    ++survey.rows;
    const auto cells = reader.cells();
    if (cells.size() != survey.columns.size()) {
      if (ragged++ > 0) continue;
      first_ragged_row = reader.row();
      first_ragged_cells = cells.size();
      continue;
    }
    for (std::size_t i = 0; i < cells.size(); ++i)
      note_cell(survey.columns[i], trimmed(cells[i]), reader.row());
  } while (survey.rows <= kMostCsvRows && reader.next());
  if (ragged == 0) return;
  note(survey.faults, Words() << "row " << first_ragged_row << " must have " << survey.columns.size()
                              << " cells, as the first row has, got " << first_ragged_cells
                              << (ragged > 1 ? ", and others differ as well" : ""));
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
    note(survey.faults,
         Words() << "must be at most " << (kMostCsvBytes >> 20) << " MiB, got " << (text.size() >> 20) + 1);
    return survey;
  }
  CsvReader reader(text);
  if (reader.next()) {
    name_columns(reader, header, survey);
    report_repeated_names(survey);
    if (!survey.has_header || reader.next()) survey_rows(reader, survey);
  }
  if (!reader.fault().empty()) note(survey.faults, Words() << reader.fault());
  if (survey.rows > kMostCsvRows)
    note(survey.faults, Words() << "must have at most " << kMostCsvRows << " rows");
  if (survey.faults.empty() && survey.rows == 0)
    note(survey.faults, Words() << "must have at least one row of data");
  return survey;
}

}  // namespace actlab
