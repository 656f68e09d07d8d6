// SPDX-License-Identifier: MIT
// The same run gives the same bits everywhere: every compiler, every build and the browser check the same
// file.
#include <doctest.h>

#include <cstdio>
#include <string>

#include "core/model/build.h"
#include "tests/support/json.h"

using namespace actlab;

TEST_CASE("the runs of runs.json end with the parameters' bits noted there") {
  for (const auto& entry : test::read_json("runs.json")) {
    const std::string name = entry["name"], expected = entry["hash"];
    CAPTURE(name);
    BuildResult built = build(test::to_value(entry["spec"]), {});
    for (const auto& problem : built.problems) FAIL(problem.path << ": " << problem.message);
    built.run->trainer().step(entry["steps"].get<std::uint64_t>());
    char hash[17];
    std::snprintf(hash, sizeof hash, "%016llx", static_cast<unsigned long long>(built.run->hash()));
    CHECK(std::string(hash) == expected);
  }
}
