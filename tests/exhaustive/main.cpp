// SPDX-License-Identifier: MIT
// actlab_exhaustive: values and slopes at each of the 2^32 floats against the oracle, on all cores; prints
// tests/reference/accuracy.md and fails when a result is outside its stated bound. tests/README.md says how to run it.

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/activation/registry.h"
#include "tests/support/accuracy.h"
#include "tests/support/bits.h"
#include "tests/support/parameters.h"

namespace {

using actlab::AccuracyBound;
using actlab::Activation;
using actlab::test::Comparison;
using actlab::test::Parameters;

constexpr const char* kUsage =
    "usage: actlab_exhaustive [--all-parameters] [--stride N] [function ...]\n"
    "  --all-parameters  also the ends of each parameter's range and three values between\n"
    "  --stride N        every N-th float only, for a trial\n"
    "  function          names of the registry; all when none is given\n";

struct Options {
  bool all_parameters = false;
  std::uint64_t stride = 1;
  std::vector<const Activation*> functions;
};

[[noreturn]] void refuse(const std::string& why) {
  std::fprintf(stderr, "%s\n%s", why.c_str(), kUsage);
  std::exit(2);
}

Options read_options(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--all-parameters") {
      options.all_parameters = true;
    } else if (word == "--stride" && i + 1 < count) {
      options.stride = std::strtoull(words[++i], nullptr, 10);
      if (options.stride == 0) refuse("--stride: must be a number from 1 on");
    } else if (const Activation* f = actlab::find_activation(word)) {
      if (f->inputs != actlab::Inputs::kOne) refuse(word + ": is no function of one number");
      options.functions.push_back(f);
    } else {
      refuse(word + ": no option and no function");
    }
  }
  if (options.functions.empty()) {
    for (const Activation& f : actlab::activations()) {
      if (f.inputs == actlab::Inputs::kOne) options.functions.push_back(&f);
    }
  }
  return options;
}

// Threads take shares of the line in turn, as neighbouring shares cost alike.
Comparison walk(const Activation& f, const Parameters& p, std::uint64_t stride) {
  constexpr std::uint64_t kShares = 1024;
  constexpr std::uint64_t kShare = (std::uint64_t{1} << 32) / kShares;
  Comparison total(f, p);
  std::mutex total_lock;
  std::atomic<std::uint64_t> next = 0;
  const auto work = [&] {
    Comparison own(f, p);
    std::vector<float> x;
    for (std::uint64_t share = next++; share < kShares; share = next++) {
      if (share % 32 == 0 && isatty(STDERR_FILENO) != 0) {
        std::fprintf(stderr, "\r%-20s %3d %%", std::string(f.name).c_str(),
                     static_cast<int>(share * 100 / kShares));
      }
      const std::uint64_t end = (share + 1) * kShare;
      // The first multiple of the stride in this share, then in blocks that stay in the cache.
      for (std::uint64_t bits = (share * kShare + stride - 1) / stride * stride; bits < end;) {
        x.clear();
        for (; bits < end && x.size() < 1024; bits += stride) {
          x.push_back(actlab::test::float_of_bits(static_cast<std::uint32_t>(bits)));
        }
        own.look(x.data(), x.size());
      }
    }
    const std::lock_guard guard(total_lock);
    total.merge(own);
  };
  std::vector<std::thread> threads(std::max(1u, std::thread::hardware_concurrency()));
  for (std::thread& thread : threads) thread = std::thread(work);
  for (std::thread& thread : threads) thread.join();
  return total;
}

std::string number(double x, const char* format = "%.9g") {
  char text[40];
  std::snprintf(text, sizeof text, format, x);
  return text;
}

// Worst distance, where, and what is promised: three cells of the table.
std::string cells(const actlab::test::Worst& worst, const AccuracyBound& bound) {
  std::string text =
      number(worst.ulp, "%.3f") + " | " + (worst.ulp > 0 ? number(worst.at) : "") + " | " + number(bound.ulp);
  if (bound.absolute > 0) text += " or " + number(bound.absolute, "%.1g");
  return text;
}

std::string domain(const AccuracyBound& bound) {
  using Limits = std::numeric_limits<float>;
  if (bound.from <= Limits::lowest() && bound.to >= Limits::max()) return "all";
  return number(bound.from, "%.4g") + " to " + number(bound.to, "%.4g");
}

}  // namespace

int main(int count, char** words) {
  const Options options = read_options(count, words);
  std::printf(
      "# Accuracy\n\n"
      "How far the values and slopes of each activation stray from the exact ones, at worst over every "
      "%sfloat of the\n"
      "domain. A distance is in units of the last place of the exact result; where a bound has an `or`, "
      "results within\n"
      "that of the exact one are left out. Made by `actlab_exhaustive` (`tests/README.md`).\n\n"
      "| function | parameters | value: ulp | at | bound | slope: ulp | at | bound | domain |\n"
      "|---|---|--:|--:|--:|--:|--:|--:|---|\n",
      options.stride == 1 ? "" : (std::to_string(options.stride) + "th ").c_str());
  bool passed = true;
  for (const Activation* f : options.functions) {
    std::vector<Parameters> choices = actlab::test::parameter_choices(*f);
    if (!options.all_parameters) choices.resize(1);
    for (const Parameters& p : choices) {
      const auto start = std::chrono::steady_clock::now();
      const Comparison result = walk(*f, p, options.stride);
      const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
      const std::string name(f->name);
      std::fprintf(stderr, "\r%-20s %.1f s%s\n", name.c_str(), seconds.count(),
                   result.within_bounds() ? "" : "  OUTSIDE ITS BOUND");
      std::string where = domain(result.value_bound);
      if (domain(result.slope_bound) != where) where += ", slope: " + domain(result.slope_bound);
      std::printf("| %s | %s | %s | %s | %s |\n", name.c_str(), actlab::test::text_of(*f, p).c_str(),
                  cells(result.value, result.value_bound).c_str(),
                  cells(result.slope, result.slope_bound).c_str(), where.c_str());
      std::fflush(stdout);
      passed = passed && result.within_bounds();
    }
  }
  return passed ? 0 : 1;
}
