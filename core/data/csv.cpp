// SPDX-License-Identifier: MIT
// Where cells and rows end.
#include "core/data/csv.h"

#include <algorithm>

#include "core/words.h"

namespace actlab {
namespace {

bool ends_row(char c) { return c == '\n' || c == '\r'; }

char separator_of(std::string_view text) {
  constexpr char kSeparators[] = {',', ';', '\t'};
  std::size_t counts[] = {0, 0, 0};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (ends_row(c)) break;
    for (std::size_t i = 0; i < 3; ++i) counts[i] += c == kSeparators[i];
  }
  return kSeparators[std::max_element(counts, counts + 3) - counts];
}

// Without a byte order mark.
std::string_view without_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  return text.substr(text.substr(0, kMark.size()) == kMark ? kMark.size() : 0);
}

// How a cell begins that cannot be read: up to its row's end, and cut between characters of UTF-8.
std::string_view beginning_of(std::string_view cell) {
  constexpr std::size_t kLongest = 40;
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
  std::size_t length = std::min({cell.find_first_of("\r\n"), cell.size(), kLongest});
  while (length > 0 && length < cell.size() && continues(cell[length])) --length;
  return cell.substr(0, length);
}

}  // namespace

CsvReader::CsvReader(std::string_view text)
    : text_(without_mark(text)),
      separator_(separator_of(text_.substr(std::min(text_.find_first_not_of("\r\n"), text_.size())))) {}

bool CsvReader::fail(std::string_view what) {
  fault_ = (Words() << "row " << row_ << ", column " << (cells_.size() + 1) << ": " << what).text();
  at_ = text_.size();
  return false;
}

bool CsvReader::next() {
  cells_.clear();
  doubled_ = false;
  for (; at_ < text_.size() && ends_row(text_[at_]); ++at_) {
    if (text_.substr(at_, 2) == "\r\n") ++at_;
    ++row_;
  }
  if (at_ == text_.size()) return false;
  ++row_;
  if (!read_row()) return false;
  if (doubled_) undouble_quotes();
  return true;
}

bool CsvReader::read_row() {
  for (;;) {
    if (cells_.size() == kMostCsvColumns)
      return fail((Words() << "a row must have at most " << kMostCsvColumns << " cells").text());
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    const std::size_t begin = at_, start = at_ + quoted;
    if (!(quoted ? pass_quoted() : pass_plain())) {
      fault_ = (Words() << fault_ << ": " << beginning_of(text_.substr(begin))).text();
      return false;
    }
    cells_.push_back(text_.substr(start, at_ - quoted - start));
    if (at_ == text_.size()) return true;
    if (text_[at_++] == separator_) continue;
    if (text_.substr(at_ - 1, 2) == "\r\n") ++at_;
    return true;
  }
}

// Up to a separator, a row's end or the text's.
bool CsvReader::pass_plain() {
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == separator_ || ends_row(c)) break;
    if (c == '"')
      return fail("a quote inside a cell must be doubled, and the cell in quotes, from its very start");
  }
  return true;
}

// Up to the same, from the opening quote on.
bool CsvReader::pass_quoted() {
  for (++at_;; at_ += 2, doubled_ = true) {
    at_ = std::min(text_.find('"', at_), text_.size());
    if (at_ == text_.size()) return fail("the quote that opens this cell is never closed");
    if (text_.substr(at_ + 1, 1) != "\"") break;
  }
  ++at_;
  if (at_ == text_.size() || text_[at_] == separator_ || ends_row(text_[at_])) return true;
  return fail("after the closing quote the cell must end");
}

// Rewrites the cells that have quotes in them, which are those that have them doubled.
void CsvReader::undouble_quotes() {
  std::size_t length = 0;
  for (const auto cell : cells_) length += cell.size();
  undoubled_.clear();
  undoubled_.reserve(length);  // so that views into it stay
  for (auto& cell : cells_) {
    if (cell.find('"') == cell.npos) continue;
    const std::size_t start = undoubled_.size();
    for (std::size_t i = 0; i < cell.size(); ++i) {
      undoubled_ += cell[i];
      if (cell[i] == '"') ++i;
    }
    cell = std::string_view(undoubled_).substr(start);
  }
}

}  // namespace actlab
