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
#include "tests/support/oracle.h"
#include "tests/support/parameters.h"
#include "tests/support/walk.h"

namespace {

using actlab::Activation;
using actlab::BoundActivation;
using actlab::test::at;
using actlab::test::for_each_choice;
using actlab::test::kMaps;
using actlab::test::Map;
using actlab::test::Parameters;
using actlab::test::same_bits;
using actlab::test::slope_at;
using actlab::test::value_at;

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

// 17 inputs of all kinds.
constexpr float kInputs[] = {-0.3f,   0.7f, -1.5f, 2.0f,  0.0f,    -0.0f, 20.0f,      -20.0f, 1e-3f,
                             -1e-30f, 5.0f, -5.0f, 1e30f, -100.0f, kNan,  -kInfinity, 0.1f};

}  // namespace

TEST_CASE(
    "a result depends neither on the array's length nor on its alignment, and nothing else is written") {
  for_each_choice([](const Activation& entry, const Parameters& p) {
    const BoundActivation f(entry, p.data());
    for (const Map map : kMaps) {
      for (std::size_t n = 0; n <= 17; ++n) {
        for (std::size_t offset = 0; offset < 4; ++offset) {
          std::vector<float> x(n + offset);  // of exact length, so that a sanitizer sees a read beyond it
          std::copy_n(kInputs, n, x.data() + offset);
          std::vector<float> y(n + offset + 4, 42.0f);
          (f.*map)(x.data() + offset, y.data() + offset, n);
          for (std::size_t i = 0; i < y.size(); ++i) {
            const bool inside = i >= offset && i < offset + n;
            REQUIRE(same_bits(y[i], inside ? at(map, f, kInputs[i - offset]) : 42.0f));
          }
        }
      }
    }
  });
}

TEST_CASE("kernels work in place, also over more than they take at a time") {
  for_each_choice([](const Activation& entry, const Parameters& p) {
    const BoundActivation f(entry, p.data());
    for (const Map map : kMaps) {
      float expected[std::size(kInputs)];
      for (std::size_t i = 0; i < std::size(kInputs); ++i) expected[i] = at(map, f, kInputs[i]);
      for (const std::size_t n : {17, 252, 256, 257, 260, 264, 511, 516, 777}) {
        std::vector<float> y(n);
        for (std::size_t i = 0; i < n; ++i) y[i] = kInputs[i % std::size(kInputs)];
        (f.*map)(y.data(), y.data(), n);
        bool same = true;
        for (std::size_t i = 0; i < n; ++i) same = same && same_bits(y[i], expected[i % std::size(kInputs)]);
        CAPTURE(n);
        CHECK(same);
      }
    }
  });
}

TEST_CASE("forward gives the bits of value and slope, also in place and at every length") {
  for_each_choice([](const Activation& entry, const Parameters& p) {
    const BoundActivation f(entry, p.data());
    actlab::test::walk_floats(65521, {0.0f}, [&](const float* x, std::size_t n) {
      std::vector<float> a(x, x + n);
      std::vector<float> da(n);
      std::vector<float> value(n);
      std::vector<float> slope(n);
      f.forward(a.data(), a.data(), da.data(), n);
      f.value(x, value.data(), n);
      f.slope(x, slope.data(), n);
      for (std::size_t i = 0; i < n; ++i) {
        if (!same_bits(a[i], value[i]) || !same_bits(da[i], slope[i])) FAIL_CHECK("at " << x[i]);
      }
    });
    for (std::size_t n = 0; n <= 17; ++n) {
      std::vector<float> a(n + 1, 42.0f);
      std::vector<float> da(n + 1, 42.0f);
      f.forward(kInputs, a.data(), da.data(), n);
      CHECK(a[n] == 42.0f);
      CHECK(da[n] == 42.0f);
      for (std::size_t i = 0; i < n; ++i) {
        CHECK(same_bits(a[i], value_at(f, kInputs[i])));
        CHECK(same_bits(da[i], slope_at(f, kInputs[i])));
      }
    }
  });
}

// A kernel that was meant to change takes the hash that this test prints into the file.
TEST_CASE("every kernel gives the bits noted in kernel_hashes.json") {
  const nlohmann::json expected = actlab::test::read_json("kernel_hashes.json").at("activations");
  for (const Activation& entry : actlab::activations()) {
    if (entry.inputs != actlab::Inputs::kOne) continue;
    actlab::test::BitHash hash;
    for (const Parameters& p : actlab::test::parameter_choices(entry)) {
      const BoundActivation f(entry, p.data());
      actlab::test::walk_floats(16381, {0.0f, 1.0f, -17.3f, -104.0f}, [&](const float* x, std::size_t n) {
        std::vector<float> y(n);
        for (const Map map : kMaps) {
          (f.*map)(x, y.data(), n);
          hash.add(y.data(), n);
        }
      });
    }
    const std::string name(entry.name);
    CAPTURE(name);
    CHECK(hash.text() == expected.value(name, "none"));
  }
}

namespace {

// tanh's slope is made from its value, as in PyTorch, and so is off by twice what that is; all others' are the same to the
// last bit.
bool is_slope(const Activation& entry, float got, float slope, float factor = 1.0f) {
  return same_bits(got, factor * slope) ||
         (entry.name == "tanh" && std::fabs(got - factor * slope) <= 0x3p-23f * std::fabs(factor));
}

}  // namespace

TEST_CASE("the gradient from values or inputs is da times the slope, in place and at every length") {
  actlab::test::for_each_choice([](const Activation& entry, const Parameters& p) {
    const BoundActivation f(entry, p.data());
    for (std::size_t n = 0; n <= 17; ++n) {
      std::vector<float> source(kInputs, kInputs + n);
      if (f.backward_from_value()) f.value(kInputs, source.data(), n);
      std::vector<float> da(n + 1);
      for (std::size_t i = 0; i <= n; ++i) da[i] = 0.5f - static_cast<float>(i);
      std::vector<float> dz(n + 1, 42.0f);
      f.backward(source.data(), da.data(), dz.data(), n);
      CHECK(dz[n] == 42.0f);
      for (std::size_t i = 0; i < n; ++i) CHECK(is_slope(entry, dz[i], slope_at(f, kInputs[i]), da[i]));
      f.backward(source.data(), da.data(), da.data(), n);
      for (std::size_t i = 0; i < n; ++i) CHECK(same_bits(da[i], dz[i]));
    }
  });
}

TEST_CASE("where the slope follows from the value, it does so at every input") {
  actlab::test::for_each_choice([](const Activation& entry, const Parameters& p) {
    const BoundActivation f(entry, p.data());
    if (!f.backward_from_value()) return;
    actlab::test::walk_floats(65521, {-3.0f, -1.0f, 0.0f, 0.5f, 1.0f, 3.0f, 6.0f},
                              [&](const float* x, std::size_t n) {
                                std::vector<float> value(n), slope(n), ones(n, 1.0f), gradient(n);
                                f.forward(x, value.data(), slope.data(), n);
                                f.backward(value.data(), ones.data(), gradient.data(), n);
                                for (std::size_t i = 0; i < n; ++i) {
                                  if (!is_slope(entry, gradient[i], slope[i]))
                                    FAIL_CHECK(entry.name << " at " << x[i]);
                                }
                              });
  });
}

TEST_CASE("the gradient of a learned parameter is the central difference of the oracle's values") {
  for (const char* name : {"prelu", "swish"}) {
    const Activation& entry = *actlab::find_activation(name);
    for (const float parameter : {0.25f, 1.0f, 3.0f}) {
      const BoundActivation f(entry, &parameter);
      std::vector<float> z, da;
      for (int i = 0; i < 1001; ++i) {
        z.push_back(static_cast<float>(i - 500) * 0.02f);
        da.push_back(static_cast<float>(i % 7) - 2.5f);
      }
      const auto loss = [&](double p) {
        double sum = 0.0;
        for (std::size_t i = 0; i < z.size(); ++i)
          sum += double{da[i]} * actlab::test::oracle_value(entry, z[i], &p);
        return sum;
      };
      const double h = 1e-4;
      const double exact = (loss(parameter + h) - loss(parameter - h)) / (2.0 * h);
      CHECK(f.parameter_gradient(z.data(), da.data(), z.size()) == doctest::Approx(exact).epsilon(1e-5));
    }
  }
}
