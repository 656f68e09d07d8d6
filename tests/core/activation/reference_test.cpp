// SPDX-License-Identifier: MIT
// Values, slopes and curvatures against the tables of tests/reference/, computed with 200 digits.
#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "core/activation/bound.h"
#include "core/activation/registry.h"
#include "tests/support/accuracy.h"
#include "tests/support/json.h"
#include "tests/support/parameters.h"
#include "tests/support/reference.h"
#include "tests/support/ulp.h"

namespace {

using actlab::AccuracyBound;
using actlab::Activation;
using actlab::BoundActivation;
using actlab::test::Parameters;

// Calls check(f, p, row, what) for each row of each table whose function is in the registry.
template <class Check>
void for_each_row(Check check) {
  actlab::test::for_each_reference([&](const std::string& key, const std::string& name,
                                       const std::vector<double>& parameters,
                                       const std::vector<std::vector<double>>& rows) {
    const Activation* f = actlab::find_activation(name);
    if (f == nullptr) return;  // not built yet; the last test sees that none of the registry is left out
    Parameters p{};
    std::transform(parameters.begin(), parameters.end(), p.begin(),
                   [](double x) { return static_cast<float>(x); });
    for (const auto& row : rows) check(*f, p, row, key + " at " + std::to_string(row[0]));
  });
}

bool close(float got, double exact, const AccuracyBound& bound) {
  return actlab::test::ulp_distance(got, exact) <= 4 || std::abs(got - exact) <= bound.absolute;
}

}  // namespace

TEST_CASE(
    "value and slope are within 4 ulp, or 1e-7 where that is allowed, of numbers computed with 200 digits") {
  for_each_row(
      [](const Activation& f, const Parameters& p, const std::vector<double>& row, const std::string& what) {
        const float x = static_cast<float>(row[0]);
        float y = 0.0f;
        float dy = 0.0f;
        const BoundActivation kernels(f, p.data());
        kernels.value(&x, &y, 1);
        kernels.slope(&x, &dy, 1);
        INFO(what << ": value " << y << ", exact " << row[1] << "; slope " << dy << ", exact " << row[2]);
        CHECK(close(y, row[1], f.value_bound));
        CHECK(close(dy, row[2], f.slope_bound));
      });
}

TEST_CASE("curvature is within 1e-5 relative or 1e-7 absolute of numbers computed with 200 digits") {
  for_each_row(
      [](const Activation& f, const Parameters& p, const std::vector<double>& row, const std::string& what) {
        const float x = static_cast<float>(row[0]);
        float ddy = 0.0f;
        BoundActivation(f, p.data()).curvature(&x, &ddy, 1);
        const double exact = row[3];
        const double error = std::abs(ddy - exact);
        INFO(what << ": curvature " << ddy << ", exact " << exact);
        CHECK((error <= 1e-7 || error <= 1e-5 * std::abs(exact) || (std::isinf(ddy) && exact > 0x1p128)));
      });
}

TEST_CASE("every activation of the registry has reference numbers") {
  std::set<std::string> names;
  actlab::test::for_each_reference(
      [&](const std::string&, const std::string& name, const auto&, const auto&) { names.insert(name); });
  const nlohmann::json several = actlab::test::read_json("activations_several.json");
  for (const auto& table : several.items()) names.insert(table.key());
  for (const Activation& f : actlab::activations()) {
    CAPTURE(f.name);
    CHECK(names.count(std::string(f.name)) == 1);
  }
}
