// SPDX-License-Identifier: MIT
// A run: the data, the network in training and the way back from scaled to given inputs.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/data/scaler.h"
#include "core/data/split.h"
#include "core/model/problem.h"
#include "core/model/spec.h"
#include "core/train/trainer.h"

namespace actlab {

// A rectangle of the input plane, looked at through the centres of width x height cells.
struct PlaneQuery {
  float x0, x1, y0, y1;  // y0 is the edge of the first row
  std::size_t width, height;
  std::optional<std::size_t> layer;  // nothing: the network's output
  std::optional<std::size_t> unit;   // nothing: all units
};

// One learned array from outside.
struct ParameterInput {
  std::size_t layer;
  std::string name;
  std::vector<float> data;
};

class Run {
 public:
  Run(Spec spec, Dataset data, Split split, Scaler scaler, TrainerConfig config, Samples train, Samples test);

  const Spec& spec() const { return spec_; }  // every default filled in
  const Dataset& data() const { return data_; }
  const Split& split() const { return split_; }
  Trainer& trainer() { return trainer_; }
  const Trainer& trainer() const { return trainer_; }

  // What the network gives for unscaled inputs: logits under a cross-entropy loss.
  // x       (n, features), row by row; a multiple of the features
  // result  (n, outputs)
  std::vector<float> predict(std::span<const float> x);

  // [unit][row][column]. The network has two inputs, and layer and unit exist.
  std::vector<float> predict_plane(const PlaneQuery& query);

  // Sets the arrays named, or none of them and says what is wrong.
  Problems set_parameters(std::span<const ParameterInput> list);

  // The run as it stands, but for its spec, and the way back: a run built from the same spec goes on from there with
  // the same bits. What is wrong with the bytes, if anything is; the run may not be used then.
  std::vector<std::uint8_t> save();
  Problems restore(std::span<const std::uint8_t> bytes);

  // Takes other settings of the run's rule from the next update on, and into its spec, or says what is wrong with them.
  // A run that has ended stays so.
  // optimizer  as in a spec: what it leaves out has its default
  Problems set_optimizer(const Value& optimizer);

  // FNV-1a, 64 bits, over the bits of all parameters in their order.
  std::uint64_t hash() const;

 private:
  Spec spec_;
  Dataset data_;
  Split split_;
  Scaler scaler_;
  Trainer trainer_;
};

}  // namespace actlab
