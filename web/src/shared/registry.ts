// SPDX-License-Identifier: MIT
// Reading the registry: entries by name, parameters by what they take.
import type { ActivationInfo, ActivationParameter } from "./engine";

export interface ScalarParameter extends ActivationParameter {
  default: number;
}

export const isScalar = (parameter: ActivationParameter): parameter is ScalarParameter =>
  typeof parameter.default === "number";

/** Whether it takes lists, as maxout takes its pieces. */
export const hasLists = (info: ActivationInfo) => !info.parameters.every(isScalar);

/** The entry called `name`, or so by another name. */
export function findInfo(infos: readonly ActivationInfo[], name: string): ActivationInfo | undefined {
  return infos.find((info) => info.name === name || info.aliases.includes(name));
}
