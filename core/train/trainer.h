// SPDX-License-Identifier: MIT
// The training loop: batches in, updates and history out, until an end is reached.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/data/batches.h"
#include "core/layer/network.h"
#include "core/train/accuracy.h"
#include "core/train/clip.h"
#include "core/train/diagnostics.h"
#include "core/train/history.h"
#include "core/train/initializer.h"
#include "core/train/loss.h"
#include "core/train/metrics.h"
#include "core/train/optimizer.h"
#include "core/train/schedule.h"
#include "core/train/stopping.h"
#include "core/train/update_meter.h"

namespace actlab {

// How the weights and the bias of one layer start.
struct LayerStart {
  InitializerConfig kernel{Initializer::kGlorotUniform}, bias{Initializer::kZeros};
};

struct TrainerConfig {
  std::uint64_t seed = 1;
  std::vector<LayerConfig> layers;
  std::vector<LayerStart> starts;  // one a layer; ignored where there is nothing to start
  LossConfig loss;
  Accuracy accuracy = Accuracy::kNone;
  OptimizerConfig optimizer;
  ScheduleConfig schedule;
  ClipConfig clip;
  std::size_t batch_size = 32;
  bool shuffle = true;
  StopConfig stop;
  std::uint64_t history_every = 10;  // updates between rows of history
};

struct State {
  Status status = Status::kRunning;
  std::uint64_t step = 0;   // updates made
  std::uint64_t epoch = 0;  // whole passes over the training samples made
  std::string reason;       // in words, once it is no longer running
};

class Trainer {
 public:
  // A loss that is not finite has diverged, and so has a measured training loss above this many times the
  // first one (or 1, if that is larger). A single batch may be far off without that.
  static constexpr double kDivergence = 1000;

  // Rows that are looked at, evenly spread over their part and the same throughout a run: of each part for a row of
  // history, of the training part for diagnostics.
  static constexpr std::size_t kMeasuredRows = 1024, kDiagnosedRows = 256;

  // Bytes that a trainer takes for its working memory and history, without its samples.
  static unsigned long long plan_bytes(const TrainerConfig& config, std::size_t inputs,
                                       std::size_t train_rows);

  // train  at least one row; its outputs are the network's
  // test   may have no rows
  Trainer(TrainerConfig config, Samples train, Samples test);
  Trainer(const Trainer&) = delete;
  Trainer& operator=(const Trainer&) = delete;

  // All that the next update depends on, and what is remembered of those before.
  // result  false when what was restored is no state of a trainer of this configuration, which is then good for nothing
  bool show(Archive& archive);

  // Back to the first step: the same seed gives the same bits.
  void reset();

  // Makes `count` updates, or fewer when the run ends before.
  const State& step(std::uint64_t count);

  // Takes other settings of the same rule from the next update on; what the rule remembers stays.
  void set_optimizer(const OptimizerConfig& config);

  // Tells of seconds spent on updates, which may end the run: there is no clock in here.
  void spend(double seconds);

  // The training or the test part, looked at as a whole. The part has rows.
  Metrics evaluate(const Samples& part);
  const Samples& train() const { return train_; }
  const Samples& test() const { return test_; }

  const State& state() const { return state_; }
  const History& history() const { return history_; }
  bool has_test() const { return test_.rows > 0; }
  const TrainerConfig& config() const { return config_; }
  std::vector<float> batch_losses(std::uint64_t from) const { return losses_.since(from); }

  // Learned arrays; after changing them call `parameters_changed`.
  const std::vector<ParameterView>& parameters() const { return network_.parameters(); }
  void parameters_changed();

  // Sets the gradients of `parameters()` to those of the batch of the given update, penalties included. Running
  // statistics stay as they are.
  void compute_gradients(std::uint64_t update);

  // What a layer gives for rows of scaled inputs.
  // x       (rows, inputs)
  // layer   below network().depth()
  // result  (rows, width(layer))
  void predict(const float* x, std::size_t rows, std::size_t layer, float* result);

  // Looks at every layer; the run goes on with the same bits as without.
  // threshold  of |f'|, above 0: below it a unit counts as saturated
  Diagnostics diagnose(float threshold);

  const Network& network() const { return network_; }
  const UpdateMeter& update_meter() const { return meter_; }

 private:
  struct Measure {
    double loss, accuracy;
  };

  // What a trainer takes from its arena besides network and optimizer.
  struct Buffers {
    float *x, *t,
        *good;  // batch inputs (I, B), batch targets (O, B), values and states when they were last known good
    Buffers(const Network& network, Arena& arena);
  };

  static unsigned long long arena_floats(const TrainerConfig& config, std::size_t inputs,
                                         std::size_t train_rows);

  void initialize_parameters();
  void keep_as_good();
  void record();
  double rate_factor_now() const { return rate_factor(config_.schedule, state_.step); }
  // rows   which of them
  // tally  gets every batch; null for none
  Measure measure(const Samples& samples, std::span<const std::uint32_t> rows, Tally* tally);
  float forward(const std::uint32_t* rows, const Pass& pass);
  float forward_backward(std::uint64_t update);
  void update_once(bool asked_about);
  void end(Stopping::End end);
  void diverge(double loss);

  TrainerConfig config_;
  Samples train_, test_;
  std::vector<float> memory_;
  Arena arena_;
  Network network_;
  Optimizer optimizer_;
  Buffers buffers_;
  UpdateMeter meter_;
  Batches batches_;
  std::vector<std::uint32_t> in_order_;                // 0, 1, 2, ...: rows of a pass that is not a batch
  std::vector<std::uint32_t> train_rows_, test_rows_;  // those that history measures
  History history_;
  LossRing losses_;
  Stopping stopping_;
  State state_;
  double first_loss_ = 0;
  std::uint64_t good_step_ = 0;  // whose parameters were last known good
};

}  // namespace actlab
