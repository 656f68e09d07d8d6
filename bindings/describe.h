// SPDX-License-Identifier: MIT
// The registry of activations as plain records for the page.
#pragma once

#include <emscripten/val.h>

#include <array>
#include <optional>

#include "bindings/convert.h"
#include "core/activation/evaluate.h"

namespace actlab {

// Names in the order of the enumerations of core/activation/registry.h.
inline constexpr std::array<std::string_view, 3> kInputsNames = {"one", "pairs", "all"};
inline constexpr std::array<std::string_view, 7> kFamilyNames = {
    "piecewise linear", "sigmoidal", "exponential", "gated", "algebraic", "periodic", "several inputs"};
inline constexpr std::array<std::string_view, 5> kSmoothnessNames = {"jump", "C0", "C1", "C2", "smooth"};
inline constexpr std::array<std::string_view, 4> kCostNames = {"trivial", "one division", "one exponential",
                                                               "two transcendentals"};
inline constexpr std::array<std::string_view, 4> kFittingNames = {"glorot", "he", "lecun", "siren"};

template <class E, std::size_t N>
val name_of(E value, const std::array<std::string_view, N>& names) {
  return to_js(names[static_cast<std::size_t>(value)]);
}

inline val describe(const AccuracyBound& bound) {
  val js = val::object();
  set(js, "ulp", bound.ulp);
  set(js, "absolute", bound.absolute);
  set(js, "domain", to_js_list(std::array{bound.from, bound.to}));
  set(js, "ofProduct", bound.of_product);
  return js;
}

inline val describe(const ActivationParameter& parameter) {
  val js = val::object();
  set(js, "name", parameter.name);
  if (parameter.list.empty()) {
    set(js, "default", parameter.initial);
  } else {
    set(js, "default", to_js_list(parameter.list));
  }
  set(js, "min", parameter.min);
  set(js, "max", parameter.max);
  set(js, "description", parameter.description);
  return js;
}

inline val or_null(std::optional<float> x) { return x ? to_js(*x) : val::null(); }

// The properties that depend on a function's parameters.
inline void describe_shape(const Activation& activation, const float* p, val& js) {
  const Shape shape = activation.shape(p);
  set(js, "kinks", to_js_list(std::span(shape.kinks).first(shape.kink_count), [](const Kink& kink) {
        val entry = val::object();
        set(entry, "x", kink.x);
        set(entry, "slope", kink.slope);
        return entry;
      }));
  set(js, "range", to_js_list(std::array{shape.infimum, shape.supremum}));
  set(js, "smoothness", name_of(shape.smoothness, kSmoothnessNames));
  set(js, "monotone", shape.monotone);
  set(js, "zeroCentred", shape.zero_centred);
  set(js, "trueZeros", shape.true_zeros);
  val saturates = val::object();
  set(saturates, "left", shape.saturates_left);
  set(saturates, "right", shape.saturates_right);
  set(js, "saturates", saturates);
  const SaturationInputs inputs = saturation_inputs(activation, p, 0.01f);
  val saturates_at = val::object();
  set(saturates_at, "left", or_null(inputs.left));
  set(saturates_at, "right", or_null(inputs.right));
  set(js, "saturatesAt", saturates_at);
}

inline val describe(const Activation& activation) {
  val js = val::object();
  set(js, "name", activation.name);
  set(js, "aliases", to_js_list(activation.aliases));
  set(js, "family", name_of(activation.family, kFamilyNames));
  set(js, "inputs", name_of(activation.inputs, kInputsNames));
  set(js, "gate", activation.gate);
  set(js, "random", activation.random);
  set(js, "learned", activation.kernels.parameter_slope != nullptr);
  set(js, "parameters", to_js_list(activation.parameters, [](const auto& p) { return describe(p); }));
  if (activation.inputs == Inputs::kOne)
    describe_shape(activation, default_parameters(activation).data(), js);
  set(js, "cost", name_of(activation.cost, kCostNames));
  set(js, "initializer", name_of(activation.initializer, kFittingNames));
  val tex = val::object();
  set(tex, "value", activation.tex);
  set(tex, "slope", activation.slope_tex);
  set(js, "tex", tex);
  set(js, "year", activation.year);
  set(js, "source", activation.source);
  val names = val::object();
  set(names, "pytorch", activation.names.pytorch);
  set(names, "keras", activation.names.keras);
  set(names, "tfjs", activation.names.tfjs);
  set(names, "onnx", activation.names.onnx);
  set(js, "names", names);
  if (activation.inputs == Inputs::kOne) {
    val accuracy = val::object();
    set(accuracy, "value", describe(activation.value_bound));
    set(accuracy, "slope", describe(activation.slope_bound));
    set(js, "accuracy", accuracy);
  }
  return js;
}

}  // namespace actlab
