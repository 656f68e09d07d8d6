// SPDX-License-Identifier: MIT
// One update after the other: apart from the rest of the trainer, which is compiled to be small, while this is to be fast.
#include <cmath>

#include "core/train/trainer.h"

namespace actlab {

const State& Trainer::step(std::uint64_t count) {
  for (std::uint64_t i = 0; i < count && state_.status == Status::kRunning; ++i) update_once(i + 1 == count);
  state_.epoch = state_.step / batches_.per_epoch();
  return state_;
}

// asked_about  this update, and no other before the next look, is the one that `diagnose` tells of
void Trainer::update_once(bool asked_about) {
  const float loss = forward_backward(state_.step);
  losses_.add(loss);
  if (!std::isfinite(loss)) return diverge(loss);
  const bool recorded = state_.step + 1 >= config_.stop.steps || history_.is_due(state_.step + 1);
  if (recorded || asked_about) meter_.begin(network_, recorded);
  clip(network_.gradients(), config_.clip);
  optimizer_.update(network_.values(), network_.gradients(), rate_factor_now());
  network_.commit();
  ++state_.step;
  if (recorded) record();
}

// The mean loss of training rows; leaves its gradient where `Network::backward` finds it.
float Trainer::forward(const std::uint32_t* rows, const Pass& pass) {
  gather_columns(train_.x.data(), train_.inputs, rows, pass.count, buffers_.x);
  gather_columns(train_.y.data(), train_.outputs, rows, pass.count, buffers_.t);
  const float* y = network_.forward(buffers_.x, pass);
  const double total =
      sum_loss(config_.loss, y, buffers_.t, network_.output_gradient(), train_.outputs, pass.count);
  return static_cast<float>(total /
                            static_cast<double>(loss_terms(config_.loss.name, train_.outputs, pass.count)));
}

// The mean loss of an update's batch; leaves its gradients in the network.
float Trainer::forward_backward(std::uint64_t update) {
  const auto [rows, count] = batches_.at(update);
  const Pass pass{.count = count, .training = true, .seed = config_.seed, .update = update};
  const float loss = forward(rows, pass);
  network_.backward(buffers_.x, pass);
  return loss;
}

}  // namespace actlab
