// SPDX-License-Identifier: MIT
// The measure itself: looking at blocks must find what ulp.h finds one by one.
#include "tests/support/accuracy.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "tests/support/bits.h"
#include "tests/support/ulp.h"

namespace {

using actlab::AccuracyBound;
using actlab::test::Worst;

// Floats of all exponents with doubles at most a few places from them, and pairs that have nothing to do with each other.
struct Results {
  std::vector<float> x;
  std::vector<float> got;
  std::vector<double> exact;
};

Results make_results(std::size_t n) {
  Results r;
  std::uint32_t state = 1;
  const auto next = [&] { return state = state * 1664525u + 1013904223u; };
  const double special[] = {0.0, 0x1p-149, 0x1p-151, 1.0, 0x1p127, 0x1p128, 1e60, HUGE_VAL, -HUGE_VAL, NAN};
  for (std::size_t i = 0; i < n; ++i) {
    const float got = actlab::test::float_of_bits(next());
    const double places = (next() >> 8) * 0x1p-24 * 4.0 - 2.0;
    double exact = got + places * std::max(std::abs(static_cast<double>(got)) * 0x1p-24, 0x1p-150);
    if (i % 97 == 0) exact = special[i / 97 % std::size(special)];
    r.x.push_back(actlab::test::float_of_bits(next()));
    r.got.push_back(got);
    r.exact.push_back(exact);
  }
  return r;
}

Worst one_by_one(const Results& r, std::size_t from, std::size_t n, const AccuracyBound& bound) {
  Worst worst;
  for (std::size_t i = from; i < from + n; ++i) {
    if (std::isfinite(r.x[i]) && (r.x[i] < bound.from || r.x[i] > bound.to)) continue;
    if (std::abs(r.got[i] - r.exact[i]) <= bound.absolute) continue;
    const double ulp = actlab::test::ulp_distance(r.got[i], r.exact[i]);
    if (ulp > worst.ulp) worst = {ulp, r.x[i], r.got[i], r.exact[i]};
  }
  return worst;
}

}  // namespace

TEST_CASE("the worst of a block is the worst of its results one by one") {
  const Results r = make_results(1 << 16);
  const AccuracyBound bounds[] = {
      {.ulp = 1}, {.ulp = 1, .absolute = 1e-7f}, {.ulp = 1, .from = -10.0f, .to = 1e20f}};
  for (const AccuracyBound& bound : bounds) {
    for (std::size_t n = 1; n < 200; n += 7) {
      for (std::size_t from = 0; from + n <= r.x.size(); from += 997) {
        Worst worst;
        actlab::test::update_worst(&r.x[from], &r.got[from], &r.exact[from], n, bound, worst);
        const Worst expected = one_by_one(r, from, n, bound);
        INFO("results " << from << " to " << from + n);
        CHECK(worst.ulp == expected.ulp);
        CHECK(actlab::test::same_bits(worst.at, expected.at));
      }
    }
  }
}

TEST_CASE("one result that is off among many that are nearly as far off is seen") {
  Results r = make_results(1 << 12);
  for (std::size_t i = 0; i < r.x.size(); ++i) {
    r.x[i] = 1.0f;
    r.got[i] = std::isfinite(r.got[i]) ? r.got[i] : 1.0f;
    r.exact[i] = r.got[i];
  }
  for (const std::size_t place : {std::size_t{0}, std::size_t{2049}, r.x.size() - 1}) {
    for (const double ulp : {1e-3, 0.5, 1.0, 1e6}) {
      Worst worst = {.ulp = 0.999 * ulp};
      Results off = r;
      off.got[place] = 1.0f;
      off.exact[place] = 1.0 + ulp * 0x1p-23;
      actlab::test::update_worst(off.x.data(), off.got.data(), off.exact.data(), off.x.size(), {.ulp = 1},
                                 worst);
      CHECK(worst.ulp > 0.999 * ulp);
    }
  }
}

TEST_CASE("of two equal worsts the one at the lower bit pattern is kept, in whichever order they come") {
  const actlab::Activation& f = actlab::activations()[0];
  for (const bool swapped : {false, true}) {
    actlab::test::Comparison a(f, actlab::default_parameters(f));
    actlab::test::Comparison b = a;
    a.value = {.ulp = 2.0, .at = 1.0f};
    b.value = {.ulp = 2.0, .at = 3.0f};
    actlab::test::Comparison& first = swapped ? b : a;
    first.merge(swapped ? a : b);
    CHECK(first.value.at == 1.0f);
  }
}
