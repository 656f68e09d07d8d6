// SPDX-License-Identifier: MIT
// Reading and setting what a run has learned.
#include "core/model/run.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "core/contract.h"
#include "core/model/reader.h"
#include "core/model/value.h"
#include "core/model/visitor.h"

namespace actlab {

Run::Run(Spec spec, Dataset data, Split split, Scaler scaler, TrainerConfig config, Samples train,
         Samples test)
    : spec_(std::move(spec)),
      data_(std::move(data)),
      split_(std::move(split)),
      scaler_(std::move(scaler)),
      trainer_(std::move(config), std::move(train), std::move(test)) {}

std::vector<float> Run::predict(std::span<const float> x) {
  const std::size_t inputs = data_.width(), rows = x.size() / inputs;
  ACTLAB_EXPECT(rows * inputs == x.size());
  std::vector<float> scaled(x.size());
  for (std::size_t row = 0; row < rows; ++row) scaler_.apply(&x[row * inputs], &scaled[row * inputs]);
  const std::size_t last = trainer_.network().depth() - 1;
  std::vector<float> result(rows * trainer_.network().outputs());
  trainer_.predict(scaled.data(), rows, last, result.data());
  return result;
}

std::vector<float> Run::predict_plane(const PlaneQuery& query) {
  ACTLAB_EXPECT(data_.width() == 2);
  const std::size_t cells = query.width * query.height;
  std::vector<float> points;
  points.reserve(2 * cells);
  for (std::size_t row = 0; row < query.height; ++row) {
    const float down = (static_cast<float>(row) + 0.5f) / static_cast<float>(query.height);
    for (std::size_t column = 0; column < query.width; ++column) {
      const float across = (static_cast<float>(column) + 0.5f) / static_cast<float>(query.width);
      points.push_back(query.x0 + across * (query.x1 - query.x0));
      points.push_back(query.y0 + down * (query.y1 - query.y0));
      scaler_.apply(&points[points.size() - 2], &points[points.size() - 2]);
    }
  }
  const std::size_t layer = query.layer.value_or(trainer_.network().depth() - 1);
  const std::size_t units = trainer_.network().width(layer);
  std::vector<float> rows(cells * units);
  trainer_.predict(points.data(), cells, layer, rows.data());

  const std::size_t first = query.unit.value_or(0), end = query.unit ? first + 1 : units;
  std::vector<float> planes;
  planes.reserve(cells * (end - first));
  for (std::size_t unit = first; unit < end; ++unit) {
    for (std::size_t cell = 0; cell < cells; ++cell) planes.push_back(rows[cell * units + unit]);
  }
  return planes;
}

Problems Run::set_parameters(std::span<const ParameterInput> list) {
  Problems problems;
  const auto parameters = trainer_.parameters();
  std::vector<const ParameterView*> targets;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string path = "parameters[" + std::to_string(i) + ']';
    const auto target = std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) {
      return p.layer == list[i].layer && p.name == list[i].name;
    });
    if (target == parameters.end()) {
      problems.push_back(
          {path, "layer " + std::to_string(list[i].layer) + " has no \"" + list[i].name + '"'});
      continue;
    }
    if (target->size() != list[i].data.size()) {
      problems.push_back({path + ".data", "must be " + std::to_string(target->size()) + " numbers, got " +
                                              std::to_string(list[i].data.size())});
    }
    const auto bad =
        std::find_if(list[i].data.begin(), list[i].data.end(), [](float x) { return !std::isfinite(x); });
    if (bad != list[i].data.end()) {
      problems.push_back({path + ".data[" + std::to_string(bad - list[i].data.begin()) + ']',
                          "must be a finite number, got " + describe(*bad)});
    }
    targets.push_back(&*target);
  }
  if (!problems.empty()) return problems;
  for (std::size_t i = 0; i < list.size(); ++i) {
    std::copy(list[i].data.begin(), list[i].data.end(), targets[i]->value);
  }
  trainer_.parameters_changed();
  return problems;
}

std::vector<std::uint8_t> Run::save() {
  std::vector<std::uint8_t> bytes;
  Archive archive(bytes);
  trainer_.show(archive);
  return bytes;
}

Problems Run::restore(std::span<const std::uint8_t> bytes) {
  Archive archive(bytes);
  if (trainer_.show(archive) && archive.whole()) return {};
  return {{"state", "must be what save() gave for this spec, got " + std::to_string(bytes.size()) +
                        " bytes of something else"}};
}

Problems Run::set_optimizer(const Value& optimizer) {
  Problems problems;
  OptimizerConfig config = read_optimizer(optimizer, problems);
  if (!problems.empty()) return problems;
  if (config.index() != spec_.optimizer.index()) {
    const std::string made_with(OneOf(spec_.optimizer).name()), asked_for(OneOf(config).name());
    problems.push_back(
        {"optimizer.name",
         "must be \"" + made_with + "\", the rule that the run was made with, got \"" + asked_for + '"'});
    return problems;
  }
  spec_.optimizer = config;
  trainer_.set_optimizer(config);
  return problems;
}

std::uint64_t Run::hash() const {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const auto& parameter : trainer_.parameters()) {
    for (const float value : std::span(parameter.value, parameter.size())) {
      std::uint32_t bits;
      std::memcpy(&bits, &value, sizeof bits);
      for (int shift = 0; shift < 32; shift += 8) hash = (hash ^ ((bits >> shift) & 0xffu)) * 0x100000001b3u;
    }
  }
  return hash;
}

}  // namespace actlab
