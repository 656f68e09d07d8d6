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
  js.set("ulp", bound.ulp);
  js.set("absolute", bound.absolute);
  js.set("domain", to_js_list(std::array{bound.from, bound.to}, [](float x) { return val(x); }));
  js.set("ofProduct", bound.of_product);
  return js;
}

inline val describe(const ActivationParameter& parameter) {
  val js = val::object();
  js.set("name", to_js(parameter.name));
  if (parameter.list.empty()) {
    js.set("default", parameter.initial);
  } else {
    js.set("default", to_js_list(parameter.list, [](double number) { return val(number); }));
  }
  js.set("min", parameter.min);
  js.set("max", parameter.max);
  js.set("description", to_js(parameter.description));
  return js;
}

inline val or_null(std::optional<float> x) { return x ? val(*x) : val::null(); }

// The properties that depend on a function's parameters.
inline void describe_shape(const Activation& activation, const float* p, val& js) {
  const Shape shape = activation.shape(p);
  js.set("kinks", to_js_list(std::span(shape.kinks).first(shape.kink_count), [](const Kink& kink) {
           val entry = val::object();
           entry.set("x", kink.x);
           entry.set("slope", kink.slope);
           return entry;
         }));
  js.set("range", to_js_list(std::array{shape.infimum, shape.supremum}, [](float x) { return val(x); }));
  js.set("smoothness", name_of(shape.smoothness, kSmoothnessNames));
  js.set("monotone", shape.monotone);
  js.set("zeroCentred", shape.zero_centred);
  js.set("trueZeros", shape.true_zeros);
  val saturates = val::object();
  saturates.set("left", shape.saturates_left);
  saturates.set("right", shape.saturates_right);
  js.set("saturates", saturates);
  const SaturationInputs inputs = saturation_inputs(activation, p, 0.01f);
  val saturates_at = val::object();
  saturates_at.set("left", or_null(inputs.left));
  saturates_at.set("right", or_null(inputs.right));
  js.set("saturatesAt", saturates_at);
}

inline val describe(const Activation& activation) {
  val js = val::object();
  js.set("name", to_js(activation.name));
  js.set("aliases", to_js_list(activation.aliases, [](std::string_view alias) { return to_js(alias); }));
  js.set("family", name_of(activation.family, kFamilyNames));
  js.set("inputs", name_of(activation.inputs, kInputsNames));
  js.set("gate", to_js(activation.gate));
  js.set("random", activation.random);
  js.set("learned", activation.kernels.parameter_slope != nullptr);
  js.set("parameters", to_js_list(activation.parameters, [](const auto& p) { return describe(p); }));
  if (activation.inputs == Inputs::kOne)
    describe_shape(activation, default_parameters(activation).data(), js);
  js.set("cost", name_of(activation.cost, kCostNames));
  js.set("initializer", name_of(activation.initializer, kFittingNames));
  val tex = val::object();
  tex.set("value", to_js(activation.tex));
  tex.set("slope", to_js(activation.slope_tex));
  js.set("tex", tex);
  js.set("year", activation.year);
  js.set("source", to_js(activation.source));
  val names = val::object();
  names.set("pytorch", to_js(activation.names.pytorch));
  names.set("keras", to_js(activation.names.keras));
  names.set("tfjs", to_js(activation.names.tfjs));
  names.set("onnx", to_js(activation.names.onnx));
  js.set("names", names);
  if (activation.inputs == Inputs::kOne) {
    val accuracy = val::object();
    accuracy.set("value", describe(activation.value_bound));
    accuracy.set("slope", describe(activation.slope_bound));
    js.set("accuracy", accuracy);
  }
  return js;
}

}  // namespace actlab
