// SPDX-License-Identifier: MIT
// What a parameter of the registry takes.
import type { ActivationParameter } from "./engine";

export interface ScalarParameter extends ActivationParameter {
  default: number;
}

export const isScalar = (parameter: ActivationParameter): parameter is ScalarParameter =>
  typeof parameter.default === "number";
