// SPDX-License-Identifier: MIT
// A dense network and its losses in double, by the textbook and one sample at a time: what the engine's
// gradients are checked against by central differences.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

#include "core/model/run.h"
#include "tests/support/oracle.h"

namespace actlab::test {

// The parameters of a run's network, copied into double.
struct DoubleNetwork {
  std::vector<LayerSpec> layers;
  Loss loss;
  std::vector<std::vector<double>> weight, bias;  // a pair a layer, empty where there is none

  explicit DoubleNetwork(const Run& run)
      : layers(run.spec().layers), loss(*run.spec().loss), weight(layers.size()), bias(layers.size()) {
    for (const auto& parameter : run.trainer().parameters()) {
      array(parameter.layer, parameter.name).assign(parameter.value, parameter.value + parameter.size());
    }
  }

  std::vector<double>& array(std::size_t layer, std::string_view name) {
    return name == "weight" ? weight[layer] : bias[layer];
  }

  std::vector<double> output(std::vector<double> x) const {
    for (std::size_t i = 0; i < layers.size(); ++i) {
      if (const auto* dense = std::get_if<DenseSpec>(&layers[i])) {
        std::vector<double> y(dense->units, 0.0);
        for (std::size_t o = 0; o < y.size(); ++o) {
          if (dense->use_bias) y[o] = bias[i][o];
          for (std::size_t k = 0; k < x.size(); ++k) y[o] += weight[i][o * x.size() + k] * x[k];
        }
        x = y;
      } else if (const auto* activation = std::get_if<ActivationSpec>(&layers[i])) {
        x = activated(*activation, x);
      }
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
  double mean_loss(const std::vector<std::vector<double>>& inputs,
                   const std::vector<std::vector<double>>& targets) const {
    double total = 0;
    for (std::size_t n = 0; n < inputs.size(); ++n) {
      const auto y = output(inputs[n]);
      double sum = 0, sample = 0;
      for (const double logit : y) sum += std::exp(logit);
      for (std::size_t o = 0; o < y.size(); ++o) {
        const double t = targets[n][o], p = 1 / (1 + std::exp(-y[o]));
        if (loss == Loss::kMse) sample += (y[o] - t) * (y[o] - t);
        if (loss == Loss::kBinaryCrossentropy) sample -= t * std::log(p) + (1 - t) * std::log1p(-p);
        if (loss == Loss::kCategoricalCrossentropy) sample -= t * (y[o] - std::log(sum));
      }
      total += loss == Loss::kCategoricalCrossentropy ? sample : sample / static_cast<double>(y.size());
    }
    return total / static_cast<double>(inputs.size());
  }
};

}  // namespace actlab::test
