// SPDX-License-Identifier: MIT
// Planning, measuring and ending; updates.cpp has the steps.
#include "core/train/trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/contract.h"

namespace actlab {
namespace {

// Passes that only measure take this many columns at a time: enough to amortise the calls, little enough for
// the cache.
constexpr std::size_t kMeasureColumns = 64;

std::size_t capacity_of(const TrainerConfig& config, std::size_t train_rows) {
  const std::size_t looked_at = std::min(std::max(config.batch_size, Trainer::kDiagnosedRows), train_rows);
  return padded(std::max(looked_at, kMeasureColumns));
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
  const UpdateMeter meter(network, measure);
  return measure.used();
}

unsigned long long Trainer::plan_bytes(const TrainerConfig& config, std::size_t inputs,
                                       std::size_t train_rows) {
  Arena measure;
  const Network network(inputs, config.layers, kLanes, measure);
  const unsigned long long remembered =
      History::floats(layer_weights(network).size()) + LossRing::kCapacity + 2 * kMeasuredRows;
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
      meter_(network_, arena_),
      batches_(train_.rows, config_.batch_size, config_.shuffle, config_.seed),
      in_order_(kMeasureColumns),
      train_rows_(spread_rows(train_.rows, kMeasuredRows)),
      test_rows_(spread_rows(test_.rows, kMeasuredRows)),
      history_(config_.history_every, meter_.weights().size()),
      stopping_(config_.stop, test_.rows > 0) {
  ACTLAB_EXPECT(network_.outputs() == train_.outputs && config_.starts.size() == config_.layers.size());
  std::iota(in_order_.begin(), in_order_.end(), 0u);
  reset();
}

void Trainer::reset() {
  state_ = State{};
  losses_.clear();
  optimizer_.reset();
  stopping_.reset();
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
  stopping_.show(archive);
  archive.show(first_loss_);
  archive.show(good_step_);
  archive.show(state_.status);
  archive.show(state_.step);
  archive.show(state_.reason);
  state_.epoch = state_.step / batches_.per_epoch();
  return is_history && state_.status <= Status::kDiverged && state_.step <= config_.stop.steps;
}

void Trainer::initialize_parameters() {
  const auto parameters = network_.parameters();
  const auto first = std::find_if(parameters.begin(), parameters.end(),
                                  [](const ParameterView& parameter) { return parameter.is_kernel(); });
  for (const auto& parameter : parameters) {
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
               {array.fan_in, array.fan_out, parameter.layer == first->layer}, random);
  }
  for (const auto& state : network_.states()) std::fill_n(state.value, state.size(), state.start.constant);
}

void Trainer::parameters_changed() {
  keep_as_good();
  stopping_.forget_best();
  meter_.forget();
  if (state_.step > 0) {
    // What ended the run was about the parameters it had; only its updates and its time stay used up.
    if (!stopping_.is_used_up(state_.step)) {
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
  good_step_ = state_.step;
}

void Trainer::set_optimizer(const OptimizerConfig& config) {
  config_.optimizer = config;
  optimizer_.set_config(config);
}

// Measures both parts, adds a row of history and ends the run where the measurement says so.
void Trainer::record() {
  const Measure train = measure(train_, train_rows_, nullptr), test = measure(test_, test_rows_, nullptr);
  if (state_.step == 0) first_loss_ = train.loss;
  const bool grown = train.loss > kDivergence * std::max(first_loss_, 1.0);
  if (grown || !std::isfinite(train.loss)) return diverge(train.loss);
  history_.add(
      {static_cast<float>(state_.step), static_cast<float>(train.loss), static_cast<float>(test.loss),
       static_cast<float>(train.accuracy), static_cast<float>(test.accuracy),
       static_cast<float>(optimizer_.learning_rate() * rate_factor_now())},
      meter_.measure(network_));
  keep_as_good();
  const double judged = has_test() ? test.accuracy : train.accuracy;
  if (const auto reached = stopping_.judge(state_.step, train.loss, judged)) end(*reached);
}

Trainer::Measure Trainer::measure(const Samples& samples, std::span<const std::uint32_t> rows, Tally* tally) {
  if (rows.empty()) return {0, 0};
  const float threshold = decision_threshold(config_.loss.name);
  double total = 0;
  std::size_t right = 0;
  for (std::size_t at = 0; at < rows.size(); at += kMeasureColumns) {
    const std::size_t count = std::min(kMeasureColumns, rows.size() - at);
    gather_columns(samples.x.data(), samples.inputs, &rows[at], count, buffers_.x);
    gather_columns(samples.y.data(), samples.outputs, &rows[at], count, buffers_.t);
    const float* y = network_.forward(buffers_.x, {.count = count});
    total += sum_loss(config_.loss, y, buffers_.t, nullptr, samples.outputs, count);
    right += count_right(config_.accuracy, threshold, y, buffers_.t, samples.outputs, count);
    if (tally != nullptr) tally->add(y, buffers_.t, count);
  }
  const std::size_t judged = accuracy_terms(config_.accuracy, samples.outputs, rows.size());
  return {total / static_cast<double>(loss_terms(config_.loss.name, samples.outputs, rows.size())),
          static_cast<double>(right) / static_cast<double>(judged)};
}

Metrics Trainer::evaluate(const Samples& part) {
  Tally tally(config_.loss.name, config_.accuracy, part);
  const Measure measured = measure(part, spread_rows(part.rows, part.rows), &tally);
  Metrics metrics{part.rows, measured.loss, std::nullopt, tally.r2(), std::move(tally.confusion)};
  if (config_.accuracy != Accuracy::kNone) metrics.accuracy = measured.accuracy;
  return metrics;
}

Diagnostics Trainer::diagnose(float threshold) {
  const auto rows = spread_rows(train_.rows, kDiagnosedRows);
  const Pass pass{.count = rows.size(), .keep = true};
  forward(rows.data(), pass);
  return diagnose_pass(network_, buffers_.x, pass, meter_, threshold);
}

void Trainer::compute_gradients(std::uint64_t update) { forward_backward(update); }

void Trainer::predict(const float* x, std::size_t rows, std::size_t layer, float* result) {
  const std::size_t width = network_.width(layer);
  for (std::size_t row = 0; row < rows; row += kMeasureColumns) {
    const std::size_t count = std::min(kMeasureColumns, rows - row);
    gather_columns(x + row * network_.inputs(), network_.inputs(), in_order_.data(), count, buffers_.x);
    network_.forward(buffers_.x, {.count = count});
    const float* y = network_.output(layer);
    for (std::size_t b = 0; b < count; ++b) {
      for (std::size_t o = 0; o < width; ++o) result[(row + b) * width + o] = y[o * padded(count) + b];
    }
  }
}

void Trainer::spend(double seconds) {
  const auto over = stopping_.spend(seconds);
  if (over && state_.status == Status::kRunning) end(*over);
}

void Trainer::end(Stopping::End end) {
  state_.status = end.status;
  state_.reason = std::move(end.reason);
}

void Trainer::diverge(double loss) {
  meter_.forget();
  const auto all = network_.values_and_states();
  std::copy_n(buffers_.good, all.size(), all.data());
  // What it remembers led here, and would again.
  optimizer_.reset();
  const std::string limit = ", more than " + in_words(kDivergence) + " times its start";
  const std::string what =
      std::isfinite(loss) ? "rose to " + in_words(loss) + limit : "became " + in_words(loss);
  const std::string kept =
      history_.rows() == 0 ? "" : "; kept are the weights of step " + std::to_string(good_step_);
  end({Status::kDiverged, "at step " + std::to_string(state_.step) + " the loss " + what + kept});
}

}  // namespace actlab
