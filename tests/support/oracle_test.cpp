// SPDX-License-Identifier: MIT
// The oracle against numbers computed with 200 digits, and its two ways of evaluation against each other.
#include "tests/support/oracle.h"

#include <doctest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/activation/registry.h"
#include "tests/support/choices.h"
#include "tests/support/parameters.h"
#include "tests/support/reference.h"
#include "tests/support/walk.h"

namespace {

using actlab::test::Oracle;

// Whether `got` is the exact y at an input that is off by 1e-13 of itself, dy being the slope there. Far below the
// smallest float32, numbers count as 0, and above the largest as infinity.
bool close(double got, double y, double x, double dy) {
  if (got == y || (std::isnan(got) && std::isnan(y))) return true;
  if (std::abs(got) > 1e39 && std::abs(y) > 1e39) return (got > 0) == (y > 0);
  const double error = std::abs(got - y);
  return error <= 1e-13 * (std::abs(y) + std::abs(x * dy)) || error < 1e-60;
}

}  // namespace

TEST_CASE("the oracle's values, slopes and curvatures are those computed with 200 digits") {
  actlab::test::for_each_reference([](const std::string& key, const std::string& name,
                                      const std::vector<double>& p,
                                      const std::vector<std::vector<double>>& rows) {
    const Oracle& oracle = actlab::test::oracle(name);
    for (const auto& row : rows) {
      const double x = row[0];
      const double ddf = row[3];
      const double got[] = {oracle.value(x, p.data()), oracle.slope(x, p.data()),
                            oracle.curvature(x, p.data())};
      INFO(key << " at " << x << ": " << got[0] << ", " << got[1] << ", " << got[2] << "; exact " << row[1]
               << ", " << row[2] << ", " << ddf);
      CHECK(close(got[0], row[1], x, row[2]));
      CHECK(close(got[1], row[2], x, ddf));
      CHECK(close(got[2], ddf, x, ddf));
    }
  });
}

TEST_CASE("evaluated several at a time, the oracle says the same") {
  actlab::test::for_each_choice([](const actlab::Activation& f, const actlab::test::Parameters& choice) {
    const Oracle& oracle = actlab::test::oracle(f.name);
    const auto p = actlab::test::in_double(choice);
    std::vector<double> value(4096);
    std::vector<double> slope(4096);
    actlab::test::walk_floats(65521, {}, [&](const float* x, std::size_t n) {
      oracle.fill(x, n, p.data(), value.data(), slope.data());
      for (std::size_t i = 0; i < n; ++i) {
        const double exact = oracle.value(x[i], p.data());
        const double exact_slope = oracle.slope(x[i], p.data());
        const double bend = oracle.curvature(x[i], p.data());
        if (close(value[i], exact, x[i], exact_slope) && close(slope[i], exact_slope, x[i], bend)) continue;
        FAIL_CHECK("at " << x[i] << ": " << value[i] << ", " << slope[i] << "; one at a time " << exact
                         << ", " << exact_slope);
      }
    });
  });
}
