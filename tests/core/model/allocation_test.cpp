// SPDX-License-Identifier: MIT
// What a run takes and gives back, counted block by block.
#include <doctest.h>

#include "core/model/build.h"
#include "tests/support/counting_new.h"
#include "tests/support/json.h"

using namespace actlab;

TEST_CASE("no update allocates under any optimizer, and neither does a row of history") {
  for (const char* optimizer :
       {"sgd", "rmsprop", "adagrad", "adadelta", "adam", "adamw", "adamax", "nadam"}) {
    const std::string spec =
        R"({"data": "spiral", "probe": {"every": 10}, "optimizer": ")" + std::string(optimizer) + R"("})";
    BuildResult built = build(test::value_of(spec.c_str()), {});
    const long long before = test::allocations().made;
    built.run->trainer().step(400);
    for (int i = 0; i < 100; ++i) built.run->trainer().step(1);
    CHECK(test::allocations().made == before);
  }
}

TEST_CASE("no update allocates in any layer, with penalties, noise and a last batch that is partial") {
  BuildResult built = build(test::value_of(R"({"data": {"kind": "moons", "samples": 90}, "batch_size": 7,
      "probe": {"every": 10}, "model": {"layers": [{"type": "gaussian_noise"},
      {"type": "dense", "units": 8, "l1": 0.001, "l2": 0.001, "activity_l1": 0.001}, {"type": "batch_norm"},
      {"type": "prelu"}, {"type": "maxout", "units": 6, "pieces": 3}, {"type": "dropout", "rate": 0.2},
      {"type": "activation", "name": "rrelu"}, {"type": "dense", "units": 2},
      {"type": "activation", "name": "softmax"}, {"type": "dense", "units": 1}]}})"),
                            {});
  REQUIRE(built.run != nullptr);
  const long long before = test::allocations().made;
  built.run->trainer().step(500);
  CHECK(test::allocations().made == before);
}

TEST_CASE("clipping, schedules and ends that are not reached allocate nothing in an update") {
  BuildResult built = build(test::value_of(R"({"data": "spiral", "loss": {"name": "huber", "delta": 0.5},
      "schedule": "one_cycle", "clip": {"norm": 0.1, "value": 0.1},
      "stop": {"loss": 1e-9, "accuracy": 1, "plateau": {"updates": 1000000}, "seconds": 1000}})"),
                            {});
  const long long before = test::allocations().made;
  CHECK(built.run->trainer().step(500).step == 500);
  CHECK(test::allocations().made == before);
}

TEST_CASE("a thousand created and destroyed runs, and as many refused specs, leave not one block behind") {
  const Value good = test::value_of(R"({"data": {"kind": "moons", "samples": 60}})");
  const Value bad =
      test::value_of(R"({"data": {"kind": "moons", "samples": 60}, "model": {"layers": [{"type": "dense",
      "units": 3}]}, "lose": 1})");
  const long long before = test::allocations().live;
  for (int i = 0; i < 1000; ++i) {
    BuildResult built = build(good, {});
    built.run->trainer().step(3);
    const float point[] = {0, 1};
    built.run->predict(point);
    REQUIRE(build(bad, {}).run == nullptr);
  }
  CHECK(test::allocations().live == before);
}
