// SPDX-License-Identifier: MIT
// Statistics over the buffers that a forward pass has left, then backward with a look at every layer.
#include "core/train/diagnostics.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

namespace actlab {
namespace {

using Numbers = std::span<const float>;

// A layer's numbers (units, padded(rows)) without the padding.
std::vector<float> without_padding(const float* table, std::size_t units, std::size_t rows) {
  std::vector<float> numbers(units * rows);
  for (std::size_t unit = 0; unit < units; ++unit) {
    std::copy_n(table + unit * padded(rows), rows, &numbers[unit * rows]);
  }
  return numbers;
}

Moments moments(Numbers numbers) {
  const auto count = static_cast<double>(numbers.size());
  double sum = 0, squares = 0;
  for (const float x : numbers) sum += double{x};
  const double mean = sum / count;
  for (const float x : numbers) squares += (double{x} - mean) * (double{x} - mean);
  return {mean, std::sqrt(squares / count)};
}

// A power of two, so that the edges stay put while a network trains, and tails do not decide.
double histogram_edge(const Moments& m) {
  const double least = 4 * std::sqrt(m.mean * m.mean + m.deviation * m.deviation);
  double edge = 1;
  if (!std::isfinite(least) || least == 0) return edge;
  while (edge < least) edge *= 2;
  while (edge / 2 >= least) edge /= 2;
  return edge;
}

Histogram histogram(Numbers numbers, const Moments& m) {
  constexpr int kHalf = Histogram::kBins / 2;
  Histogram result{.edge = histogram_edge(m)};
  for (const float x : numbers) {
    if (double{x} >= result.edge) {
      ++result.above;
    } else if (double{x} < -result.edge) {
      ++result.below;
    } else if (!std::isnan(x)) {
      ++result.counts[static_cast<std::size_t>(kHalf + std::floor(double{x} * (kHalf / result.edge)))];
    }
  }
  return result;
}

OutputDiagnostics output_diagnostics(Numbers y, std::size_t units) {
  const std::size_t rows = y.size() / units;
  OutputDiagnostics result{.units = units, .moments = moments(y), .dead = std::vector<std::uint32_t>(units)};
  std::size_t zeros = 0;
  auto dead = result.dead.begin();
  for (std::size_t unit = 0; unit < units; ++unit) {
    const auto first = y.begin() + static_cast<std::ptrdiff_t>(unit * rows);
    const auto of_unit = std::count(first, first + static_cast<std::ptrdiff_t>(rows), 0.0f);
    zeros += static_cast<std::size_t>(of_unit);
    if (static_cast<std::size_t>(of_unit) == rows) *dead++ = static_cast<std::uint32_t>(unit);
  }
  result.dead.erase(dead, result.dead.end());
  result.zero_share = static_cast<double>(zeros) / static_cast<double>(y.size());
  return result;
}

InputDiagnostics input_diagnostics(Numbers z, Numbers slopes, float threshold) {
  std::size_t saturated = 0;
  for (const float slope : slopes) saturated += std::abs(slope) < threshold ? 1u : 0u;
  const Moments m = moments(z);
  return {m, histogram(z, m), static_cast<double>(saturated) / static_cast<double>(z.size())};
}

// Units with a twin. Most pairs differ in their first weight, so that comparing all of them is quick.
// weights  one or more rows of inputs a unit, each with a bias unless that is null
std::size_t count_copies(const ParameterView& weights, const float* bias, std::size_t units) {
  const std::size_t size = weights.size() / units, biases = weights.shape[0] / units;
  const auto same = [](const float* values, std::size_t count, std::size_t a, std::size_t b) {
    return std::memcmp(values + a * count, values + b * count, count * sizeof(float)) == 0;
  };
  std::size_t copies = 0;
  for (std::size_t unit = 0; unit < units; ++unit) {
    for (std::size_t other = 0; other < units; ++other) {
      if (other == unit || (bias != nullptr && !same(bias, biases, unit, other))) continue;
      if (!same(weights.value, size, unit, other)) continue;
      ++copies;
      break;
    }
  }
  return copies;
}

// From the last layer to the first, with the gradient at every layer's output in `dy` and at its input in `dx`.
void trace_gradients(Network& network, const float* x, const Pass& pass,
                     std::vector<LayerDiagnostics>& layers) {
  const std::size_t rows = pass.count, B = padded(rows);
  std::size_t widest = network.inputs();
  for (std::size_t i = 0; i < layers.size(); ++i) widest = std::max(widest, network.width(i));
  std::vector<float> dy(widest * B), dx(widest * B);
  std::copy_n(network.output_gradient(), network.outputs() * B, dy.data());
  for (std::size_t i = layers.size(); i-- > 0;) {
    network.backward_layer(i, x, dy.data(), dx.data(), pass);
    layers[i].dz_rms =
        root_mean_square(layers[i].z ? without_padding(dx.data(), network.width_before(i), rows)
                                     : without_padding(dy.data(), network.width(i), rows));
    dy.swap(dx);
  }
}

void diagnose_weights(const Network& network, const UpdateMeter& meter, Diagnostics& result) {
  const auto& parameters = network.parameters();
  for (const LayerWeight& weight : meter.weights()) {
    const auto first = parameters.begin() + static_cast<std::ptrdiff_t>(weight.parameter), second = first + 1;
    const double root_size = std::sqrt(static_cast<double>(weight.size));
    WeightDiagnostics& found = result.layers[weight.layer].weight.emplace();
    found.norm = root_mean_square({first->value, weight.size}) * root_size;
    found.gradient_rms = root_mean_square({first->gradient, weight.size});
    found.update_ratio = meter.update_ratio(weight, network);
    if (first->name == "slope")
      result.layers[weight.layer].slopes.assign(first->value, first->value + weight.size);
    if (first->shape.size() == 2) {
      const bool has_bias = second != parameters.end() && second->layer == weight.layer;
      found.copies = count_copies(*first, has_bias ? second->value : nullptr, network.width(weight.layer));
    }
  }
}

}  // namespace

Diagnostics diagnose_pass(Network& network, const float* x, const Pass& pass, const UpdateMeter& meter,
                          float threshold) {
  const std::size_t rows = pass.count;
  Diagnostics result{.rows = rows, .layers = std::vector<LayerDiagnostics>(network.depth())};
  for (std::size_t i = 0; i < network.depth(); ++i) {
    LayerDiagnostics& layer = result.layers[i];
    layer.output =
        output_diagnostics(without_padding(network.output(i), network.width(i), rows), network.width(i));
    const std::size_t inputs = network.width_before(i);
    std::vector<float> slopes(inputs * padded(rows));
    if (!network.slopes(i, x, slopes.data(), padded(rows))) continue;
    layer.z = input_diagnostics(without_padding(network.input(i, x), inputs, rows),
                                without_padding(slopes.data(), inputs, rows), threshold);
  }
  trace_gradients(network, x, pass, result.layers);
  diagnose_weights(network, meter, result);
  return result;
}

}  // namespace actlab
