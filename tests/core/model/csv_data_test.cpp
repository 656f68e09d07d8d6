// SPDX-License-Identifier: MIT
// Samples from comma-separated text: which cells they are, and the words for what cannot be taken.
#include "core/model/csv_data.h"

#include <doctest.h>

#include <string>

#include "core/model/build.h"
#include "core/model/writer.h"
#include "tests/support/csv_fuzz.h"
#include "tests/support/files.h"
#include "tests/support/json.h"

using namespace actlab;

namespace {

std::string problems_of(const CsvSpec& csv, std::optional<Loss> loss = std::nullopt) {
  Problems problems;
  const Dataset data = csv_data(csv, loss, problems);
  CHECK((data.rows == 0) == !problems.empty());
  std::string all;
  for (const auto& problem : problems) all += problem.path + ": " + problem.message + '\n';
  return all;
}

Dataset data_of(const CsvSpec& csv, std::optional<Loss> loss = std::nullopt) {
  Problems problems;
  Dataset data = csv_data(csv, loss, problems);
  for (const auto& problem : problems) FAIL(problem.path << ": " << problem.message);
  return data;
}

CsvSpec table(const char* text) {
  CsvSpec csv;
  csv.text = text;
  return csv;
}

}  // namespace

TEST_CASE("the last column is the target, a number or a class by what stands in it") {
  const Dataset numbers = data_of(table("a,b,y\n1,2,3\n4,5,6.5\n"));
  CHECK(numbers.features == std::vector<std::string>{"a", "b"});
  CHECK(numbers.classes.empty());
  CHECK(numbers.x == std::vector<float>{1, 2, 4, 5});
  CHECK(numbers.y == std::vector<float>{3, 6.5f});
  const Dataset classes = data_of(table("a,y\n1,red\n2, blue \n3,red\n"));
  CHECK(classes.classes == std::vector<std::string>{"blue", "red"});
  CHECK(classes.y == std::vector<float>{1, 0, 1});
}

TEST_CASE("target and features are those that are named, in the order given") {
  CsvSpec csv = table("id,a,b,c\nx,1,2,3\ny,4,5,6\n");
  csv.target = "a";
  csv.columns = {"c", "b"};
  const Dataset data = data_of(csv);
  CHECK(data.features == std::vector<std::string>{"c", "b"});
  CHECK(data.x == std::vector<float>{3, 2, 6, 5});
  CHECK(data.y == std::vector<float>{1, 4});
}

TEST_CASE("columns without a header are named by their number") {
  CsvSpec csv = table("1,2,3\n4,5,6\n");
  csv.target = "1";
  CHECK(data_of(csv).features == std::vector<std::string>{"2", "3"});
  csv.header = CsvHeader::kPresent;
  CHECK(data_of(csv).y == std::vector<float>{4});
}

TEST_CASE(
    "a target of numbers is a class when it is said, or under categorical_crossentropy, in the numbers' "
    "order") {
  CsvSpec csv = table("a,y\n1,10\n2,9\n3,-1\n4,10\n");
  CHECK(data_of(csv).y == std::vector<float>{10, 9, -1, 10});
  const Dataset data = data_of(csv, Loss::kCategoricalCrossentropy);
  CHECK(data.classes == std::vector<std::string>{"-1", "9", "10"});
  CHECK(data.y == std::vector<float>{2, 1, 0, 2});
  csv.target_kind = TargetKind::kClass;
  CHECK(data_of(csv).classes == data.classes);
  csv.target_kind = TargetKind::kNumber;
  CHECK(data_of(csv, Loss::kCategoricalCrossentropy).classes.empty());
}

TEST_CASE("rows without a value are refused by row and column, and left out when it is asked for") {
  CsvSpec csv = table("a,b,y\n1,2,3\n,5,6\nNA,8,9\n10,?,12\n13,14,nan\n");
  CHECK(
      problems_of(csv) ==
      "data.text: column \"a\": no value in row 3, 4; fill it in, or leave such rows out by missing: "
      "\"drop\"\n"
      "data.text: column \"b\": no value in row 5; fill it in, or leave such rows out by missing: \"drop\"\n"
      "data.text: column \"y\": no value in row 6; fill it in, or leave such rows out by missing: "
      "\"drop\"\n");
  csv.missing = MissingValues::kDrop;
  CHECK(data_of(csv).x == std::vector<float>{1, 2});
  csv.columns = {"b"};
  CHECK(data_of(csv).x == std::vector<float>{2, 5, 8});
  csv.text = "a,y\n,1\n2,\n";
  csv.columns = {};
  CHECK(problems_of(csv) == "data.text: must have a row in which no value is missing\n");
  csv = table("a,y\n,1\n,1\n,1\n,1\n,1\n,1\n,1\n");
  CHECK(problems_of(csv).find("no value in row 2, 3, 4, 5, 6 and others;") != std::string::npos);
}

TEST_CASE("what cannot be taken is told with its row, its column and its text") {
  CsvSpec csv = table("age,city,y\n1,Oslo,2\n2,Rome,3\n1e39,4,5\n");
  CHECK(problems_of(csv) ==
        "data.text: column \"age\": must hold finite 32-bit numbers, got \"1e39\" in row 4; correct it, or "
        "leave the "
        "column out of data.columns\n"
        "data.text: column \"city\": must hold finite 32-bit numbers, got \"Oslo\" in row 2 and others; "
        "correct it, or leave the column out of data.columns\n");
  csv.columns = {"age", "town", "y"};
  CHECK(problems_of(csv) ==
        "data.columns[1]: unknown column \"town\", known are age, city, y\n"
        "data.columns[2]: \"y\" is the target already\n");
  csv.columns = {};
  csv.target = "cty";
  CHECK(problems_of(csv) == "data.target: unknown column \"cty\", did you mean \"city\"?\n");
  csv = table("a,y\n1,2\n2,x\n");
  csv.target_kind = TargetKind::kNumber;
  CHECK(problems_of(csv) ==
        "data.text: column \"y\": must hold finite 32-bit numbers, got \"x\" in row 3; correct it, or say "
        "target_kind: "
        "\"class\"\n");
  CHECK(problems_of(table("a,y\n1,x\n2,x\n")) ==
        "data.text: column \"y\": must hold 2 to 1000 classes, got 1\n");
  CHECK(problems_of(table("a\n1\n")) == "data.text: must have two columns at least, got one\n");
  CHECK(problems_of(table("")) == "data.text: must have at least one row of data\n");
  CHECK(problems_of(table("a,b\n1,\"2\n")) ==
        "data.text: row 2, column 2: the quote that opens this cell is never closed: \"2\n");
}

TEST_CASE("columns of no name or of one name are refused where they would be taken, and can be passed over") {
  CsvSpec csv = table(",a,b,a,y\n1,2,3,4,5\n");
  CHECK(problems_of(csv) ==
        "data.text: row 1 has no name for column 1\ndata.text: several columns are named \"a\"\n");
  csv.columns = {"b"};
  CHECK(data_of(csv).x == std::vector<float>{3});
  csv.columns = {"a"};
  CHECK(problems_of(csv) == "data.columns[0]: must be the name of one column, \"a\" is that of several\n");
}

TEST_CASE("more classes than a target may have are refused") {
  std::string text = "a,y\n";
  for (std::size_t i = 0; i <= kMostClasses; ++i) text += "1,c" + std::to_string(i) + '\n';
  CHECK(problems_of(table(text.c_str())) ==
        "data.text: column \"y\": must hold 2 to 1000 classes, got more\n");
}

TEST_CASE("a spec of comma-separated text trains, survives being written, and counts its text in the plan") {
  const Value spec = test::value_of(
      R"({"data": {"kind": "csv", "text": "a,b,y\n1,2,p\n3,4,q\n5,6,p\n7,8,q\n", "columns": ["b"], "header": "present"}})");
  BuildResult first = build(spec, {});
  REQUIRE(first.run != nullptr);
  CHECK(first.run->spec().loss == Loss::kBinaryCrossentropy);
  BuildResult again = build(write_spec(first.run->spec()), {});
  REQUIRE(again.run != nullptr);
  first.run->trainer().step(20);
  again.run->trainer().step(20);
  CHECK(first.run->hash() == again.run->hash());

  // A network that is refused for its size, with a text of next to nothing and with one of 20 MiB.
  nlohmann::json large = {
      {"data", {{"kind", "csv"}, {"columns", {"a"}}}},
      {"model", {{"layers", nlohmann::json::parse(R"([{"type": "dense", "units": 4096}, {"type": "dense",
                 "units": 4096}, {"type": "dense", "units": 1}])")}}}};
  const auto needs = [&](const std::string& note) {
    large["data"]["text"] = "note,a,y\n" + note + ",1,2\n-,2,3\n";
    const Problems problems = build(test::to_value(large), {}).problems;
    REQUIRE(problems.size() == 1);
    return std::stoi(problems[0].message.substr(std::string("needs ").size()));
  };
  CHECK(needs(std::string(20 << 20, 'x')) == needs("x") + 20);
}

TEST_CASE("the fuzzer's seeds are read or refused, and what is read is whole") {
  for (const char* seed : {"classes", "quotes", "missing", "numbers", "broken", "semicolons"}) {
    CAPTURE(seed);
    const std::string bytes = test::read_text(std::string("tests/fuzz/csv/") + seed);
    CHECK_FALSE(bytes.empty());
    test::read_fuzzed_csv(bytes);
    // Cut off anywhere.
    for (std::size_t length = 0; length < bytes.size(); ++length)
      test::read_fuzzed_csv(std::string_view(bytes).substr(0, length));
  }
}

TEST_CASE("a class whose rows all lack a value is none, where such rows are dropped") {
  const auto csv = [](const char* text) {
    const nlohmann::json spec = {{"data", {{"kind", "csv"}, {"text", text}, {"missing", "drop"}}},
                                 {"test_fraction", 0}};
    return build(test::to_value(spec), {});
  };
  BuildResult built = csv("a,label\n1,x\n?,v\n2,y\n3,x\n4,y\n");
  for (const auto& problem : built.problems) FAIL_CHECK(problem.path << ": " << problem.message);
  REQUIRE(built.run != nullptr);
  CHECK(built.run->data().classes == std::vector<std::string>{"x", "y"});
  CHECK(built.run->data().y == std::vector<float>{0, 1, 0, 1});
  const Problems problems = csv("a,label\n1,x\n2,x\n?,y\n").problems;
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message ==
        "must have two classes in the rows in which no value is missing, got only \"x\"");
}
