// SPDX-License-Identifier: MIT
// Cells and rows against Python's csv module; then what is found in columns, and what is said of a broken table.
#include "core/data/csv.h"

#include <doctest.h>

#include "core/data/dataset.h"
#include "tests/support/json.h"

using namespace actlab;

namespace {

std::vector<std::vector<std::string>> rows_of(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  CsvReader reader(text);
  while (reader.next()) rows.emplace_back(reader.cells().begin(), reader.cells().end());
  CHECK(reader.fault() == "");
  return rows;
}

std::string fault_of(std::string_view text) {
  CsvReader reader(text);
  while (reader.next()) {
  }
  CHECK_FALSE(reader.next());
  return reader.fault();
}

std::string survey_faults(std::string_view text) {
  std::string all;
  const CsvSurvey survey = survey_csv(text, CsvHeader::kAuto);
  for (const auto& fault : survey.faults) all += fault + '\n';
  for (const auto& fault : survey.name_faults) all += fault + '\n';
  return all;
}

}  // namespace

TEST_CASE("cells are those that Python's csv module reads") {
  for (const auto& entry : test::read_json("csv.json")) {
    const std::string text = entry["text"];
    CAPTURE(text);
    CHECK(rows_of(text) == entry["rows"].get<std::vector<std::vector<std::string>>>());
  }
}

TEST_CASE("rows are numbered as a spreadsheet does: blank lines count, line ends inside quotes do not") {
  CsvReader reader("a,b\n\n\"1\n1\",2\r\n\r\n3,4");
  std::vector<std::size_t> rows;
  while (reader.next()) rows.push_back(reader.row());
  CHECK(rows == std::vector<std::size_t>{1, 3, 5});
}

TEST_CASE("quotes that fit nowhere are refused with their row and column and how the cell begins") {
  CHECK(fault_of("a,b\n1,\"2\n3,4\n") ==
        "row 2, column 2: the quote that opens this cell is never closed: \"2");
  CHECK(fault_of("a,b\n\"1\"x,2\n") ==
        "row 2, column 1: after the closing quote the cell must end: \"1\"x,2");
  CHECK(
      fault_of("a,b\n1,5\" pipe\n") ==
      "row 2, column 2: a quote inside a cell must be doubled, and the cell in quotes, from its very start: "
      "5\" pipe");
  CHECK(fault_of("\"") == "row 1, column 1: the quote that opens this cell is never closed: \"");
  // 39 bytes, and a character of three that would not fit in.
  const std::string long_cell = '"' + std::string(38, 'a');
  CHECK(fault_of(long_cell + "\xe2\x82\xac and more") ==
        "row 1, column 1: the quote that opens this cell is never closed: " + long_cell);
  CHECK(fault_of(std::string(kMostCsvColumns, ',')) ==
        "row 1, column 1001: a row must have at most 1000 cells");
  CHECK(fault_of(std::string(kMostCsvColumns - 1, ',')) == "");
}

TEST_CASE("the first row is a header unless a number stands in it, or unless told") {
  CHECK(survey_csv("a,b\n1,2\n", CsvHeader::kAuto).has_header);
  CHECK(survey_csv(",b\n1,2\n", CsvHeader::kAuto).has_header);
  CHECK_FALSE(survey_csv("1,b\n1,2\n", CsvHeader::kAuto).has_header);
  CHECK(survey_csv("1990,1991\n1,2\n", CsvHeader::kPresent).has_header);
  const CsvSurvey survey = survey_csv("a,b\n1,2\n", CsvHeader::kAbsent);
  CHECK(survey.rows == 2);
  CHECK(survey.columns[1].name == "2");
}

TEST_CASE("a survey counts numbers, texts and gaps, and keeps each value once") {
  const CsvSurvey survey =
      survey_csv("age , city,\n 1,Oslo,NA\n2 ,Rome,\n1,\" Oslo \",?\n1e39,nan,Nan\n", CsvHeader::kAuto);
  CHECK(survey.rows == 4);
  REQUIRE(survey.columns.size() == 3);
  const auto& [age, city, gaps] = std::tie(survey.columns[0], survey.columns[1], survey.columns[2]);
  CHECK(age.name == "age");
  CHECK(age.numbers == 3);
  CHECK(age.texts == 1);  // more than a float can hold
  CHECK(age.first_text_row == 5);
  CHECK(age.values == std::vector<std::string>{"1", "1e39", "2"});
  CHECK(city.texts == 3);
  CHECK(city.first_text == "Oslo");
  CHECK(city.first_text_row == 2);
  CHECK(city.values == std::vector<std::string>{"Oslo", "Rome"});
  CHECK(city.missing_rows == "5");
  CHECK(gaps.missing == 4);
}

TEST_CASE("values are counted up to the most classes that a target may have") {
  std::string text = "n\n";
  for (std::size_t i = 0; i < kMostClasses; ++i) text += std::to_string(i) + '\n';
  CHECK(survey_csv(text, CsvHeader::kAuto).columns[0].values.size() == kMostClasses);
  const CsvSurvey more = survey_csv(text + "-1\n", CsvHeader::kAuto);
  CHECK(more.columns[0].many_values);
  CHECK(more.columns[0].values.empty());
}

TEST_CASE("a table that is none is told in words, with the row") {
  CHECK(survey_faults("") == "must have at least one row of data\n");
  CHECK(survey_faults("a,b\n") == "must have at least one row of data\n");
  CHECK(survey_faults("a,b\n1\n1,2\n\n1,2,3\n") ==
        "row 2 must have 2 cells, as the first row has, got 1, and others differ as well\n");
  CHECK(survey_faults("a,,b,a,a\n1,2,3,4,5\n") ==
        "row 1 has no name for column 2\nseveral columns are named \"a\"\n");
  CHECK(survey_faults(std::string(kMostCsvBytes + 1, '1')) == "must be at most 32 MiB, got 33\n");
  std::string long_table;
  for (std::size_t i = 0; i <= kMostCsvRows; ++i) long_table += "1\n";
  CHECK(survey_faults(long_table) == "must have at most 1000000 rows\n");
}
