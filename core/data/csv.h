// SPDX-License-Identifier: MIT
// Tables as comma-separated text (RFC 4180): reading their cells, and finding out what is in each column.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actlab {

// Larger tables are refused.
constexpr std::size_t kMostCsvBytes = 32u << 20, kMostCsvRows = 1000000, kMostCsvColumns = 1000;

// Hands out a table row by row. Cells are separated by commas, semicolons or tabs, whichever the first row has most of
// outside quotes; rows end in LF, CR LF or CR; a byte order mark and blank lines are passed over.
class CsvReader {
 public:
  // text  must outlive the reader
  explicit CsvReader(std::string_view text);

  // Takes the next row. False at the end of the text, and where it cannot be read, which `fault` then tells.
  bool next();

  // The cells of the row taken last, quotes and doubled quotes undone; valid until the next call of `next`.
  std::span<const std::string_view> cells() const { return cells_; }

  // The number of that row, from 1, as a spreadsheet numbers it: blank lines count, line ends inside quotes do not.
  std::size_t row() const { return row_; }

  // What is wrong with the text, in words with the row, the column and how the cell begins; empty when nothing is.
  const std::string& fault() const { return fault_; }

 private:
  bool read_row();
  bool pass_plain();
  bool pass_quoted();
  bool fail(std::string_view what);
  void undouble_quotes();

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0, row_ = 0;
  std::vector<std::string_view> cells_;
  bool doubled_ = false;   // some cell has doubled quotes
  std::string undoubled_;  // what such cells say
  std::string fault_;
};

// A cell without the spaces around it.
std::string_view trimmed(std::string_view cell);

// True of what stands for no value: nothing, ?, NA and NaN, whatever their case.
bool is_missing(std::string_view trimmed_cell);

// Whether the first row names the columns; the words are RFC 4180's. `kAuto` takes it for names unless one of its cells
// is a number.
enum class CsvHeader { kAuto, kPresent, kAbsent };
inline constexpr std::array<std::string_view, 3> kCsvHeaderNames = {"auto", "present", "absent"};

// So many rows are named of those that have a fault in common.
constexpr std::size_t kFewRows = 5;

struct CsvColumn {
  std::string name;  // in the header; without one the column's number, from 1
  std::size_t numbers = 0, texts = 0,
              missing = 0;  // cells of each kind: a number is one that a float can hold
  std::string first_text;
  std::size_t first_text_row = 0;
  std::string missing_rows;  // the first kFewRows of them, as in "3, 5, 8"
  // What the cells say that are not missing, each once, sorted; emptied when there are more than kMostClasses.
  std::vector<std::string> values;
  bool many_values = false;
};

struct CsvSurvey {
  bool has_header = false;
  std::size_t rows = 0;  // without the header
  std::vector<CsvColumn> columns;
  std::vector<std::string> faults;       // the table is no table: in words with the row
  std::vector<std::string> name_faults;  // columns without a name, and names of several columns
};

// Looks at every cell once.
CsvSurvey survey_csv(std::string_view text, CsvHeader header);

}  // namespace actlab
