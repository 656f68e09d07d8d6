// SPDX-License-Identifier: MIT
// What the CSV reader is held to whatever the bytes: the fuzzer's body, and its seeds' replay.
#pragma once

#include <cmath>
#include <string_view>

#include "core/contract.h"
#include "core/model/csv_data.h"

namespace actlab::test {

// bytes  the first one chooses the settings, the rest is the table
inline void read_fuzzed_csv(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto choice = static_cast<unsigned char>(bytes[0]);
  CsvSpec csv;
  csv.text = bytes.substr(1);
  csv.header = static_cast<CsvHeader>(choice % 3);
  csv.target_kind = static_cast<TargetKind>(choice / 3 % 3);
  csv.missing = static_cast<MissingValues>(choice / 9 % 2);
  if (choice / 18 % 2 != 0) csv.target = "1";
  if (choice / 36 % 2 != 0) csv.columns = {"2", "a"};

  Problems problems;
  const Dataset data = csv_data(csv, std::nullopt, problems);
  ACTLAB_EXPECT((data.rows > 0) == problems.empty());
  for (const auto& problem : problems) ACTLAB_EXPECT(!problem.path.empty() && !problem.message.empty());
  ACTLAB_EXPECT(data.x.size() == data.rows * data.width() && data.y.size() == data.rows);
  for (const float x : data.x) ACTLAB_EXPECT(std::isfinite(x));
  for (const float y : data.y) {
    ACTLAB_EXPECT(std::isfinite(y));
    ACTLAB_EXPECT(!data.is_classification() || (y >= 0 && y < static_cast<float>(data.classes.size())));
  }
}

}  // namespace actlab::test
