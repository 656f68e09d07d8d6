// SPDX-License-Identifier: MIT
// Statistics, forward, backward, a unit at a time over the batch.
#include "core/layer/batch_norm.h"

#include <algorithm>
#include <cmath>

#include "core/simd/f32x4.h"

namespace actlab {
namespace {

double add_lanes(f32x4 v) {
  float lane[4];
  store(lane, v);
  return (double{lane[0]} + double{lane[2]}) + (double{lane[1]} + double{lane[3]});
}

// The sum of term(offset) over the columns that hold a sample. A float adds up a few hundred of them at most, so that a
// large batch costs no digits.
template <class Term>
double sum_samples(std::size_t count, Term term) {
  constexpr std::size_t kFew = 256;
  double total = 0;
  for (std::size_t from = 0; from < count; from += kFew) {
    const std::size_t end = std::min(from + kFew, count);
    f32x4 sum = 0.0f;
    for (std::size_t b = from; b < end; b += kLanes) sum += term(b) & first_lanes(end - b);
    total += add_lanes(sum);
  }
  return total;
}

}  // namespace

void BatchNorm::place(Placement& placement) {
  placement.learn("weight", {inputs_}, {.constant = 1}, weight_, dweight_);
  placement.learn("bias", {inputs_}, {.constant = 0}, bias_, dbias_);
  running_mean_ = placement.keep("running_mean", {inputs_}, 0);
  running_variance_ = placement.keep("running_var", {inputs_}, 1);
  mean_ = placement.buffer(inputs_);
  variance_ = placement.buffer(inputs_);
}

// Twice over the samples: the variance about a mean that is known, so that no digits are lost where the mean is large.
void BatchNorm::measure(const float* x, std::size_t B, std::size_t count) {
  const auto n = static_cast<double>(count);
  for (std::size_t i = 0; i < inputs_; ++i) {
    const float* row = x + i * B;
    const auto near =
        static_cast<float>(sum_samples(count, [&](std::size_t b) { return load(row + b); }) / n);
    const double off = sum_samples(count, [&](std::size_t b) { return load(row + b) - near; }) / n;
    const double squares = sum_samples(count, [&](std::size_t b) {
      const f32x4 d = load(row + b) - near;
      return d * d;
    });
    mean_[i] = static_cast<float>(double{near} + off);
    variance_[i] = static_cast<float>(std::max(squares / n - off * off, 0.0));
  }
  count_ = count;
}

BatchNorm::Statistics BatchNorm::statistics(std::size_t unit, const Pass& pass) const {
  const float variance = (pass.training ? variance_ : running_variance_)[unit];
  return {(pass.training ? mean_ : running_mean_)[unit],
          static_cast<float>(1 / std::sqrt(double{variance} + double{config_.epsilon}))};
}

void BatchNorm::forward(const float* x, float* y, std::size_t B, const Pass& pass) {
  if (pass.training) measure(x, B, pass.count);
  for (std::size_t i = 0; i < inputs_; ++i) {
    const Statistics s = statistics(i, pass);
    const f32x4 mean = s.mean, inverse = s.inverse, weight = weight_[i], bias = bias_[i];
    for (std::size_t at = i * B; at < (i + 1) * B; at += kLanes) {
      store(y + at, (load(x + at) - mean) * inverse * weight + bias);
    }
  }
}

// With x^ = (x - mean) / deviation over n samples: dx = weight / deviation (dy - mean of dy - x^ mean of (dy x^)), where
// the means come from the statistics' own gradients.
void BatchNorm::backward(const float* x, const float* /*y*/, const float* dy, float* dx, std::size_t B,
                         const Pass& pass) const {
  const double share = pass.training ? 1 / static_cast<double>(pass.count) : 0;
  for (std::size_t i = 0; i < inputs_; ++i) {
    const Statistics s = statistics(i, pass);
    const float *row = x + i * B, *drow = dy + i * B;
    const auto normalised = [&](std::size_t b) { return (load(row + b) - s.mean) * s.inverse; };
    const double sum = sum_samples(pass.count, [&](std::size_t b) { return load(drow + b); });
    const double product =
        sum_samples(pass.count, [&](std::size_t b) { return load(drow + b) * normalised(b); });
    dbias_[i] = static_cast<float>(sum);
    dweight_[i] = static_cast<float>(product);
    if (dx == nullptr) continue;
    const f32x4 level = static_cast<float>(sum * share), tilt = static_cast<float>(product * share);
    const f32x4 scale = weight_[i] * s.inverse;
    for (std::size_t b = 0; b < B; b += kLanes) {
      const f32x4 slope = scale * ((load(drow + b) - level) - normalised(b) * tilt);
      store(dx + i * B + b, slope & first_lanes(pass.count - b));
    }
  }
}

void BatchNorm::commit() {
  const double take = double{config_.momentum}, keep = 1 - take;
  const double unbiased = count_ > 1 ? static_cast<double>(count_) / static_cast<double>(count_ - 1) : 1;
  for (std::size_t i = 0; i < inputs_; ++i) {
    running_mean_[i] = static_cast<float>(keep * double{running_mean_[i]} + take * double{mean_[i]});
    if (count_ == 1) continue;
    running_variance_[i] =
        static_cast<float>(keep * double{running_variance_[i]} + take * unbiased * double{variance_[i]});
  }
}

}  // namespace actlab
