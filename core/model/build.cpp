// SPDX-License-Identifier: MIT
// Where spec, data and network meet: filling in what the data decides, checking that all fits, planning,
// building.
#include "core/model/build.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/data/generate.h"
#include "core/dispatch.h"
#include "core/model/csv_data.h"
#include "core/model/inline_data.h"
#include "core/model/reader.h"
#include "core/model/targets.h"

namespace actlab {
namespace {

// The samples that a data spec asks for; without rows when there are problems.
struct DataSource {
  const Spec& spec;
  const Datasets& datasets;
  Problems& problems;

  Dataset operator()(const MoonsSpec& s) const { return generated(make_moons, s); }
  Dataset operator()(const CirclesSpec& s) const { return generated(make_circles, s); }
  Dataset operator()(const SpiralSpec& s) const {
    return make_spiral(s.samples, static_cast<float>(s.noise), s.classes, static_cast<float>(s.turns),
                       spec.seed);
  }
  Dataset operator()(const GaussiansSpec& s) const { return generated(make_gaussians, s, s.classes); }
  Dataset operator()(const XorSpec& s) const { return generated(make_checkerboard, s, 2); }
  Dataset operator()(const CheckerboardSpec& s) const { return generated(make_checkerboard, s, s.cells); }
  Dataset operator()(const RingsSpec& s) const { return generated(make_rings, s, s.classes); }
  Dataset operator()(const PlaneSpec& s) const { return generated(make_plane, s); }
  Dataset operator()(const BumpsSpec& s) const { return generated(make_bumps, s); }
  Dataset operator()(const SineSpec& s) const { return generated(make_sine, s); }
  Dataset operator()(const StepSpec& s) const { return generated(make_step, s); }
  Dataset operator()(const AbsSpec& s) const { return generated(make_abs, s); }
  Dataset operator()(const InlineSpec& s) const { return inline_data(s, spec, problems); }
  Dataset operator()(const CsvSpec& s) const { return csv_data(s, spec.loss, problems); }

  template <class Shipped>
  Dataset operator()(const Shipped&) const {
    return shipped(Shipped::kName);
  }

 private:
  Dataset shipped(std::string_view name) const {
    const auto found = datasets.find(name);
    if (found != datasets.end()) return found->second;
    problems.push_back({"data.kind", "the data set \"" + std::string(name) +
                                         "\" is not loaded; hand it to addDataset first"});
    return {};
  }
  Dataset generated(Dataset (*make)(std::size_t, float, std::uint64_t), const GeneratedSpec& s) const {
    return make(s.samples, static_cast<float>(s.noise), spec.seed);
  }
  Dataset generated(Dataset (*make)(std::size_t, float, std::size_t, std::uint64_t), const GeneratedSpec& s,
                    std::size_t parts) const {
    return make(s.samples, static_cast<float>(s.noise), parts, spec.seed);
  }
};

// Two hidden layers of 8 ReLU units and an output layer that fits the data.
std::vector<LayerSpec> default_layers(const Spec& spec, const Dataset& data) {
  const DenseSpec hidden{.units = 8, .kernel_initializer = {Initializer::kHeUniform}};
  const ActivationSpec relu{.function = find_activation("relu")};
  const DenseSpec output{.units = static_cast<std::uint32_t>(fitting_outputs(spec.loss, data))};
  return {hidden, relu, hidden, relu, output};
}

// A layer as the network takes it, from its spec.
struct ConfigOf {
  LayerConfig operator()(const DenseSpec& s) const {
    return {DenseConfig{s.units, s.use_bias}, weight_penalty(s)};
  }
  LayerConfig operator()(const ActivationSpec& s) const {
    return {ActivateConfig{s.function, s.kernel_parameters()}, penalty(s)};
  }
  LayerConfig operator()(const PreluSpec& s) const {
    return {PreluConfig{s.shared, static_cast<float>(s.initial)}, penalty(s)};
  }
  LayerConfig operator()(const MaxoutSpec& s) const {
    return {MaxoutConfig{s.units, s.pieces, s.use_bias}, weight_penalty(s)};
  }
  LayerConfig operator()(const DropoutSpec& s) const {
    return {DropoutConfig{static_cast<float>(s.rate)}, penalty(s)};
  }
  LayerConfig operator()(const GaussianNoiseSpec& s) const {
    return {GaussianNoiseConfig{static_cast<float>(s.stddev)}, penalty(s)};
  }
  LayerConfig operator()(const BatchNormSpec& s) const {
    return {BatchNormConfig{static_cast<float>(s.momentum), static_cast<float>(s.epsilon)}, penalty(s)};
  }

  template <class S>
  static Penalty penalty(const S& s) {
    return {.activity_l1 = static_cast<float>(s.activity_l1)};
  }
  template <class S>
  static Penalty weight_penalty(const S& s) {
    return {static_cast<float>(s.l1), static_cast<float>(s.l2), static_cast<float>(s.activity_l1)};
  }
};

std::vector<LayerConfig> layer_configs(const std::vector<LayerSpec>& layers) {
  std::vector<LayerConfig> configs;
  for (const auto& layer : layers) configs.push_back(dispatch(ConfigOf{}, layer));
  return configs;
}

// Gates take their inputs in pairs.
void check_gates(const Spec& spec, std::size_t inputs, const std::vector<std::size_t>& widths,
                 Problems& problems) {
  for (std::size_t i = 0; i < spec.layers.size(); ++i) {
    const auto* activation = std::get_if<ActivationSpec>(&spec.layers[i]);
    const std::size_t width = i == 0 ? inputs : widths[i - 1];
    if (activation == nullptr || activation->function->inputs != Inputs::kGate || width % 2 == 0) continue;
    problems.push_back({"model.layers[" + std::to_string(i) + "]",
                        std::string(activation->function->name) +
                            " must follow an even number of units, got " + std::to_string(width)});
  }
}

template <class S>
LayerStart start_of(const S& s) {
  if constexpr (requires { s.kernel_initializer; }) {
    return {s.kernel_initializer, s.bias_initializer};
  }
  return {};
}

LayerStart layer_start(const LayerSpec& layer) {
  return dispatch([](const auto& s) { return start_of(s); }, layer);
}

std::uint32_t fitting_probe(const Spec& spec, const Split& split) {
  const auto measured = [](const auto& rows) { return std::min(rows.size(), Trainer::kMeasuredRows); };
  return fitting_interval(measured(split.train) + measured(split.test),
                          std::min<std::size_t>(spec.batch_size, split.train.size()));
}

TrainerConfig trainer_config(const Spec& spec, const Dataset& data, std::size_t outputs) {
  TrainerConfig config;
  config.seed = spec.seed;
  config.layers = layer_configs(spec.layers);
  for (const auto& layer : spec.layers) config.starts.push_back(layer_start(layer));
  config.loss = {*spec.loss, static_cast<float>(spec.huber_delta)};
  config.accuracy = fitting_accuracy(*spec.loss, data, outputs);
  config.optimizer = spec.optimizer;
  config.schedule = spec.schedule;
  config.clip = spec.clip;
  config.batch_size = spec.batch_size;
  config.shuffle = spec.shuffle;
  config.stop = spec.stop;
  config.history_every = *spec.probe_every;
  return config;
}

// Classes that were only numbered go on to the last that the network has an output for: that none was seen of one does not
// make it wrong.
void number_further_classes(const Spec& spec, std::size_t outputs, Dataset& data) {
  const auto* own = std::get_if<InlineSpec>(&spec.data);
  if (own == nullptr || !own->classes.empty() || !data.is_classification()) return;
  while (data.classes.size() < outputs) data.classes.push_back(std::to_string(data.classes.size()));
}

// Bytes of the samples as they came and as they are learned from. A person's own are kept in the spec as well.
unsigned long long data_bytes(const Spec& spec, const Dataset& data, std::size_t outputs) {
  unsigned long long kept = 0;
  if (const auto* own = std::get_if<InlineSpec>(&spec.data))
    kept = sizeof(double) * (own->x.size() + own->y.size());
  if (const auto* csv = std::get_if<CsvSpec>(&spec.data)) kept = csv->text.size();
  return kept + sizeof(float) * (2ull * data.x.size() + data.y.size() + 1ull * data.rows * outputs);
}

// Refuses what is over the limit, and what the heap cannot give any more: other runs may hold it. An allocation that
// fails later would end the whole program.
void check_memory(unsigned long long bytes, Problems& problems) {
  const std::string needs = "needs " + std::to_string((bytes >> 20) + 1) + " MiB, ";
  if (bytes > kMemoryLimit) {
    problems.push_back({"model", needs + "the limit is " + std::to_string(kMemoryLimit >> 20) +
                                     " MiB; take fewer units or layers, a smaller batch or fewer samples"});
    return;
  }
  // Some more than the plan, for what stands beside the large blocks. Volatile, or the compiler would take the pair of
  // calls for nothing and leave it out.
  void* volatile probe = std::malloc(static_cast<std::size_t>(bytes + bytes / 8 + (1u << 20)));
  if (probe == nullptr) {
    problems.push_back({"model", needs + "which is more than is left; dispose of other runs first"});
  }
  std::free(probe);
}

Samples make_samples(const Dataset& data, const std::vector<std::uint32_t>& rows, const Scaler& scaler,
                     std::size_t outputs) {
  Samples samples{rows.size(), data.width(), outputs, std::vector<float>(rows.size() * data.width()),
                  std::vector<float>(rows.size() * outputs)};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    scaler.apply(&data.x[rows[i] * data.width()], &samples.x[i * data.width()]);
    encode_target(data, rows[i], outputs, &samples.y[i * outputs]);
  }
  return samples;
}

}  // namespace

BuildResult build(const Value& value, const Datasets& datasets) {
  BuildResult result;
  Problems& problems = result.problems;
  Spec spec = read_spec(value, problems);
  if (!problems.empty()) return result;
  Dataset data = dispatch(DataSource{spec, datasets, problems}, spec.data);
  if (!problems.empty()) return result;

  if (spec.layers.empty()) spec.layers = default_layers(spec, data);
  const auto widths = layer_widths(data.width(), layer_configs(spec.layers));
  const std::size_t outputs = widths.back();
  number_further_classes(spec, outputs, data);
  check_gates(spec, data.width(), widths, problems);
  if (problems.empty()) check_outputs(spec, data, outputs, problems);
  if (!problems.empty()) return result;
  if (!spec.loss) spec.loss = fitting_loss(data, outputs);

  Split split = split_rows(data.rows, spec.test_fraction, spec.shuffle, spec.seed);
  if (!spec.probe_every) spec.probe_every = fitting_probe(spec, split);
  TrainerConfig config = trainer_config(spec, data, outputs);
  if (spec.stop.accuracy && config.accuracy == Accuracy::kNone) {
    problems.push_back({"stop.accuracy", "must be left out where the target is a number and no class"});
  }
  check_memory(
      Trainer::plan_bytes(config, data.width(), split.train.size()) + data_bytes(spec, data, outputs),
      problems);
  if (!problems.empty()) return result;

  Scaler scaler = Scaler::fit(spec.scaling, data, split.train);
  Samples train = make_samples(data, split.train, scaler, outputs);
  Samples test = make_samples(data, split.test, scaler, outputs);
  result.run = std::make_unique<Run>(std::move(spec), std::move(data), std::move(split), std::move(scaler),
                                     std::move(config), std::move(train), std::move(test));
  return result;
}

}  // namespace actlab
