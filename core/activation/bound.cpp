// SPDX-License-Identifier: MIT
// Arrays of any length through kernels that work on whole vectors.
#include "core/activation/bound.h"

#include <algorithm>

#include "core/contract.h"

namespace actlab {
namespace {

// What is passed through a buffer at a time where one result of a kernel is not asked for, or is used at once.
constexpr std::size_t kChunk = 256;

// kernel(x, y, n) for any n: the last floats go through a step of their own.
template <class Kernel>
void map_any_length(const float* x, float* y, std::size_t n, Kernel kernel) {
  const std::size_t whole = n / kLanes * kLanes;
  kernel(x, y, whole);
  if (whole == n) return;
  float in[kLanes] = {}, out[kLanes];
  std::copy(x + whole, x + n, in);
  kernel(in, out, kLanes);
  std::copy_n(out, n - whole, y + whole);
}

// Calls body(begin, count) for consecutive pieces of at most kChunk.
template <class Body>
void for_each_chunk(std::size_t n, Body body) {
  for (std::size_t i = 0; i < n; i += kChunk) body(i, std::min(n - i, kChunk));
}

}  // namespace

BoundActivation::BoundActivation(const Activation& entry, const float* p)
    : entry_(&entry), kernels_(&entry.kernels), constants_{} {
  ACTLAB_EXPECT(entry.inputs == Inputs::kOne);
  if (entry.default_kernels != nullptr && p[0] == static_cast<float>(entry.parameters[0].initial))
    kernels_ = entry.default_kernels;
  entry.kernels.prepare(p, constants_);
}

void BoundActivation::value_by_parts(const float* x, float* y, std::size_t n) const {
  const auto kernel = kernels_->value;
  if (kernel != nullptr) {
    map_any_length(x, y, n, [&](const float* from, float* to, std::size_t count) {
      kernel(from, to, count, constants_);
    });
    return;
  }
  float unused[kChunk];
  for_each_chunk(n, [&](std::size_t i, std::size_t count) { forward(x + i, y + i, unused, count); });
}

void BoundActivation::slope(const float* x, float* y, std::size_t n) const {
  float unused[kChunk];
  for_each_chunk(n, [&](std::size_t i, std::size_t count) { forward(x + i, unused, y + i, count); });
}

void BoundActivation::curvature(const float* x, float* y, std::size_t n) const {
  const auto kernel = kernels_->curvature;
  map_any_length(
      x, y, n, [&](const float* from, float* to, std::size_t count) { kernel(from, to, count, constants_); });
}

void BoundActivation::forward(const float* z, float* a, float* da, std::size_t n) const {
  const auto kernel = kernels_->forward;
  const std::size_t whole = n / kLanes * kLanes;
  kernel(z, a, da, whole, constants_);
  if (whole == n) return;
  float in[kLanes] = {}, value[kLanes], slope[kLanes];
  std::copy(z + whole, z + n, in);
  kernel(in, value, slope, kLanes, constants_);
  std::copy_n(value, n - whole, a + whole);
  std::copy_n(slope, n - whole, da + whole);
}

void BoundActivation::backward_by_parts(const float* a_or_z, const float* da, float* dz,
                                        std::size_t n) const {
  if (const auto kernel = kernels_->backward) {
    const std::size_t whole = n / kLanes * kLanes;
    kernel(a_or_z, da, dz, whole, constants_);
    if (whole == n) return;
    float a[kLanes] = {}, gradient[kLanes] = {}, result[kLanes];
    std::copy(a_or_z + whole, a_or_z + n, a);
    std::copy(da + whole, da + n, gradient);
    kernel(a, gradient, result, kLanes, constants_);
    std::copy_n(result, n - whole, dz + whole);
    return;
  }
  float slopes[kChunk], unused[kChunk];
  for_each_chunk(n, [&](std::size_t i, std::size_t count) {
    forward(a_or_z + i, unused, slopes, count);
    for (std::size_t k = 0; k < count; ++k) dz[i + k] = da[i + k] * slopes[k];
  });
}

float BoundActivation::parameter_gradient(const float* z, const float* da, std::size_t n) const {
  const auto kernel = kernels_->parameter_slope;
  ACTLAB_EXPECT(kernel != nullptr);
  float slopes[kChunk];
  double sum = 0;
  for_each_chunk(n, [&](std::size_t i, std::size_t count) {
    map_any_length(z + i, slopes, count, [&](const float* from, float* to, std::size_t whole) {
      kernel(from, to, whole, constants_);
    });
    for (std::size_t k = 0; k < count; ++k) sum += static_cast<double>(da[i + k]) * slopes[k];
  });
  return static_cast<float>(sum);
}

}  // namespace actlab
