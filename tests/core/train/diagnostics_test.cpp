// SPDX-License-Identifier: MIT
// What diagnostics say against definitions in double, central differences and PyTorch's gradients.
#include "core/train/diagnostics.h"

#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "tests/support/example.h"

using namespace actlab;
using namespace actlab::test;

namespace {

Diagnostics diagnose(const Example& example, float threshold = 0.01f) {
  return example.run->trainer().diagnose(threshold);
}

std::vector<double> flat(const Batch64& rows) {
  std::vector<double> all;
  for (const auto& row : rows) all.insert(all.end(), row.begin(), row.end());
  return all;
}

double mean(const std::vector<double>& x) {
  double sum = 0;
  for (const double value : x) sum += value;
  return sum / static_cast<double>(x.size());
}

double deviation(const std::vector<double>& x) {
  double sum = 0;
  for (const double value : x) sum += (value - mean(x)) * (value - mean(x));
  return std::sqrt(sum / static_cast<double>(x.size()));
}

template <class Is>
double share(const std::vector<double>& x, Is is) {
  return static_cast<double>(std::count_if(x.begin(), x.end(), is)) / static_cast<double>(x.size());
}

}  // namespace

TEST_CASE("moments and shares of every layer are those of the definitions in double") {
  const Example seen = example({dense(6), activation("tanh"), dense(5), activation("relu"), dense(2)});
  for (const float threshold : {0.01f, 0.3f}) {
    const Diagnostics found = diagnose(seen, threshold);
    CHECK(found.rows == 27);
    REQUIRE(found.layers.size() == 5);
    for (std::size_t i = 0; i < 5; ++i) {
      CAPTURE(i);
      const auto z = flat(inputs_of(seen, i)), a = flat(inputs_of(seen, i + 1));
      const LayerDiagnostics& layer = found.layers[i];
      CHECK(layer.output.moments.mean == near(mean(a), 1e-5));
      CHECK(layer.output.moments.deviation == near(deviation(a), 1e-5));
      CHECK(layer.output.zero_share == share(a, [](double x) { return x == 0; }));
      REQUIRE(layer.z.has_value() == (i % 2 == 1));
      REQUIRE(layer.weight.has_value() == (i % 2 == 0));
      if (!layer.z) continue;
      const auto saturated = [&](double x) {
        const auto& spec = std::get<ActivationSpec>(seen.run->spec().layers[i]);
        return std::fabs(oracle_slope(*spec.function, x, nullptr)) < double{threshold};
      };
      CHECK(layer.z->moments.mean == near(mean(z), 1e-5));
      CHECK(layer.z->moments.deviation == near(deviation(z), 1e-5));
      CHECK(layer.z->saturated_share == share(z, saturated));
      CHECK(layer.z->saturated_share > (threshold > 0.1f ? 0.05 : -1));
    }
  }
}

TEST_CASE("a histogram counts every pre-activation in the bin that holds it, or outside") {
  for (const double spread : {1e-3, 1.0, 50.0}) {
    const Example seen = example({dense(40), activation("elu"), dense(2)}, "mse", spread);
    const auto z = flat(inputs_of(seen, 1));
    const Histogram found = diagnose(seen).layers[1].z->histogram;
    CHECK(found.edge == std::exp2(std::ceil(std::log2(4 * rms(z)))));
    const double width = found.edge / 32;
    for (std::size_t bin = 0; bin < Histogram::kBins; ++bin) {
      const double low = -found.edge + width * static_cast<double>(bin);
      const auto inside = [&](double x) { return x >= low && x < low + width; };
      CHECK(found.counts[bin] == std::count_if(z.begin(), z.end(), inside));
    }
    CHECK(found.below == std::count_if(z.begin(), z.end(), [&](double x) { return x < -found.edge; }));
    CHECK(found.above == std::count_if(z.begin(), z.end(), [&](double x) { return x >= found.edge; }));
  }
}

TEST_CASE("histograms of zeros, of both ends of their range, of infinities and of NaN lose only NaN") {
  const auto histogram_of = [](std::vector<double> x) {
    const json data = {{"kind", "inline"},
                       {"x", x},
                       {"x_shape", {x.size(), 1}},
                       {"y", std::vector<double>(x.size(), 0.0)},
                       {"y_shape", {x.size()}}};
    const auto run = run_of({{"data", data},
                             {"test_fraction", 0},
                             {"loss", "mse"},
                             {"model", {{"layers", {activation("relu")}}}}});
    return run->trainer().diagnose(0.01f).layers[0].z->histogram;
  };
  const Histogram zeros = histogram_of({0, -0.0, 0});
  CHECK(zeros.edge == 1);
  CHECK(zeros.counts[32] == 3);
  // Root mean square 1, so the ends are -4 and 4: one is inside, the other out.
  std::vector<double> ends(32, 0.0);
  ends[3] = -4;
  ends[9] = 4;
  const Histogram both = histogram_of(ends);
  CHECK(both.edge == 4);
  CHECK(both.counts[0] == 1);
  CHECK(both.above == 1);
  CHECK(both.below == 0);
  CHECK(both.counts[32] == 30);
  const Histogram huge = histogram_of({3e38, -3e38, 1e-40});
  CHECK(huge.counts[32] == 1);
  CHECK(huge.below + huge.above == 0);

  const Example seen = example({dense(3), activation("relu"), dense(2)});
  set(*seen.run, 0, "weight", std::vector<float>(9, 0.0f));
  set(*seen.run, 0, "bias", {3e38f, 0.0f, 0.0f});
  for (auto& p : seen.run->trainer().parameters()) {
    if (p.layer == 0 && p.name == "weight") p.value[0] = INFINITY;
    if (p.layer == 0 && p.name == "bias") p.value[1] = NAN;
  }
  const Histogram broken = diagnose(seen).layers[1].z->histogram;
  CHECK(broken.edge == 1);
  CHECK(broken.counts[32] == 27);
  CHECK(broken.above + broken.below == 27);
}

TEST_CASE("units that are zero for every sample are dead and named") {
  const Example seen = example({dense(5), activation("relu"), dense(2)});
  // The first unit is 0 for most samples, but not for all.
  std::vector<float> bias = {-1, -100, 0.5f, 0.5f, -100};
  set(*seen.run, 0, "bias", bias);
  const Diagnostics found = diagnose(seen);
  CHECK(found.layers[1].output.dead == std::vector<std::uint32_t>{1, 4});
  CHECK(found.layers[0].output.dead.empty());
  const double zeros = share(flat(inputs_of(seen, 2)), [](double x) { return x == 0; });
  CHECK(found.layers[1].output.zero_share == near(zeros, 1e-5));
  CHECK(zeros > 0.5);
  bias[1] = 3;
  set(*seen.run, 0, "bias", bias);
  CHECK(diagnose(seen).layers[1].output.dead == std::vector<std::uint32_t>{4});
}

TEST_CASE("zeros count whichever sign they have, and the smallest number does not") {
  const json data = {{"kind", "inline"},
                     {"x", {0.0, -0.0, -0.0, -0.0, 1e-45, 0.0}},
                     {"x_shape", {2, 3}},
                     {"y", {0, 0, 0, 1, 1, 1}},
                     {"y_shape", {2, 3}}};
  const auto run = run_of({{"data", data},
                           {"test_fraction", 0},
                           {"shuffle", false},
                           {"loss", "mse"},
                           {"model", {{"layers", {activation("linear")}}}}});
  const OutputDiagnostics output = run->trainer().diagnose(0.01f).layers[0].output;
  CHECK(output.zero_share == near(5.0 / 6, 1e-5));
  CHECK(output.dead == std::vector<std::uint32_t>{0, 2});
}

TEST_CASE("a sigmoid at +-10 is saturated, unless the threshold lies below its slope there") {
  const json data = {
      {"kind", "inline"}, {"x", {10, -10, 10}}, {"x_shape", {3, 1}}, {"y", {1, 0, 1}}, {"y_shape", {3}}};
  const json unit = {{"type", "dense"}, {"units", 1}, {"kernel_initializer", "ones"}};
  const auto run = run_of({{"data", data},
                           {"test_fraction", 0},
                           {"loss", "mse"},
                           {"model", {{"layers", {unit, activation("sigmoid")}}}}});
  // f'(10) = 4.54e-5
  CHECK(run->trainer().diagnose(0.01f).layers[1].z->saturated_share == 1);
  CHECK(run->trainer().diagnose(4.6e-5f).layers[1].z->saturated_share == 1);
  CHECK(run->trainer().diagnose(4.5e-5f).layers[1].z->saturated_share == 0);
}

TEST_CASE("functions of several inputs are saturated where the slope in the output's own input is small") {
  const Example softmaxed = example({dense(2), activation("softmax")}, "mse", 8);
  const auto p = flat(inputs_of(softmaxed, 2));
  const auto flat_share = share(p, [](double x) { return x * (1 - x) < 0.01; });
  CHECK(diagnose(softmaxed).layers[1].z->saturated_share == near(flat_share, 1e-5));
  CHECK(flat_share > 0.1);
  const Example logs = example({dense(2), activation("log_softmax")}, "mse", 8);
  const auto one_sided = share(flat(inputs_of(logs, 2)), [](double x) { return 1 - std::exp(x) < 0.01; });
  CHECK(diagnose(logs).layers[1].z->saturated_share == near(one_sided, 1e-5));
  // Of a gate's two inputs a and b the slopes are g(b) and a g'(b).
  const Example gated = example({dense(4), activation("glu")}, "mse", 8);
  std::size_t small = 0;
  for (const auto& z : inputs_of(gated, 1)) {
    for (std::size_t i = 0; i < 2; ++i) {
      const double g = 1 / (1 + std::exp(-z[2 + i]));
      small += (g < 0.01) + (std::fabs(z[i] * g * (1 - g)) < 0.01);
    }
  }
  CHECK(diagnose(gated).layers[1].z->saturated_share == near(static_cast<double>(small) / (27 * 4), 1e-5));
  CHECK(small > 10);
}

TEST_CASE("a prelu is saturated where its learned slope is small, and tells its slopes") {
  const json prelu = {{"type", "prelu"}};
  const Example seen = example({dense(3), prelu, dense(2)});
  const std::vector<float> slopes = {0.5f, 0.001f, -0.002f};
  set(*seen.run, 1, "slope", slopes);
  std::size_t small = 0;
  for (const auto& z : inputs_of(seen, 1)) small += (z[1] < 0) + (z[2] < 0);
  const Diagnostics found = diagnose(seen);
  CHECK(found.layers[1].z->saturated_share == static_cast<double>(small) / (27 * 3));
  CHECK(small > 10);
  CHECK(found.layers[1].slopes == slopes);
  CHECK(found.layers[1].weight->norm == near(std::sqrt(0.25 + 1e-6 + 4e-6), 1e-6));
  CHECK(found.layers[0].slopes.empty());
}

TEST_CASE("a maxout unit is a copy when all of its pieces are another's") {
  const json maxout = {{"type", "maxout"}, {"units", 3}, {"pieces", 2}};
  const Example seen = example({maxout, dense(2)});
  std::vector<float> weight(18);
  std::iota(weight.begin(), weight.end(), 1.0f);
  for (std::size_t i = 0; i < 6; ++i) weight[12 + i] = weight[i];
  set(*seen.run, 0, "weight", weight);
  CHECK(diagnose(seen).layers[0].weight->copies == 2);
  std::swap(weight[12], weight[15]);
  set(*seen.run, 0, "weight", weight);
  CHECK(diagnose(seen).layers[0].weight->copies == 0);
}

TEST_CASE("a start with all weights equal counts every hidden unit as a copy") {
  json equal = dense(8, "zeros");
  equal["kernel_initializer"] = {{"name", "constant"}, {"value", 0.1}};
  equal["bias_initializer"] = "zeros";
  const json spec = {
      {"data", "moons"},
      {"model", {{"layers", {equal, activation("tanh"), equal, activation("tanh"), dense(1)}}}}};
  const auto run = run_of(spec);
  const Diagnostics found = run->trainer().diagnose(0.01f);
  CHECK(found.layers[0].weight->copies == 8);
  CHECK(found.layers[2].weight->copies == 8);
  CHECK(found.layers[4].weight->copies == 0);
  // The last layer's different weights tell those of the layer before apart, which tells the first one's apart.
  run->trainer().step(3);
  CHECK(run->trainer().diagnose(0.01f).layers[2].weight->copies == 0);

  json same_end = spec;
  same_end["model"]["layers"][4]["kernel_initializer"] = "ones";
  const auto stuck = run_of(same_end);
  stuck->trainer().step(100);
  CHECK(stuck->trainer().diagnose(0.01f).layers[0].weight->copies == 8);
}

TEST_CASE("a unit is a copy when weights and bias are another's to the last bit, and only then") {
  const Example seen = example({dense(5), activation("tanh"), dense(2)});
  CHECK(diagnose(seen).layers[0].weight->copies == 0);
  std::vector<float> weight(15);
  std::iota(weight.begin(), weight.end(), 1.0f);
  for (std::size_t i = 0; i < 3; ++i) weight[12 + i] = weight[3 + i];
  set(*seen.run, 0, "weight", weight);
  CHECK(diagnose(seen).layers[0].weight->copies == 0);
  set(*seen.run, 0, "bias", {5, 2, 3, 4, 2});
  CHECK(diagnose(seen).layers[0].weight->copies == 2);
  weight[14] = std::nextafter(weight[14], 10.0f);
  set(*seen.run, 0, "weight", weight);
  CHECK(diagnose(seen).layers[0].weight->copies == 0);
  // Without a bias the weights alone decide.
  json bare = dense(3, "ones");
  bare["use_bias"] = false;
  CHECK(diagnose(example({bare, activation("tanh"), dense(2)})).layers[0].weight->copies == 3);
}

TEST_CASE("a run that is looked at ends with the bits of one that is not") {
  const json spec = {{"data", "spiral"},
                     {"batch_size", 7},
                     {"probe", {{"every", 10}}},
                     {"model", {{"layers", {dense(9), activation("rrelu"), dense(2)}}}}};
  const auto looked_at = run_of(spec), left_alone = run_of(spec);
  for (int i = 0; i < 60; ++i) {
    looked_at->trainer().diagnose(0.01f);
    looked_at->trainer().step(5);
  }
  left_alone->trainer().step(300);
  CHECK(looked_at->hash() == left_alone->hash());
  const auto last_of = [](const Run& run) { return run.trainer().history().gradient_rms(1).back(); };
  CHECK(last_of(*looked_at) == last_of(*left_alone));
  CHECK(looked_at->trainer().diagnose(0.01f).layers[0].dz_rms ==
        left_alone->trainer().diagnose(0.01f).layers[0].dz_rms);
}

TEST_CASE("at most 256 rows are looked at, spread over the whole training part") {
  // Sorted: a look at the first rows alone would see one class, and small numbers.
  std::vector<double> x(1000), y(1000);
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = static_cast<double>(i);
    y[i] = i < 500 ? 0 : 1;
  }
  const json data = {{"kind", "inline"}, {"x", x}, {"x_shape", {1000, 1}}, {"y", y}, {"y_shape", {1000}}};
  const auto run = run_of({{"data", data},
                           {"test_fraction", 0},
                           {"shuffle", false},
                           {"loss", "mse"},
                           {"model", {{"layers", {activation("linear")}}}}});
  const Diagnostics found = run->trainer().diagnose(0.01f);
  CHECK(found.rows == 256);
  CHECK(found.layers[0].z->moments.mean == near(499.5, 0.01));
  CHECK(found.layers[0].z->moments.deviation == near(1000 / std::sqrt(12.0), 0.01));
}
