// SPDX-License-Identifier: MIT
// Functions of several inputs, and maxout, against tests/reference/activations_several.json.
#include <doctest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "core/activation/evaluate.h"
#include "core/activation/registry.h"
#include "tests/support/json.h"
#include "tests/support/parameters.h"
#include "tests/support/ulp.h"

namespace {

using actlab::Activation;
using actlab::Evaluation;

nlohmann::json tables() { return actlab::test::read_json("activations_several.json"); }

// Within 6 ulp, or so far that no float is nearer before a multiplication by `factor`.
void check_close(float got, double exact, double factor) {
  CHECK((actlab::test::ulp_distance(got, exact) <= 6 ||
         std::abs(got - exact) <= 4 * 0x1p-149 * std::abs(factor)));
}

// Within 6 ulp, or 1e-7: terms of size 1 cancel.
void check_share(float got, double exact) {
  CHECK((actlab::test::ulp_distance(got, exact) <= 6 || std::abs(got - exact) <= 1e-7));
}

}  // namespace

TEST_CASE(
    "softmax and log_softmax give the values and the slopes in their own input computed with 200 digits") {
  const nlohmann::json all = tables();
  for (const char* name : {"softmax", "log_softmax"}) {
    const Activation* f = actlab::find_activation(name);
    REQUIRE(f != nullptr);
    for (const auto& row : all[name]["rows"]) {
      const auto x = row[0].get<std::vector<float>>();
      const Evaluation got = actlab::evaluate(*f, nullptr, x);
      for (std::size_t i = 0; i < x.size(); ++i) {
        INFO(name << " of " << row[0].dump() << ", element " << i);
        check_share(got.value[i], row[1][i]);
        check_share(got.slope[i], row[2][i][i]);
      }
    }
  }
}

TEST_CASE("gates give the values and the slopes in both inputs computed with 200 digits") {
  const nlohmann::json all = tables();
  for (const char* name : {"glu", "reglu", "geglu", "swiglu"}) {
    const Activation* f = actlab::find_activation(name);
    REQUIRE(f != nullptr);
    for (const auto& row : all[name]["rows"]) {
      const std::vector<float> x = {row[0].get<float>(), row[1].get<float>()};
      const Evaluation got = actlab::evaluate(*f, nullptr, x);
      INFO(name << " at " << x[0] << ", " << x[1]);
      check_close(got.value[0], row[2], x[0]);
      check_close(got.slope[0], row[3], 1.0);
      check_close(got.slope[1], row[4], x[0]);
    }
  }
}

TEST_CASE("maxout gives the largest of its lines, and of equal ones the first") {
  const nlohmann::json all = tables();
  const Activation* f = actlab::find_activation("maxout");
  REQUIRE(f != nullptr);
  for (const auto& item : all.items()) {
    if (item.key().rfind("maxout", 0) != 0) continue;
    actlab::test::Parameters p{};
    for (std::size_t k = 0; k < 2; ++k) {
      const auto& list = item.value()["params"][k == 0 ? "slopes" : "intercepts"];
      for (std::size_t i = 0; i < actlab::kMaxPieces; ++i)
        p[k * actlab::kMaxPieces + i] = list[i < list.size() ? i : 0].get<float>();
    }
    for (const auto& row : item.value()["rows"]) {
      const std::vector<float> x = {row[0].get<float>()};
      const Evaluation got = actlab::evaluate(*f, p.data(), x);
      INFO(item.key() << " at " << x[0]);
      check_close(got.value[0], row[1], 0.0);
      CHECK(got.slope[0] == row[2].get<float>());
    }
  }
}
