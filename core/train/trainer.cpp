// SPDX-License-Identifier: MIT
// Planning, stepping, measuring and ending.
#include "core/train/trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/contract.h"
#include "core/decimal.h"

namespace actlab {
namespace {

// Passes that only measure take this many columns at a time: enough to amortise the calls, little enough for
// the cache.
constexpr std::size_t kMeasureColumns = 64;

std::size_t capacity_of(const TrainerConfig& config, std::size_t train_rows) {
  return padded(std::max(std::min(config.batch_size, train_rows), kMeasureColumns));
}

// 6 significant digits, as a person reads a loss.
std::string in_words(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return "infinite";
  return decimal(number, 6);
}

}  // namespace

Trainer::Buffers::Buffers(const Network& network, Arena& arena)
    : x(arena.take(network.inputs() * network.capacity())),
      t(arena.take(network.outputs() * network.capacity())),
      good(arena.take(network.values_and_states().size())) {}

unsigned long long Trainer::arena_floats(const TrainerConfig& config, std::size_t inputs,
                                         std::size_t train_rows) {
  Arena measure;
  const Network network(inputs, config.layers, capacity_of(config, train_rows), measure);
  const Optimizer optimizer(config.optimizer, network.parameter_floats(), measure);
  const Buffers buffers(network, measure);
  return measure.used();
}

unsigned long long Trainer::plan_bytes(const TrainerConfig& config, std::size_t inputs,
                                       std::size_t train_rows) {
  const unsigned long long remembered = History::kColumns * History::kRows + LossRing::kCapacity;
  return (arena_floats(config, inputs, train_rows) + remembered + train_rows) * sizeof(float);
}

Trainer::Trainer(TrainerConfig config, Samples train, Samples test)
    : config_(std::move(config)),
      train_(std::move(train)),
      test_(std::move(test)),
      memory_(static_cast<std::size_t>(arena_floats(config_, train_.inputs, train_.rows))),
      arena_(memory_.data(), memory_.size()),
      network_(train_.inputs, config_.layers, capacity_of(config_, train_.rows), arena_),
      optimizer_(config_.optimizer, network_.parameter_floats(), arena_),
      buffers_(network_, arena_),
      batches_(train_.rows, config_.batch_size, config_.shuffle, config_.seed),
      in_order_(network_.capacity()),
      history_(config_.history_every) {
  ACTLAB_EXPECT(network_.outputs() == train_.outputs && config_.starts.size() == config_.layers.size());
  std::iota(in_order_.begin(), in_order_.end(), 0u);
  reset();
}

void Trainer::reset() {
  state_ = State{};
  losses_.clear();
  optimizer_.reset();
  initialize_parameters();
  parameters_changed();
}

bool Trainer::show(Archive& archive) {
  const auto all = network_.values_and_states();
  archive.show(all);
  archive.show(std::span(buffers_.good, all.size()));
  optimizer_.show(archive);
  const bool is_history = history_.show(archive);
  losses_.show(archive);
  archive.show(first_loss_);
  archive.show(state_.status);
  archive.show(state_.step);
  archive.show(state_.reason);
  state_.epoch = state_.step / batches_.per_epoch();
  return is_history && state_.status <= Status::kDiverged;
}

void Trainer::initialize_parameters() {
  for (const auto& parameter : network_.parameters()) {
    const std::span<float> values(parameter.value, parameter.size());
    const ArrayStart& array = parameter.start;
    if (array.by == ArrayStart::By::kConstant) {
      std::fill(values.begin(), values.end(), array.constant);
      continue;
    }
    const LayerStart& start = config_.starts[parameter.layer];
    const bool is_bias = !parameter.is_kernel();
    Random random(config_.seed, is_bias ? Stream::kBias : Stream::kKernel, parameter.layer);
    initialize(values, is_bias ? start.bias : start.kernel,
               is_bias ? start.bias_constant : start.kernel_constant, array.fan_in, array.fan_out, random);
  }
  for (const auto& state : network_.states()) std::fill_n(state.value, state.size(), state.start.constant);
}

void Trainer::parameters_changed() {
  keep_as_good();
  if (state_.step > 0) {
    // What ended the run was about the parameters it had; only its updates stay used up.
    if (state_.step < config_.stop_steps) {
      state_.status = Status::kRunning;
      state_.reason.clear();
    }
    return;
  }
  // The history starts with the weights that the first update starts from.
  state_ = State{};
  losses_.clear();
  history_.clear();
  record();
}

void Trainer::keep_as_good() {
  const auto all = network_.values_and_states();
  std::copy(all.begin(), all.end(), buffers_.good);
}

const State& Trainer::step(std::uint64_t count) {
  for (std::uint64_t i = 0; i < count && state_.status == Status::kRunning; ++i) update_once();
  return state_;
}

void Trainer::update_once() {
  const float loss = forward_backward(state_.step);
  losses_.add(loss);
  if (!std::isfinite(loss)) return diverge(loss);
  optimizer_.update(network_.values(), network_.gradients());
  network_.commit();
  ++state_.step;
  state_.epoch = state_.step / batches_.per_epoch();
  const bool last = state_.step >= config_.stop_steps;
  if (last || history_.is_due(state_.step)) record();
  if (last && state_.status == Status::kRunning) {
    end(Status::kStopped, std::to_string(state_.step) + " updates made, as asked for");
  }
}

// Measures both parts, adds a row of history and ends the run where the measurement says so.
void Trainer::record() {
  const Measure train = measure(train_), test = measure(test_);
  if (state_.step == 0) first_loss_ = train.loss;
  const bool grown = train.loss > kDivergence * std::max(first_loss_, 1.0);
  if (grown || !std::isfinite(train.loss)) return diverge(train.loss);
  history_.add({static_cast<float>(state_.step), static_cast<float>(train.loss),
                static_cast<float>(test.loss), train.accuracy, test.accuracy});
  keep_as_good();
  if (train.loss <= static_cast<double>(config_.stop_loss)) {
    end(Status::kConverged, "the training loss reached " + in_words(train.loss));
  }
}

Trainer::Measure Trainer::measure(const Samples& samples) {
  if (samples.rows == 0) return {0, 0};
  const bool logits = config_.loss != Loss::kMse;
  double total = 0;
  std::size_t right = 0;
  for (std::size_t row = 0; row < samples.rows; row += network_.capacity()) {
    const std::size_t count = std::min(network_.capacity(), samples.rows - row);
    gather_columns(&samples.x[row * samples.inputs], samples.inputs, in_order_.data(), count, buffers_.x);
    gather_columns(&samples.y[row * samples.outputs], samples.outputs, in_order_.data(), count, buffers_.t);
    const float* y = network_.forward(buffers_.x, {.count = count});
    total += sum_loss(config_.loss, y, buffers_.t, nullptr, samples.outputs, count);
    right += count_right(config_.accuracy, logits ? 0.0f : 0.5f, y, buffers_.t, samples.outputs, count);
  }
  const std::size_t judged =
      config_.accuracy == Accuracy::kArgmax ? samples.rows : samples.rows * samples.outputs;
  return {total / static_cast<double>(loss_terms(config_.loss, samples.outputs, samples.rows)),
          static_cast<float>(right) / static_cast<float>(judged)};
}

// The mean loss of an update's batch; leaves its gradients in the network.
float Trainer::forward_backward(std::uint64_t update) {
  const auto [rows, count] = batches_.at(update);
  gather_columns(train_.x.data(), train_.inputs, rows, count, buffers_.x);
  gather_columns(train_.y.data(), train_.outputs, rows, count, buffers_.t);
  const Pass pass{.count = count, .training = true, .seed = config_.seed, .update = update};
  const float* y = network_.forward(buffers_.x, pass);
  const double total =
      sum_loss(config_.loss, y, buffers_.t, network_.output_gradient(), train_.outputs, count);
  network_.backward(buffers_.x, pass);
  return static_cast<float>(total / static_cast<double>(loss_terms(config_.loss, train_.outputs, count)));
}

void Trainer::compute_gradients(std::uint64_t update) { forward_backward(update); }

void Trainer::predict(const float* x, std::size_t rows, std::size_t layer, float* result) {
  const std::size_t width = network_.width(layer);
  for (std::size_t row = 0; row < rows; row += network_.capacity()) {
    const std::size_t count = std::min(network_.capacity(), rows - row);
    gather_columns(x + row * network_.inputs(), network_.inputs(), in_order_.data(), count, buffers_.x);
    network_.forward(buffers_.x, {.count = count});
    const float* y = network_.output(layer);
    for (std::size_t b = 0; b < count; ++b) {
      for (std::size_t o = 0; o < width; ++o) result[(row + b) * width + o] = y[o * padded(count) + b];
    }
  }
}

void Trainer::end(Status status, std::string reason) {
  state_.status = status;
  state_.reason = std::move(reason);
}

void Trainer::diverge(double loss) {
  const auto all = network_.values_and_states();
  std::copy_n(buffers_.good, all.size(), all.data());
  const std::string limit = ", more than " + in_words(kDivergence) + " times its start";
  const std::string what =
      std::isfinite(loss) ? "rose to " + in_words(loss) + limit : "became " + in_words(loss);
  const std::size_t rows = history_.rows();
  const std::string kept =
      rows == 0 ? ""
                : "; kept are the weights of step " +
                      std::to_string(static_cast<std::uint64_t>(history_.column(History::kStep)[rows - 1]));
  end(Status::kDiverged, "at step " + std::to_string(state_.step) + " the loss " + what + kept);
}

}  // namespace actlab
