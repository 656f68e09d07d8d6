// SPDX-License-Identifier: MIT
// Checks of shapes and numbers that come from outside.
#include "core/model/inline_data.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/model/value.h"

namespace actlab {
namespace {

constexpr double kMostRows = 1e6, kMostColumns = 10000;

struct TableShape {
  std::size_t rows = 0, columns = 0;
};

// [rows, columns], or [rows] where one column is meant.
TableShape read_shape(const char* path, const Numbers& shape, bool may_be_flat, Problems& problems) {
  const bool flat = may_be_flat && shape.size() == 1;
  const double rows = shape.empty() ? 0 : shape[0];
  const double columns = flat ? 1 : shape.size() == 2 ? shape[1] : 0;
  const bool whole = rows == std::floor(rows) && columns == std::floor(columns);
  if (whole && rows >= 1 && rows <= kMostRows && columns >= 1 && columns <= kMostColumns) {
    return {static_cast<std::size_t>(rows), static_cast<std::size_t>(columns)};
  }
  std::string got = "[";
  for (std::size_t i = 0; i < std::min<std::size_t>(shape.size(), 5); ++i)
    got += (i > 0 ? ", " : "") + describe(shape[i]);
  report(problems, path,
         Words() << "must be [rows, columns] with 1 to " << describe(kMostRows) << " rows and 1 to "
                 << describe(kMostColumns) << " columns, got " << got << (shape.size() > 5 ? ", ...]" : "]"));
  return {};
}

void check_numbers(std::string_view path, const Numbers& numbers, const TableShape& shape,
                   Problems& problems) {
  const std::uint64_t count = std::uint64_t{shape.rows} * shape.columns;  // may pass 2^32

  if (numbers.size() != count) {
    report(problems, path,
           Words() << "must be " << std::to_string(count) << " numbers, as " << path << "_shape says, got "
                   << numbers.size());
    return;
  }
  const auto bad = std::find_if(numbers.begin(), numbers.end(),
                                [](double x) { return !std::isfinite(static_cast<float>(x)); });
  if (bad == numbers.end()) return;
  report(problems, (Words() << path << "[" << (bad - numbers.begin()) << "]").text(),
         Words() << "must be a finite 32-bit number, got " << describe(*bad));
}

// True when every target is a class, a whole number below `count`.
bool are_classes(const std::vector<float>& y, double count, Problems& problems) {
  const auto bad =
      std::find_if(y.begin(), y.end(), [=](float c) { return c < 0 || c >= count || c != std::floor(c); });
  if (bad == y.end()) return true;
  report(problems, (Words() << "data.y[" << (bad - y.begin()) << "]").text(),
         Words() << "must be a class, a whole number in [0, " << describe(count) << "), got "
                 << describe(static_cast<double>(*bad)));
  return false;
}

// Names the classes 0 to the largest one seen.
void number_classes(Dataset& data) {
  const auto largest = static_cast<std::size_t>(*std::max_element(data.y.begin(), data.y.end()));
  for (std::size_t c = 0; c <= std::max<std::size_t>(largest, 1); ++c)
    data.classes.push_back(std::to_string(c));
}

void take_named_classes(Dataset& data, const List& names, Problems& problems) {
  const double count = static_cast<double>(names.size());
  if (count < 2 || count > kMostClasses) {
    report(problems, "data.classes",
           Words() << "must be 2 to " << describe(kMostClasses) << " names, got " << describe(count));
  } else if (data.outputs != 1) {
    report(problems, "data.y_shape",
           Words() << "must be of one column of class numbers, got " << data.outputs);
  } else if (are_classes(data.y, count, problems)) {
    for (const Value& name : names) data.classes.push_back(*name.as<std::string>());
  }
}

std::vector<float> to_floats(const Numbers& numbers) {
  std::vector<float> floats;
  floats.reserve(numbers.size());
  for (const double x : numbers) floats.push_back(static_cast<float>(x));
  return floats;
}

}  // namespace

Dataset inline_data(const InlineSpec& inline_spec, const Spec& spec, Problems& problems) {
  const TableShape x = read_shape("data.x_shape", inline_spec.x_shape, false, problems);
  const TableShape y = read_shape("data.y_shape", inline_spec.y_shape, true, problems);
  if (!problems.empty()) return {};
  check_numbers("data.x", inline_spec.x, x, problems);
  check_numbers("data.y", inline_spec.y, y, problems);
  if (x.rows != y.rows) {
    report(problems, "data.y_shape",
           Words() << "must have as many rows as x, " << x.rows << ", got " << y.rows);
  }
  if (!problems.empty()) return {};

  Dataset data;
  for (std::size_t f = 0; f < x.columns; ++f) data.features.push_back("x" + std::to_string(f));
  data.rows = x.rows;
  data.outputs = y.columns;
  data.x = to_floats(inline_spec.x);
  data.y = to_floats(inline_spec.y);
  if (!inline_spec.classes.empty()) {
    take_named_classes(data, inline_spec.classes, problems);
  } else if (spec.loss == Loss::kCategoricalCrossentropy && y.columns == 1) {
    if (are_classes(data.y, kMostClasses, problems)) number_classes(data);
  }
  return data;
}

}  // namespace actlab
