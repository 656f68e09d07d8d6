// SPDX-License-Identifier: MIT
// The engine's types as the page sees them: types only, so that the page cannot reach the engine itself.
export type {
  AccuracyBound,
  ActivationChoice,
  ActivationInfo,
  ActivationParameter,
  Cost,
  DataSpec,
  DatasetInfo,
  ElementwiseInfo,
  Evaluation,
  History,
  InitializerSpec,
  LayerSpec,
  LossName,
  OptimizerSpec,
  Problem,
  RunData,
  RunState,
  SeveralInfo,
  Shape,
  Spec,
} from "../../../bindings/types";
