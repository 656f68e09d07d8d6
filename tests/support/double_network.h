// SPDX-License-Identifier: MIT
// A network of dense layers and what goes with them, its losses and penalties in double, by the textbook: what the
// engine's gradients are checked against by central differences.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "core/model/run.h"
#include "tests/support/double_loss.h"
#include "tests/support/oracle.h"

namespace actlab::test {

using Batch64 = std::vector<std::vector<double>>;  // samples of units

// The parameters of a run's network, copied into double, and what its last training pass drew at random.
struct DoubleNetwork {
  std::vector<LayerSpec> layers;
  LossConfig loss;
  std::map<std::string, std::vector<double>> arrays;  // by "layer.name"
  std::vector<Batch64> drawn;  // of dropout and noise: output minus or divided by input

  explicit DoubleNetwork(const Run& run)
      : layers(run.spec().layers), loss(run.trainer().config().loss), drawn(layers.size()) {
    for (const auto& parameter : run.trainer().parameters()) {
      array(parameter.layer, parameter.name).assign(parameter.value, parameter.value + parameter.size());
    }
  }

  std::vector<double>& array(std::size_t layer, std::string_view name) { return arrays[key(layer, name)]; }

  // Reads the masks and the noise of a training pass over `count` samples off the layers' outputs. Such a layer is not
  // the first, and what enters it is not 0.
  void take_drawn(const Network& network, std::size_t count) {
    for (std::size_t i = 1; i < layers.size(); ++i) {
      const auto* dropout = std::get_if<DropoutSpec>(&layers[i]);
      if (dropout == nullptr && !std::holds_alternative<GaussianNoiseSpec>(layers[i])) continue;
      drawn[i].assign(count, std::vector<double>(network.width(i)));
      for (std::size_t n = 0; n < count; ++n) {
        for (std::size_t u = 0; u < network.width(i); ++u) {
          const std::size_t at = u * padded(count) + n;
          const double y = double{network.output(i)[at]}, x = double{network.output(i - 1)[at]};
          drawn[i][n][u] = dropout == nullptr ? y - x : y == 0 ? 0 : 1 / (1 - dropout->rate);
        }
      }
    }
  }

  // The network's outputs. Adds the penalties of the layers' outputs where there is a place to.
  Batch64 outputs(Batch64 x, double* penalty = nullptr) const {
    for (std::size_t i = 0; i < layers.size(); ++i) {
      x = std::visit([&](const auto& layer) { return through(layer, i, x); }, layers[i]);
      const double l1 = std::visit([](const auto& layer) { return layer.activity_l1; }, layers[i]);
      double sizes = 0;
      for (const auto& sample : x) {
        for (const double y : sample) sizes += std::fabs(y);
      }
      if (penalty != nullptr) *penalty += l1 * sizes / static_cast<double>(x.size());
    }
    return x;
  }

  // What training makes small: the mean loss and all penalties.
  double objective(const Batch64& inputs, const Batch64& targets) const {
    double penalty = 0;
    outputs(inputs, &penalty);
    for (std::size_t i = 0; i < layers.size(); ++i) {
      const auto weight = arrays.find(key(i, "weight"));
      if (weight != arrays.end())
        penalty +=
            std::visit([&](const auto& layer) { return weight_penalty(layer, weight->second); }, layers[i]);
    }
    return mean_loss(inputs, targets) + penalty;
  }

  template <class Layer>
  static double weight_penalty(const Layer& layer, const std::vector<double>& weight) {
    double penalty = 0;
    if constexpr (requires { layer.l1; }) {
      for (const double w : weight) penalty += layer.l1 * std::fabs(w) + layer.l2 * w * w;
    }
    return penalty;
  }

  static std::string key(std::size_t layer, std::string_view name) {
    return std::to_string(layer) + '.' + std::string(name);
  }
  const std::vector<double>& at(std::size_t layer, const char* name) const {
    return arrays.at(key(layer, name));
  }

  Batch64 lines(std::size_t i, std::size_t outputs, bool use_bias, const Batch64& x) const {
    const std::vector<double>& weight = at(i, "weight");
    const std::vector<double> bias = use_bias ? at(i, "bias") : std::vector<double>(outputs);
    Batch64 y(x.size(), bias);
    for (std::size_t n = 0; n < x.size(); ++n) {
      const std::size_t inputs = x[n].size();
      for (std::size_t o = 0; o < outputs; ++o) {
        for (std::size_t k = 0; k < inputs; ++k) y[n][o] += weight[o * inputs + k] * x[n][k];
      }
    }
    return y;
  }

  Batch64 through(const DenseSpec& s, std::size_t i, const Batch64& x) const {
    return lines(i, s.units, s.use_bias, x);
  }

  Batch64 through(const ActivationSpec& s, std::size_t, Batch64 x) const {
    for (auto& sample : x) sample = activated(s, sample);
    return x;
  }

  Batch64 through(const PreluSpec& s, std::size_t i, Batch64 x) const {
    const std::vector<double>& slope = at(i, "slope");
    for (auto& sample : x) {
      for (std::size_t u = 0; u < sample.size(); ++u) {
        if (sample[u] < 0) sample[u] *= slope[s.shared ? 0 : u];
      }
    }
    return x;
  }

  Batch64 through(const MaxoutSpec& s, std::size_t i, const Batch64& x) const {
    const Batch64 z = lines(i, std::size_t{s.units} * s.pieces, s.use_bias, x);
    Batch64 y(x.size(), std::vector<double>(s.units));
    for (std::size_t n = 0; n < x.size(); ++n) {
      for (std::size_t u = 0; u < s.units; ++u) {
        const auto first = z[n].begin() + static_cast<std::ptrdiff_t>(u * s.pieces);
        y[n][u] = *std::max_element(first, first + s.pieces);
      }
    }
    return y;
  }

  Batch64 through(const DropoutSpec&, std::size_t i, Batch64 x) const {
    for (std::size_t n = 0; n < x.size(); ++n) {
      for (std::size_t u = 0; u < x[n].size(); ++u) x[n][u] *= drawn[i][n][u];
    }
    return x;
  }

  Batch64 through(const GaussianNoiseSpec&, std::size_t i, Batch64 x) const {
    for (std::size_t n = 0; n < x.size(); ++n) {
      for (std::size_t u = 0; u < x[n].size(); ++u) x[n][u] += drawn[i][n][u];
    }
    return x;
  }

  Batch64 through(const BatchNormSpec& s, std::size_t i, Batch64 x) const {
    const auto count = static_cast<double>(x.size());
    const std::vector<double>&weight = at(i, "weight"), &bias = at(i, "bias");
    for (std::size_t u = 0; u < x[0].size(); ++u) {
      double mean = 0, variance = 0;
      for (const auto& sample : x) mean += sample[u] / count;
      for (const auto& sample : x) variance += (sample[u] - mean) * (sample[u] - mean) / count;
      for (auto& sample : x)
        sample[u] = (sample[u] - mean) / std::sqrt(variance + s.epsilon) * weight[u] + bias[u];
    }
    return x;
  }

  // By the definitions: of one number each, of pairs, of all.
  static std::vector<double> activated(const ActivationSpec& spec, const std::vector<double>& x) {
    const Activation& f = *spec.function;
    std::vector<double> y;
    if (f.inputs == Inputs::kOne) {
      for (const double z : x) y.push_back(oracle_value(spec, z));
    } else if (f.inputs == Inputs::kGate) {
      const std::size_t n = x.size() / 2;
      const Activation& gate = *find_activation(f.gate);
      for (std::size_t i = 0; i < n; ++i) y.push_back(x[i] * oracle_value(gate, x[n + i], nullptr));
    } else {
      double sum = 0;
      for (const double z : x) sum += std::exp(z);
      for (const double z : x) y.push_back(f.name == "softmax" ? std::exp(z) / sum : z - std::log(sum));
    }
    return y;
  }

  // The mean loss over samples of inputs and targets.
  double mean_loss(const Batch64& inputs, const Batch64& targets) const {
    const Batch64 ys = outputs(inputs);
    double total = 0;
    for (std::size_t n = 0; n < inputs.size(); ++n) total += sample_loss(loss, ys[n], targets[n]);
    return total / static_cast<double>(inputs.size());
  }
};

}  // namespace actlab::test
