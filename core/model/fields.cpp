// SPDX-License-Identifier: MIT
// Every key of a spec, but for those of its data, layers, optimizer and schedule, with the range of its value, once.
#include "core/layer/pass.h"
#include "core/model/visitor.h"

namespace actlab {

void fields(Visitor& v, ClipConfig& s) {
  v.optional_number("norm", s.norm, Range{0, 1e30, true});
  v.optional_number("value", s.value, Range{0, 1e30, true});
}

void fields(Visitor& v, PlateauConfig& s) {
  v.integer("updates", s.updates, 1, 1000000000);
  v.number("min_delta", s.min_delta, Range{0, 1e30});
}

void fields(Visitor& v, StopConfig& s) {
  v.integer("steps", s.steps, 1, 1000000000);
  v.optional_number("loss", s.loss, Range{0, 1e30});
  v.optional_number("accuracy", s.accuracy, Range{0, 1});
  v.optional_object("plateau", s.plateau);
  v.optional_number("seconds", s.seconds, Range{0, 1e6, true});
}

void fields(Visitor& v, Spec& s) {
  v.integer("version", s.version, 1, 1);
  v.integer("seed", s.seed, 0, 4294967295u);
  v.one_of("data", "kind", s.data);
  v.choice("scaling", s.scaling, kScalingNames);
  v.number("test_fraction", s.test_fraction, Range{0, 0.9});
  v.flag("shuffle", s.shuffle);
  v.object(
      "model", [&s](Visitor& model) { model.list_of("layers", "type", s.layers, kMostLayers); }, true);
  v.tagged("loss", "name", [&s](Visitor& loss) {
    loss.choice("name", s.loss, kLossNames);
    if (s.loss == Loss::kHuber) loss.number("delta", s.huber_delta, Range{0, 1e6, true});
  });
  v.one_of("optimizer", "name", s.optimizer);
  v.one_of("schedule", "name", s.schedule);
  v.object(
      "clip", [&s](Visitor& clip) { fields(clip, s.clip); }, s.clip.norm || s.clip.value);
  v.integer("batch_size", s.batch_size, 1, 65536);
  v.object(
      "stop", [&s](Visitor& stop) { fields(stop, s.stop); }, true);
  v.object(
      "probe", [&s](Visitor& probe) { probe.optional_integer("every", s.probe_every, 1, 1000000); }, true);
}

}  // namespace actlab
