// SPDX-License-Identifier: MIT
// Functions of several inputs, and maxout, against tests/reference/activations_several.json.
#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "core/activation/evaluate.h"
#include "core/activation/registry.h"
#include "core/random/random.h"
#include "tests/support/choices.h"
#include "tests/support/json.h"
#include "tests/support/oracle.h"
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

// Within a relative error of 2e-6, or 1e-7 where logits cancel the logarithm of their sum. An exponential of a rounded
// difference of logits of size 10 is known to no more.
void check_share(const std::string& name, float got, double exact) {
  const bool close = std::abs(got - exact) <= 2e-6 * std::abs(exact) + 2 * 0x1p-149;
  CHECK((close || (name == "log_softmax" && std::abs(got - exact) <= 1e-7)));
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
        check_share(name, got.value[i], row[1][i]);
        check_share(name, got.slope[i], row[2][i][i]);
        // f'' = f' (1 - 2 p) for softmax, -p (1 - p) for its logarithm, p the share.
        const double share =
            std::string(name) == "softmax" ? row[1][i].get<double>() : std::exp(row[1][i].get<double>());
        const double bend =
            std::string(name) == "softmax" ? share * (1 - share) * (1 - 2 * share) : -share * (1 - share);
        CHECK(std::abs(got.curvature[i] - bend) <= 1e-7 + 1e-5 * std::abs(bend));
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
      CHECK(got.curvature[0] == 0.0f);
      const double bend = double{x[0]} * actlab::test::oracle(f->gate).curvature(x[1], nullptr);
      CHECK(std::abs(got.curvature[1] - bend) <=
            1e-7 * std::max(1.0f, std::abs(x[0])) + 1e-5 * std::abs(bend));
    }
  }
}

TEST_CASE("softmax and log_softmax work in place") {
  std::vector<float> x, dy;
  for (int i = 0; i < 5 * 8; ++i) x.push_back(std::sin(static_cast<float>(i)) * 4.0f);
  for (int i = 0; i < 5 * 8; ++i) dy.push_back(std::cos(static_cast<float>(i)));
  for (const char* name : {"softmax", "log_softmax"}) {
    const actlab::ColumnKernels& kernels = actlab::find_activation(name)->columns;
    std::vector<float> y(x.size()), dx(x.size()), place = x, gradient = dy;
    kernels.forward(x.data(), y.data(), 5, 8);
    kernels.forward(place.data(), place.data(), 5, 8);
    CHECK(place == y);
    kernels.backward(y.data(), dy.data(), dx.data(), 5, 8);
    kernels.backward(y.data(), gradient.data(), gradient.data(), 5, 8);
    CHECK(gradient == dx);
  }
}

TEST_CASE("what maxout says of its shape holds for lists of any kind") {
  actlab::Random random(1, actlab::Stream::kData);
  const Activation& f = *actlab::find_activation("maxout");
  for (int list = 0; list < 3000; ++list) {
    std::vector<float> slopes, intercepts;
    // Halves, so that lines meet in common points and are parallel often.
    for (std::uint32_t k = random.below(7) + 2; k > 0; --k) {
      slopes.push_back(static_cast<float>(random.below(9)) * 0.5f - 2.0f);
      intercepts.push_back(static_cast<float>(random.below(9)) * 0.5f - 2.0f);
    }
    const auto p = actlab::test::filled_lists(slopes, intercepts);
    const actlab::Shape shape = f.shape(p.data());
    const actlab::BoundActivation maxout(f, p.data());
    float lowest = INFINITY, last = actlab::test::slope_at(maxout, -100.0f);
    std::size_t bends = 0;
    for (int i = -100 * 16; i <= 100 * 16; ++i) {
      const float x = static_cast<float>(i) / 16.0f + 1e-3f;
      const float slope = actlab::test::slope_at(maxout, x);
      bends += slope != last ? 1u : 0u;
      last = slope;
      lowest = std::min(lowest, actlab::test::value_at(maxout, x));
    }
    CHECK(lowest >= shape.infimum);
    CHECK(bends <= shape.kink_count);
    for (std::size_t i = 0; i < shape.kink_count; ++i) {
      const float x = shape.kinks[i].x;
      CHECK(actlab::test::value_at(maxout, x) >= shape.infimum);
      CHECK(actlab::test::slope_at(maxout, x - 0.01f) < actlab::test::slope_at(maxout, x + 0.01f));
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
