// SPDX-License-Identifier: MIT
// Values, slopes and curvatures against tests/reference/activations.json, computed by others with 200 digits.
#include <doctest.h>

#include <cmath>
#include <cstddef>
#include <string>

#include "core/activation/registry.h"
#include "tests/support/json.h"
#include "tests/support/parameters.h"
#include "tests/support/ulp.h"

namespace {

using actlab::Activation;
using actlab::test::ulp_distance;

// elu_0.5 is elu with other parameters: a number after an underscore is not part of the name.
const Activation* find(const std::string& key) {
  const std::size_t end = key.find_last_of('_');
  const bool numbered =
      end != std::string::npos && key.find_first_not_of("0123456789.", end + 1) == std::string::npos;
  return actlab::find_activation(numbered ? key.substr(0, end) : key);
}

actlab::test::Parameters read_parameters(const Activation& f, const nlohmann::json& params) {
  actlab::test::Parameters p{};
  for (std::size_t i = 0; i < f.parameters.size(); ++i) {
    p[i] = params.at(std::string(f.parameters[i].name)).get<float>();
  }
  return p;
}

}  // namespace

TEST_CASE(
    "value and slope are within 4 ulp, or 1e-7 where that is allowed, of numbers computed with 200 digits") {
  const nlohmann::json reference = actlab::test::read_json("activations.json");
  for (const auto& item : reference.items()) {
    const std::string& key = item.key();
    const nlohmann::json& entry = item.value();
    const Activation* f = find(key);
    if (f == nullptr) continue;  // not built yet; the test below sees that none of the registry is left out
    const auto p = read_parameters(*f, entry["params"]);
    for (const auto& row : entry["rows"]) {
      const float x = row[0].get<float>();
      float y = 0.0f;
      float dy = 0.0f;
      f->value(&x, &y, 1, p.data());
      f->slope(&x, &dy, 1, p.data());
      INFO(key << " at " << x << ": value " << y << ", slope " << dy);
      CHECK((ulp_distance(y, row[1]) <= 4 || std::abs(y - row[1].get<double>()) <= f->value_bound.absolute));
      CHECK(
          (ulp_distance(dy, row[2]) <= 4 || std::abs(dy - row[2].get<double>()) <= f->slope_bound.absolute));
    }
  }
}

TEST_CASE("curvature is within 1e-5 relative or 1e-7 absolute of numbers computed with 200 digits") {
  const nlohmann::json reference = actlab::test::read_json("activations.json");
  for (const auto& item : reference.items()) {
    const std::string& key = item.key();
    const nlohmann::json& entry = item.value();
    const Activation* f = find(key);
    if (f == nullptr) continue;
    const auto p = read_parameters(*f, entry["params"]);
    for (const auto& row : entry["rows"]) {
      const float x = row[0].get<float>();
      const double exact = row[3];
      float ddy = 0.0f;
      f->curvature(&x, &ddy, 1, p.data());
      const double error = std::abs(ddy - exact);
      INFO(key << " at " << x << ": curvature " << ddy << ", exact " << exact);
      CHECK((error <= 1e-7 || error <= 1e-5 * std::abs(exact)));
    }
  }
}

TEST_CASE("every activation of the registry has reference numbers") {
  const nlohmann::json reference = actlab::test::read_json("activations.json");
  for (const Activation& f : actlab::activations()) {
    CAPTURE(f.name);
    CHECK(reference.contains(std::string(f.name)));
  }
}
