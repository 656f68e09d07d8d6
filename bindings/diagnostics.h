// SPDX-License-Identifier: MIT
// What diagnostics found as plain records.
#pragma once

#include <emscripten/val.h>

#include <span>

#include "bindings/convert.h"
#include "core/train/diagnostics.h"

namespace actlab {

inline val with_moments(const Moments& moments) {
  val js = val::object();
  set(js, "mean", moments.mean);
  set(js, "std", moments.deviation);
  return js;
}

inline val describe(const Histogram& histogram) {
  val js = val::object();
  set(js, "from", -histogram.edge);
  set(js, "to", histogram.edge);
  set(js, "counts", to_js_list(std::span<const std::uint32_t>(histogram.counts)));
  set(js, "below", histogram.below);
  set(js, "above", histogram.above);
  return js;
}

inline val describe(const WeightDiagnostics& weight) {
  val js = val::object();
  set(js, "norm", weight.norm);
  set(js, "gradient_rms", weight.gradient_rms);
  set(js, "update_ratio", weight.update_ratio);
  set(js, "copies", weight.copies);
  return js;
}

// Adds a layer's to its record.
inline void describe(const LayerDiagnostics& layer, val& js) {
  set(js, "dz_rms", layer.dz_rms);
  val output = with_moments(layer.output.moments);
  set(output, "units", layer.output.units);
  set(output, "zero_share", layer.output.zero_share);
  set(output, "dead", to_js_list(std::span<const std::uint32_t>(layer.output.dead)));
  set(js, "output", output);
  if (layer.z) {
    val z = with_moments(layer.z->moments);
    set(z, "saturated_share", layer.z->saturated_share);
    set(z, "histogram", describe(layer.z->histogram));
    set(js, "z", z);
  }
  if (layer.weight) set(js, "weight", describe(*layer.weight));
  if (!layer.slopes.empty()) set(js, "slopes", to_js(std::span<const float>(layer.slopes)));
}

}  // namespace actlab
