// SPDX-License-Identifier: MIT
// The engine as JavaScript calls it: index.ts is its only user and has checked what it passes.
#pragma once

#include <emscripten/val.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "bindings/convert.h"
#include "bindings/describe.h"
#include "bindings/diagnostics.h"
#include "bindings/workbench.h"
#include "core/activation/evaluate.h"
#include "core/data/csv.h"
#include "core/data/packed.h"
#include "core/dispatch.h"
#include "core/model/build.h"
#include "core/model/reader.h"
#include "core/model/writer.h"

namespace actlab {

// One run, owned by JavaScript until it calls delete().
class RunHandle {
 public:
  explicit RunHandle(std::unique_ptr<Run> run) : run_(std::move(run)) {}

  void step(double count) { run_->trainer().step(static_cast<std::uint64_t>(count)); }
  void reset() { run_->trainer().reset(); }
  void spend(double seconds) { run_->trainer().spend(seconds); }

  // optimizer: as in a spec; the problems with it, none when it has been taken over.
  val set_optimizer(const val& optimizer) { return to_js(run_->set_optimizer(to_value(optimizer))); }

  val state() const {
    static constexpr std::array<std::string_view, 4> kNames = {"running", "converged", "stopped", "diverged"};
    const State& state = run_->trainer().state();
    val js = val::object();
    set(js, "status", to_js(kNames[static_cast<std::size_t>(state.status)]));
    set(js, "step", static_cast<double>(state.step));
    set(js, "epoch", static_cast<double>(state.epoch));
    set(js, "reason", state.reason);
    return js;
  }

  val history() const {
    const Trainer& trainer = run_->trainer();
    const bool has_accuracy = trainer.config().accuracy != Accuracy::kNone;
    val js = val::object();
    const auto add = [&](const char* name, History::Column column) {
      set(js, name, to_js(std::span<const float>(trainer.history().column(column))));
    };
    add("step", History::kStep);
    add("train_loss", History::kTrainLoss);
    if (trainer.has_test()) add("test_loss", History::kTestLoss);
    if (has_accuracy) add("train_accuracy", History::kTrainAccuracy);
    if (has_accuracy && trainer.has_test()) add("test_accuracy", History::kTestAccuracy);
    add("learning_rate", History::kLearningRate);
    val layers = val::array();
    const auto weights = trainer.update_meter().weights();
    for (std::size_t i = 0; i < weights.size(); ++i) {
      val layer = val::object();
      set(layer, "layer", weights[i].layer);
      set(layer, "gradient_rms", to_js(std::span<const float>(trainer.history().gradient_rms(i))));
      set(layer, "update_ratio", to_js(std::span<const float>(trainer.history().update_ratio(i))));
      push(layers, layer);
    }
    set(js, "layers", layers);
    return js;
  }

  val diagnostics(double threshold) {
    const Diagnostics found = run_->trainer().diagnose(static_cast<float>(threshold));
    val js = val::object();
    set(js, "rows", found.rows);
    val layers = val::array();
    for (std::size_t i = 0; i < found.layers.size(); ++i) {
      val layer = val::object();
      set(layer, "layer", i);
      set(layer, "type", dispatch([](const auto& spec) { return spec.kName; }, run_->spec().layers[i]));
      describe(found.layers[i], layer);
      push(layers, layer);
    }
    set(js, "layers", layers);
    return js;
  }

  // { rows, loss, accuracy?, r2?, confusion? } of the test or the training part; null when it has no rows.
  val evaluate(bool test) {
    Trainer& trainer = run_->trainer();
    if (test && !trainer.has_test()) return val::null();
    const Metrics metrics = trainer.evaluate(test ? trainer.test() : trainer.train());
    val js = val::object();
    set(js, "rows", metrics.rows);
    set(js, "loss", metrics.loss);
    if (metrics.accuracy) set(js, "accuracy", *metrics.accuracy);
    if (metrics.r2) set(js, "r2", *metrics.r2);
    if (!metrics.confusion.empty()) set(js, "confusion", std::span<const std::uint32_t>(metrics.confusion));
    return js;
  }

  val data() const {
    const Dataset& data = run_->data();
    std::vector<std::uint8_t> is_test(data.rows);
    for (const auto row : run_->split().test) is_test[row] = 1;
    val js = val::object();
    set(js, "features", to_js_list(data.features));
    set(js, "classes", to_js_list(data.classes));
    set(js, "x", to_js(std::span<const float>(data.x)));
    set(js, "x_shape", to_js_list(std::array{data.rows, data.width()}));
    set(js, "y", to_js(std::span<const float>(data.y)));
    set(js, "y_shape", to_js_list(std::array{data.rows, data.outputs}));
    set(js, "isTest", to_js(std::span<const std::uint8_t>(is_test)));
    return js;
  }

  val spec() const { return to_js(write_spec(run_->spec())); }
  val batch_losses(double from) const {
    return to_js(std::span<const float>(run_->trainer().batch_losses(static_cast<std::uint64_t>(from))));
  }
  val predict(const val& x) { return to_js(std::span<const float>(run_->predict(to_vector<float>(x)))); }

  // query: of PlaneQuery's shape; layer and unit are -1 for none.
  val predict_plane(const val& query) {
    const auto optional = [](int index) {
      return index < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(index));
    };
    const PlaneQuery plane{query["x0"].as<float>(),
                           query["x1"].as<float>(),
                           query["y0"].as<float>(),
                           query["y1"].as<float>(),
                           query["width"].as<std::size_t>(),
                           query["height"].as<std::size_t>(),
                           optional(query["layer"].as<int>()),
                           optional(query["unit"].as<int>())};
    return to_js(std::span<const float>(run_->predict_plane(plane)));
  }

  // Units of each layer, the features first.
  val widths() const {
    const Network& network = run_->trainer().network();
    val list = val::array();
    push(list, to_js(network.inputs()));
    for (std::size_t i = 0; i < network.depth(); ++i) push(list, to_js(network.width(i)));
    return list;
  }

  val parameters() const {
    return list_parameters([](const ParameterView& p) { return p.value; });
  }
  val gradients(double update) {
    run_->trainer().compute_gradients(static_cast<std::uint64_t>(update));
    return list_parameters([](const ParameterView& p) { return p.gradient; });
  }

  // list: [{ layer, name, data: Float32Array }]; the problems with it, none when it has been taken over.
  val set_parameters(const val& list) {
    std::vector<ParameterInput> inputs;
    const auto length = list["length"].as<unsigned>();
    for (unsigned i = 0; i < length; ++i) {
      inputs.push_back({list[i]["layer"].as<std::size_t>(), list[i]["name"].as<std::string>(),
                        to_vector<float>(list[i]["data"])});
    }
    return to_js(run_->set_parameters(inputs));
  }

  val save() { return to_js(std::span<const std::uint8_t>(run_->save())); }

  // The problems with a Uint8Array that save() gave, none when it has been taken over.
  val restore(const val& bytes) { return to_js(run_->restore(to_vector<std::uint8_t>(bytes))); }

  std::string hash() const {
    static constexpr char kDigits[] = "0123456789abcdef";
    const std::uint64_t hash = run_->hash();
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[(hash >> shift) & 15u];
    return text;
  }

 private:
  template <class ArrayOf>
  val list_parameters(ArrayOf array_of) const {
    return to_js_list(run_->trainer().parameters(), [array_of](const ParameterView& parameter) {
      val js = val::object();
      set(js, "layer", parameter.layer);
      set(js, "name", to_js(parameter.name));
      set(js, "shape", to_js_list(parameter.shape));
      set(js, "data", to_js(std::span<const float>(array_of(parameter), parameter.size())));
      return js;
    });
  }

  std::unique_ptr<Run> run_;
};

// What one load() gives: the data sets it was handed, and the way to runs.
class Engine {
 public:
  // The name under which specs may now ask for it; empty when the bytes are no packed data set.
  std::string add_dataset(const val& bytes) {
    auto packed = unpack(to_vector<std::uint8_t>(bytes));
    if (!packed) return "";
    datasets_[packed->name] = std::move(packed->data);
    return packed->name;
  }

  // { run } or { problems }.
  val create_run(const val& spec) const {
    BuildResult result = build(to_value(spec), datasets_);
    val js = val::object();
    if (result.run == nullptr) {
      set(js, "problems", to_js(result.problems));
    } else {
      set(js, "run", val(std::make_unique<RunHandle>(std::move(result.run))));
    }
    return js;
  }

  // { header, rows, columns, problems } for { text, header }.
  val read_csv(const val& query) const {
    Problems problems;
    const CsvText csv = read_csv_text(to_value(query), problems);
    const CsvSurvey survey = survey_csv(csv.text, csv.header);
    for (const auto& fault : survey.faults) problems.push_back({"text", fault});
    for (const auto& fault : survey.name_faults) problems.push_back({"text", fault});
    val js = val::object();
    set(js, "header", survey.has_header);
    set(js, "rows", survey.rows);
    set(js, "columns", to_js_list(survey.columns, column_to_js));
    set(js, "problems", to_js(problems));
    return js;
  }

  // { value, slope, curvature } at the Float32Array x, or { problems }.
  val evaluate(const val& choice, const val& x) const {
    val js = val::object();
    Problems problems;
    const ActivationSpec activation = read_activation(to_value(choice), problems);
    if (!problems.empty()) {
      set(js, "problems", to_js(problems));
      return js;
    }
    const std::vector<float> inputs = to_vector<float>(x);
    const std::string count = ", got " + std::to_string(inputs.size());
    if (activation.function->inputs == Inputs::kGate && inputs.size() % 2 != 0)
      problems.push_back({"x", "must hold as many second as first numbers of pairs" + count + " in all"});
    if (activation.function->inputs == Inputs::kAll && inputs.empty())
      problems.push_back({"x", "must hold at least one number" + count});
    if (!problems.empty()) {
      set(js, "problems", to_js(problems));
    } else {
      set_evaluation(js,
                     actlab::evaluate(*activation.function, activation.kernel_parameters().data(), inputs));
    }
    return js;
  }

  // { x, value, slope, curvature, saturated, zeros, kinks }, or { problems }. The numbers are in their ranges, which the
  // face has checked.
  val sample(const val& choice, float from, float to, unsigned points, float threshold) const {
    val js = val::object();
    Problems problems;
    const ActivationSpec activation = read_elementwise(choice, problems);
    if (!problems.empty()) {
      set(js, "problems", to_js(problems));
      return js;
    }
    const auto parameters = activation.kernel_parameters();
    const Curve curve = actlab::sample(*activation.function, parameters.data(), from, to, points, threshold);
    set(js, "x", to_js(std::span<const float>(curve.x)));
    set_evaluation(js, curve.at);
    set(js, "saturated", to_js_list(curve.saturated, interval_to_js));
    set(js, "zeros", to_js_list(curve.zeros, interval_to_js));
    describe_shape(*activation.function, parameters.data(), js);
    return js;
  }

  // { workbench } for the Float32Array x, or { problems }.
  val create_workbench(const val& choice, const val& x) const {
    val js = val::object();
    Problems problems;
    const ActivationSpec activation = read_elementwise(choice, problems);
    if (problems.empty()) {
      set(js, "workbench", val(std::make_unique<Workbench>(activation, x)));
    } else {
      set(js, "problems", to_js(problems));
    }
    return js;
  }

 private:
  static ActivationSpec read_elementwise(const val& choice, Problems& problems) {
    ActivationSpec activation = read_activation(to_value(choice), problems);
    if (problems.empty() && activation.function->inputs != Inputs::kOne) {
      problems.push_back({"activation.name", "must be a function of one number, got \"" +
                                                 std::string(activation.function->name) + '"'});
    }
    return activation;
  }

  static void set_evaluation(val& js, const Evaluation& at) {
    set(js, "value", to_js(std::span<const float>(at.value)));
    set(js, "slope", to_js(std::span<const float>(at.slope)));
    set(js, "curvature", to_js(std::span<const float>(at.curvature)));
  }
  static val column_to_js(const CsvColumn& column) {
    val js = val::object();
    set(js, "name", column.name);
    set(js, "kind", to_js(std::string_view(column.texts == 0 ? "number" : "text")));
    set(js, "distinct", column.many_values ? kMostClasses + 1 : column.values.size());
    set(js, "missing", column.missing);
    return js;
  }
  static val interval_to_js(const Interval& interval) {
    return to_js_list(std::array{interval.from, interval.to});
  }

  Datasets datasets_;
};

}  // namespace actlab
