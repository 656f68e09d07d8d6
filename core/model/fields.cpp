// SPDX-License-Identifier: MIT
// Every key of a spec, but for those of its data, layers and optimizer, with the range of its value, once.
#include "core/layer/pass.h"
#include "core/model/visitor.h"

namespace actlab {

void fields(Visitor& v, StopSpec& s) {
  v.integer("steps", s.steps, 1, 1000000000);
  v.optional_number("loss", s.loss, Range{0, 1e30});
}

void fields(Visitor& v, Spec& s) {
  v.integer("version", s.version, 1, 1);
  v.integer("seed", s.seed, 0, 4294967295u);
  v.one_of("data", "kind", s.data);
  v.choice("scaling", s.scaling, kScalingNames);
  v.number("test_fraction", s.test_fraction, Range{0, 0.9});
  v.flag("shuffle", s.shuffle);
  v.object("model", [&s](Visitor& model) { model.list_of("layers", "type", s.layers, kMostLayers); });
  v.choice("loss", s.loss, kLossNames);
  v.one_of("optimizer", "name", s.optimizer);
  v.integer("batch_size", s.batch_size, 1, 65536);
  v.object("stop", [&s](Visitor& stop) { fields(stop, s.stop); });
  v.object("probe", [&s](Visitor& probe) { probe.integer("every", s.probe_every, 1, 1000000); });
}

}  // namespace actlab
