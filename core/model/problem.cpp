// SPDX-License-Identifier: MIT
// Suggestions by edit distance.
#include "core/model/problem.h"

#include <algorithm>
#include <cctype>

namespace actlab {
namespace {

// Letters compare without case, and - as _, so that "ReLU" and "he-normal" are near.
char folded(char c) {
  return c == '-' || c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

// Levenshtein's distance with neighbours swapped as one edit (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = folded(a[i - 1]) == folded(b[j - 1]);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) && folded(a[i - 2]) == folded(b[j - 1]);
      if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

}  // namespace

void report(Problems& problems, std::string_view path, const Words& message) {
  problems.push_back({std::string(path), message.text()});
}

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
  if (name.size() > 64) return {};
  std::string_view best;
  // Fewer edits than letters, or the two would have nothing in common.
  std::size_t fewest = std::min(std::max<std::size_t>(2, name.size() / 3) + 1, name.size());
  for (const auto candidate : candidates) {
    const std::size_t edits = distance(name, candidate);
    if (edits < fewest) {
      fewest = edits;
      best = candidate;
    }
  }
  return best;
}

std::string unknown_name(std::string_view what, std::string_view name,
                         std::span<const std::string_view> candidates) {
  std::string message = "unknown " + std::string(what) + " \"" + std::string(name.substr(0, 64)) + "\"";
  if (const auto suggestion = nearest(name, candidates); !suggestion.empty()) {
    return message + ", did you mean \"" + std::string(suggestion) + "\"?";
  }
  message += ", known are";
  for (std::size_t i = 0; i < candidates.size(); ++i)
    message += (i == 0 ? " " : ", ") + std::string(candidates[i]);
  return message;
}

}  // namespace actlab
