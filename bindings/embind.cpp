// SPDX-License-Identifier: MIT
// What Emscripten exports of the engine: registrations only. engine-module.d.ts declares the same for
// TypeScript.
#include <emscripten/bind.h>
#include <emscripten/em_asm.h>

#include "bindings/describe.h"
#include "bindings/engine.h"
#include "core/contract.h"

namespace {

using namespace actlab;

// A broken promise inside the engine becomes a JavaScript error that names it.
void throw_contract(const char* condition, const char* file, int line) {
  EM_ASM(
      {
        throw new Error("actlab: broken contract at " + UTF8ToString($1) + ":" + $2 + ": " +
                        UTF8ToString($0));
      },
      condition, file, line);
}

emscripten::val list_activations() {
  return to_js_list(activations(), [](const Activation& activation) { return describe(activation); });
}

std::string version() { return ACTLAB_VERSION; }

}  // namespace

// Embind asks for the names of types it does not know, and then prints their addresses: the one use of printf in here,
// which is 2 KB.
extern "C" int siprintf(char* text, const char* /*format*/, ...) {
  *text = '\0';
  return 0;
}

EMSCRIPTEN_BINDINGS(actlab) {
  using emscripten::class_;
  set_contract_handler(throw_contract);
  emscripten::function("version", &version);
  emscripten::function("activations", &list_activations);
  class_<Engine>("Engine")
      .constructor<>()
      .function("addDataset", &Engine::add_dataset)
      .function("createRun", &Engine::create_run)
      .function("readCsv", &Engine::read_csv)
      .function("evaluate", &Engine::evaluate)
      .function("sample", &Engine::sample)
      .function("createWorkbench", &Engine::create_workbench);
  class_<Workbench>("Workbench")
      .function("evaluate", &Workbench::evaluate)
      .function("copy", &Workbench::copy);
  class_<RunHandle>("Run")
      .function("step", &RunHandle::step)
      .function("reset", &RunHandle::reset)
      .function("spend", &RunHandle::spend)
      .function("setOptimizer", &RunHandle::set_optimizer)
      .function("state", &RunHandle::state)
      .function("history", &RunHandle::history)
      .function("evaluate", &RunHandle::evaluate)
      .function("diagnostics", &RunHandle::diagnostics)
      .function("data", &RunHandle::data)
      .function("spec", &RunHandle::spec)
      .function("widths", &RunHandle::widths)
      .function("batchLosses", &RunHandle::batch_losses)
      .function("predict", &RunHandle::predict)
      .function("predictPlane", &RunHandle::predict_plane)
      .function("parameters", &RunHandle::parameters)
      .function("gradients", &RunHandle::gradients)
      .function("setParameters", &RunHandle::set_parameters)
      .function("save", &RunHandle::save)
      .function("restore", &RunHandle::restore)
      .function("hash", &RunHandle::hash);
}
