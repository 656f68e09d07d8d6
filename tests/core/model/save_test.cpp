// SPDX-License-Identifier: MIT
// A run that is saved and taken up again is the run that was never stopped.
#include <doctest.h>

#include <string>
#include <vector>

#include "core/model/build.h"
#include "core/random/random.h"
#include "tests/support/json.h"

using namespace actlab;

namespace {

std::unique_ptr<Run> run_of(const std::string& optimizer, int steps = 2000) {
  const std::string spec =
      R"({"data": {"kind": "moons", "samples": 90}, "batch_size": 7, "stop": {"steps": )" +
      std::to_string(steps) + R"(}, "optimizer": )" + optimizer + '}';
  BuildResult built = build(test::value_of(spec.c_str()), {});
  for (const auto& problem : built.problems) FAIL(problem.path << ": " << problem.message);
  return std::move(built.run);
}

void check_same(const Run& a, const Run& b) {
  CHECK(a.hash() == b.hash());
  CHECK(a.trainer().state().step == b.trainer().state().step);
  CHECK(a.trainer().state().epoch == b.trainer().state().epoch);
  CHECK(a.trainer().state().reason == b.trainer().state().reason);
  CHECK(a.trainer().batch_losses(0) == b.trainer().batch_losses(0));
  for (int c = 0; c < History::kColumns; ++c) {
    const auto column = static_cast<History::Column>(c);
    CHECK(a.trainer().history().column(column) == b.trainer().history().column(column));
  }
}

}  // namespace

TEST_CASE("a saved run goes on with the same bits under every optimizer, in the middle of an epoch") {
  for (const char* optimizer :
       {R"({"name": "sgd", "momentum": 0.9, "nesterov": true})", R"("rmsprop")", R"("adagrad")",
        R"("adadelta")", R"("adam")", R"("adamw")", R"("adamax")", R"("nadam")"}) {
    CAPTURE(optimizer);
    const auto whole = run_of(optimizer), first = run_of(optimizer), second = run_of(optimizer);
    whole->trainer().step(300);
    first->trainer().step(123);
    REQUIRE(second->restore(first->save()).empty());
    check_same(*first, *second);
    second->trainer().step(177);
    check_same(*whole, *second);
  }
}

TEST_CASE("a saved run keeps its running statistics and the place of its masks and its noise") {
  const char* const layers =
      R"("adam", "model": {"layers": [{"type": "gaussian_noise"}, {"type": "dense", "units": 6},
      {"type": "batch_norm"}, {"type": "prelu"}, {"type": "dropout"}, {"type": "dense", "units": 1}]})";
  const auto whole = run_of(layers), first = run_of(layers), second = run_of(layers);
  whole->trainer().step(60);
  first->trainer().step(25);
  REQUIRE(second->restore(first->save()).empty());
  CHECK(second->predict(first->data().x) == first->predict(first->data().x));
  second->trainer().step(35);
  check_same(*whole, *second);
  CHECK(second->predict(whole->data().x) == whole->predict(whole->data().x));
}

TEST_CASE("a run that has ended is restored as ended, and forgets it by a reset") {
  const auto ended = run_of(R"("adam")", 50), again = run_of(R"("adam")", 50),
             fresh = run_of(R"("adam")", 50);
  ended->trainer().step(100);
  REQUIRE(again->restore(ended->save()).empty());
  check_same(*ended, *again);
  CHECK(again->trainer().step(1).status == Status::kStopped);
  again->trainer().reset();
  check_same(*fresh, *again);
}

TEST_CASE("bytes that are no saved state of this spec are refused, and change nothing outside the run") {
  const auto run = run_of(R"("adam")");
  run->trainer().step(40);
  const std::vector<std::uint8_t> good = run->save();
  CHECK_FALSE(run_of(R"("sgd")")->restore(good).empty());
  CHECK_FALSE(run_of(R"("adam")")->restore({}).empty());
  std::vector<std::uint8_t> bytes = good;
  bytes.push_back(0);
  CHECK_FALSE(run_of(R"("adam")")->restore(bytes).empty());
  for (std::size_t cut = 0; cut < good.size(); cut += 97) {
    CHECK_FALSE(run_of(R"("adam")")->restore(std::span(good).first(cut)).empty());
  }
  // The end of a state: one byte of status, eight of the step, four of the reason's length.
  for (const std::size_t from_end : {13u, 5u}) {
    bytes = good;
    bytes[bytes.size() - from_end] = 200;
    CHECK_FALSE(run_of(R"("adam")")->restore(bytes).empty());
  }
  // Whatever the bytes say, a run that takes them can be stepped: sanitizers watch.
  Random random(1, Stream::kData);
  for (int i = 0; i < 300; ++i) {
    bytes = good;
    for (int k = 0; k < 8; ++k)
      bytes[random.below(static_cast<std::uint32_t>(bytes.size()))] =
          static_cast<std::uint8_t>(random.bits());
    const auto other = run_of(R"("adam")");
    if (other->restore(bytes).empty()) other->trainer().step(20);
  }
}
