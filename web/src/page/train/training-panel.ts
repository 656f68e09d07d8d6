// SPDX-License-Identifier: MIT
// Third on the data's way: what is made small, by which steps, for how long.
import { html, nothing } from "lit";
import type { LossName, OptimizerSpec, Spec } from "../../shared/engine";
import type { Change } from "./data-panel";
import { choiceField, numberField } from "./fields";
import { classesOf, drawsToTargets, lossOf, setLoss } from "./network";
import type { ProblemList } from "./problems";

const lossNames: Record<LossName, string> = {
  binary_crossentropy: "binary cross-entropy",
  categorical_crossentropy: "categorical cross-entropy",
  hinge: "hinge",
  mse: "mean squared error",
  mae: "mean absolute error",
  huber: "Huber",
};

/** `first`: the learning rate that a chosen optimizer starts with here; `standard`: the engine's default. */
const optimizers: Record<OptimizerSpec["name"], { label: string; first: number; standard: number }> = {
  adam: { label: "Adam", first: 0.01, standard: 0.001 },
  adamw: { label: "AdamW", first: 0.01, standard: 0.001 },
  nadam: { label: "NAdam", first: 0.01, standard: 0.002 },
  adamax: { label: "Adamax", first: 0.01, standard: 0.002 },
  sgd: { label: "SGD", first: 0.1, standard: 0.01 },
  rmsprop: { label: "RMSprop", first: 0.01, standard: 0.001 },
  adagrad: { label: "Adagrad", first: 0.1, standard: 0.01 },
  adadelta: { label: "Adadelta", first: 1, standard: 1 },
};

export function trainingPanel(spec: Spec, problems: ProblemList, change: Change) {
  const classes = classesOf(spec);
  const losses = (Object.keys(lossNames) as LossName[]).filter(
    (loss) => drawsToTargets(loss) || (classes > 0 && (loss !== "binary_crossentropy" || classes <= 2)),
  );
  return html`
    <section class="panel" aria-labelledby="training-title">
      <h2 class="panel-title" id="training-title">Training</h2>
      ${choiceField({
        key: "loss",
        label: "Loss",
        value: lossOf(spec) ?? "",
        options: losses.map((loss) => [loss, lossNames[loss]] as const),
        problem: problems.at("loss") || problems.at("loss.name") || problems.at("loss.delta"),
        set: (value) => change(setLoss(value as LossName)),
      })}
      ${optimizerFields(spec.optimizer ?? { name: "adam" }, problems, change)}
      ${numberField({
        label: "Batch size",
        value: spec.batch_size ?? 32,
        min: 1,
        max: 512,
        step: 1,
        log: true,
        problem: problems.at("batch_size"),
        set: (value) => change((next) => Object.assign(next, { batch_size: value })),
      })}
      ${numberField({
        label: "Stop after",
        value: spec.stop?.steps ?? 2000,
        min: 100,
        max: 100000,
        log: true,
        problem: problems.at("stop.steps"),
        set: (value) =>
          change((next) => {
            next.stop = { ...next.stop, steps: value };
          }),
      })}
      <p class="hint">updates: one batch forward, backward, and one step of every weight</p>
    </section>
  `;
}

function optimizerFields(optimizer: OptimizerSpec, problems: ProblemList, change: Change) {
  const set = (key: string) => (value: number) =>
    change((next) => {
      next.optimizer = { ...optimizer, [key]: value };
    });
  return html`
    ${choiceField({
      key: "optimizer",
      label: "Optimizer",
      value: optimizer.name,
      options: Object.entries(optimizers).map(([name, { label }]) => [name, label] as const),
      problem: problems.at("optimizer.name"),
      set: (value) =>
        change((next) => {
          const name = value as OptimizerSpec["name"];
          next.optimizer = { name, learning_rate: optimizers[name].first };
        }),
    })}
    ${numberField({
      label: "Learning rate",
      value: optimizer.learning_rate ?? optimizers[optimizer.name].standard,
      min: 1e-4,
      max: 10,
      log: true,
      problem: problems.at("optimizer.learning_rate"),
      set: set("learning_rate"),
    })}
    ${
      optimizer.name === "sgd"
        ? numberField({
            label: "Momentum",
            value: optimizer.momentum ?? 0,
            min: 0,
            max: 0.99,
            step: 0.01,
            problem: problems.at("optimizer.momentum"),
            set: set("momentum"),
          })
        : nothing
    }
  `;
}
