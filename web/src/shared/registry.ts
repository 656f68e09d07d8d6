// SPDX-License-Identifier: MIT
// The registry's entries by what the page can do with them.
import type { ActivationInfo, ActivationParameter, ElementwiseInfo } from "./engine";

export interface ScalarParameter extends ActivationParameter {
  default: number;
}

/** A function of one number whose parameters are single numbers. */
export interface CurveInfo extends ElementwiseInfo {
  parameters: ScalarParameter[];
}

export const isScalar = (parameter: ActivationParameter): parameter is ScalarParameter =>
  typeof parameter.default === "number";

/** The entries that Shapes can draw. */
export function curveInfos(infos: readonly ActivationInfo[]): CurveInfo[] {
  return infos.filter((info): info is CurveInfo => info.inputs === "one" && info.parameters.every(isScalar));
}
