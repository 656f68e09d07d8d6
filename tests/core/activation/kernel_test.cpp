// SPDX-License-Identifier: MIT
// Kernels as loops over arrays: lengths, alignment, aliasing, and the same bits on every machine.
#include "core/activation/kernel.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

#include "tests/support/bits.h"
#include "tests/support/choices.h"
#include "tests/support/json.h"
#include "tests/support/parameters.h"
#include "tests/support/walk.h"

namespace {

using actlab::Activation;
using actlab::ActivationKernel;
using actlab::test::for_each_choice;
using actlab::test::Parameters;
using actlab::test::same_bits;

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

float at(ActivationKernel kernel, float x, const Parameters& p) {
  float y = 0.0f;
  kernel(&x, &y, 1, p.data());
  return y;
}

// 17 inputs of all kinds.
constexpr float kInputs[] = {-0.3f,   0.7f, -1.5f, 2.0f,  0.0f,    -0.0f, 20.0f,      -20.0f, 1e-3f,
                             -1e-30f, 5.0f, -5.0f, 1e30f, -100.0f, kNan,  -kInfinity, 0.1f};

}  // namespace

TEST_CASE(
    "a result depends neither on the array's length nor on its alignment, and nothing else is written") {
  for_each_choice([](const Activation& f, const Parameters& p) {
    for (const ActivationKernel kernel : {f.value, f.slope, f.curvature}) {
      for (std::size_t n = 0; n <= 17; ++n) {
        for (std::size_t offset = 0; offset < 4; ++offset) {
          std::vector<float> x(n + offset);  // of exact length, so that a sanitizer sees a read beyond it
          std::copy_n(kInputs, n, x.data() + offset);
          std::vector<float> y(n + offset + 4, 42.0f);
          kernel(x.data() + offset, y.data() + offset, n, p.data());
          for (std::size_t i = 0; i < y.size(); ++i) {
            const bool inside = i >= offset && i < offset + n;
            REQUIRE(same_bits(y[i], inside ? at(kernel, kInputs[i - offset], p) : 42.0f));
          }
        }
      }
    }
  });
}

TEST_CASE("kernels work in place") {
  for_each_choice([](const Activation& f, const Parameters& p) {
    for (const ActivationKernel kernel : {f.value, f.slope, f.curvature}) {
      std::vector<float> y(std::begin(kInputs), std::end(kInputs));
      kernel(y.data(), y.data(), y.size(), p.data());
      for (std::size_t i = 0; i < y.size(); ++i) CHECK(same_bits(y[i], at(kernel, kInputs[i], p)));
    }
  });
}

TEST_CASE("forward gives the bits of value and slope, also in place and at every length") {
  for_each_choice([](const Activation& f, const Parameters& p) {
    actlab::test::walk_floats(65521, {0.0f}, [&](const float* x, std::size_t n) {
      std::vector<float> a(x, x + n);
      std::vector<float> da(n);
      std::vector<float> value(n);
      std::vector<float> slope(n);
      f.forward(a.data(), a.data(), da.data(), n, p.data());
      f.value(x, value.data(), n, p.data());
      f.slope(x, slope.data(), n, p.data());
      for (std::size_t i = 0; i < n; ++i) {
        if (!same_bits(a[i], value[i]) || !same_bits(da[i], slope[i])) FAIL_CHECK("at " << x[i]);
      }
    });
    for (std::size_t n = 0; n <= 17; ++n) {
      std::vector<float> a(n + 1, 42.0f);
      std::vector<float> da(n + 1, 42.0f);
      f.forward(kInputs, a.data(), da.data(), n, p.data());
      CHECK(a[n] == 42.0f);
      CHECK(da[n] == 42.0f);
      for (std::size_t i = 0; i < n; ++i) {
        CHECK(same_bits(a[i], at(f.value, kInputs[i], p)));
        CHECK(same_bits(da[i], at(f.slope, kInputs[i], p)));
      }
    }
  });
}

// A kernel that was meant to change takes the hash that this test prints into the file.
TEST_CASE("every kernel gives the bits noted in kernel_hashes.json") {
  const nlohmann::json expected = actlab::test::read_json("kernel_hashes.json").at("activations");
  for (const Activation& f : actlab::activations()) {
    actlab::test::BitHash hash;
    for (const Parameters& p : actlab::test::parameter_choices(f)) {
      actlab::test::walk_floats(16381, {0.0f, 1.0f, -17.3f, -104.0f}, [&](const float* x, std::size_t n) {
        std::vector<float> y(n);
        for (const ActivationKernel kernel : {f.value, f.slope, f.curvature}) {
          kernel(x, y.data(), n, p.data());
          hash.add(y.data(), n);
        }
      });
    }
    const std::string name(f.name);
    CAPTURE(name);
    CHECK(hash.text() == expected.value(name, "none"));
  }
}
