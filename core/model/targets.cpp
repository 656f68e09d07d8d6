// SPDX-License-Identifier: MIT
// The rules by which data, outputs and loss fit together.
#include "core/model/targets.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/model/value.h"

namespace actlab {
namespace {

// Where the number of outputs is decided: the last layer with weights, or the list of layers when there is none.
std::string output_path(const Spec& spec) {
  for (std::size_t i = spec.layers.size(); i-- > 0;) {
    if (std::holds_alternative<DenseSpec>(spec.layers[i]) ||
        std::holds_alternative<MaxoutSpec>(spec.layers[i]))
      return "model.layers[" + std::to_string(i) + "].units";
  }
  return "model.layers";
}

std::string outputs_wanted(const Spec& spec, const Dataset& data, std::size_t outputs) {
  if (!data.is_classification()) {
    return outputs == data.outputs ? "" : std::to_string(data.outputs) + ", one output a target column";
  }
  const std::size_t classes = data.classes.size();
  const bool one_will_do = classes == 2 && spec.loss != Loss::kCategoricalCrossentropy;
  if (outputs == classes || (one_will_do && outputs == 1)) return "";
  return (one_will_do ? "1 or 2" : std::to_string(classes)) + ", one output a class";
}

// Cross-entropies and hinge take targets that are probabilities.
void check_probabilities(const Spec& spec, const Dataset& data, Problems& problems) {
  for (std::size_t i = 0; i < data.y.size(); ++i) {
    if (data.y[i] >= 0 && data.y[i] <= 1) continue;
    const std::string loss(kLossNames[static_cast<std::size_t>(*spec.loss)]);
    const std::string what =
        "must be in [0, 1] under " + loss + ", got " + describe(static_cast<double>(data.y[i]));
    if (std::holds_alternative<CsvSpec>(spec.data)) {
      problems.push_back(
          {"data.text", "the target " + what + "; say target_kind: \"class\" if it names classes"});
    } else {
      problems.push_back({"data.y[" + std::to_string(i) + ']', what});
    }
    return;
  }
  if (spec.loss != Loss::kCategoricalCrossentropy) return;
  for (std::size_t row = 0; row < data.rows; ++row) {
    double sum = 0;
    for (std::size_t o = 0; o < data.outputs; ++o) sum += static_cast<double>(data.y[row * data.outputs + o]);
    if (std::fabs(sum - 1) <= 1e-4) continue;
    problems.push_back({"data.y", "each row must add up to 1 under categorical_crossentropy, row " +
                                      std::to_string(row) + " adds up to " + describe(sum)});
    return;
  }
}

}  // namespace

std::size_t fitting_outputs(std::optional<Loss> loss, const Dataset& data) {
  if (!data.is_classification()) return data.outputs;
  const bool one_will_do = data.classes.size() == 2 && loss != Loss::kCategoricalCrossentropy;
  return one_will_do ? 1 : data.classes.size();
}

Loss fitting_loss(const Dataset& data, std::size_t outputs) {
  if (!data.is_classification()) return Loss::kMse;
  return outputs == 1 ? Loss::kBinaryCrossentropy : Loss::kCategoricalCrossentropy;
}

Accuracy fitting_accuracy(Loss loss, const Dataset& data, std::size_t outputs) {
  if (approaches_targets(loss) && !data.is_classification()) return Accuracy::kNone;
  const bool one_of_several = loss == Loss::kCategoricalCrossentropy || data.is_classification();
  return outputs > 1 && one_of_several ? Accuracy::kArgmax : Accuracy::kThreshold;
}

void check_outputs(const Spec& spec, const Dataset& data, std::size_t outputs, Problems& problems) {
  if (const std::string wanted = outputs_wanted(spec, data, outputs); !wanted.empty()) {
    problems.push_back({output_path(spec), "must be " + wanted + ", got " + std::to_string(outputs)});
  }
  if (!data.is_classification() && !approaches_targets(spec.loss.value_or(Loss::kMse)))
    check_probabilities(spec, data, problems);
}

void encode_target(const Dataset& data, std::size_t row, std::size_t outputs, float* target) {
  const float* y = &data.y[row * data.outputs];
  if (data.is_classification() && outputs > 1) {
    std::fill_n(target, outputs, 0.0f);
    target[static_cast<std::size_t>(*y)] = 1;
  } else {
    std::copy_n(y, outputs, target);
  }
}

}  // namespace actlab
