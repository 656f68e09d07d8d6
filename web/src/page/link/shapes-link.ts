// SPDX-License-Identifier: MIT
// The state of Shapes as a link: #shapes?f=relu,elu(alpha=0.5)&focus=2&x=-8..8
import type { Problem } from "../../shared/engine";
import { asCall, formatQuery, formatValue, LinkError, parseList, parseQuery, type Value } from "./grammar";

export interface ShapeFunction {
  name: string;
  parameters: Record<string, number>;
}

export interface ShapesState {
  functions: ShapeFunction[];
  /** Place in `functions` of the one whose facts and parameters are shown. */
  focus: number;
  slope: boolean;
  curvature: boolean;
  x: [number, number];
  y: [number, number];
  /** Where the crosshair stands. */
  at: number;
}

export const firstShapes: ShapesState = {
  functions: ["relu", "sigmoid", "tanh"].map((name) => ({ name, parameters: {} })),
  focus: 0,
  slope: true,
  curvature: false,
  x: [-5, 5],
  y: [-1.5, 3],
  at: 1,
};

/** As many as the palette can tell apart. */
export const kMostFunctions = 7;

export function formatShapes(state: ShapesState): string {
  const settings = new Map<string, string>();
  const list = functionList(state.functions);
  if (list !== functionList(firstShapes.functions)) settings.set("f", list);
  if (state.focus !== firstShapes.focus) settings.set("focus", String(state.focus + 1));
  if (state.slope !== firstShapes.slope) settings.set("slope", onOff(state.slope));
  if (state.curvature !== firstShapes.curvature) settings.set("curvature", onOff(state.curvature));
  for (const axis of ["x", "y"] as const) {
    const range = state[axis].join("..");
    if (range !== firstShapes[axis].join("..")) settings.set(axis, range);
  }
  if (state.at !== firstShapes.at) settings.set("at", String(state.at));
  return formatQuery(settings);
}

function functionList(functions: readonly ShapeFunction[]): string {
  return functions.map(({ name, parameters }) => formatValue({ word: name, args: parameters })).join(",");
}

const onOff = (on: boolean) => (on ? "on" : "off");

/** The state that a link means; with problems, the state is the default one. */
export function parseShapes(text: string): { state: ShapesState; problems: Problem[] } {
  const state = structuredClone(firstShapes);
  const problems: Problem[] = [];
  for (const [key, value] of parseQuery(text)) {
    try {
      readSetting(state, key, value);
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      problems.push({ path: key, message: error.message });
    }
  }
  if (state.focus >= state.functions.length && problems.length === 0) {
    problems.push({
      path: "focus",
      message: `must be in [1, ${state.functions.length}], got ${state.focus + 1}`,
    });
  }
  return problems.length > 0 ? { state: structuredClone(firstShapes), problems } : { state, problems };
}

function readSetting(state: ShapesState, key: string, text: string): void {
  if (key === "f") state.functions = readFunctions(text);
  else if (key === "focus") state.focus = readNumber(text, 1, kMostFunctions, true) - 1;
  else if (key === "slope") state.slope = readSwitch(text);
  else if (key === "curvature") state.curvature = readSwitch(text);
  else if (key === "x" || key === "y") state[key] = readRange(text);
  else if (key === "at") state.at = readNumber(text, -1e6, 1e6);
  else throw new LinkError("unknown setting; Shapes knows f, focus, slope, curvature, x, y and at");
}

function readFunctions(text: string): ShapeFunction[] {
  const list = parseList(text).map(asCall);
  if (list.length === 0 || list.length > kMostFunctions) {
    throw new LinkError(`must name 1 to ${kMostFunctions} functions, got ${list.length}`);
  }
  return list.map(({ word, args }) => ({ name: word, parameters: numbersOnly(args) }));
}

function numbersOnly(args: Record<string, Value>): Record<string, number> {
  for (const [name, value] of Object.entries(args)) {
    if (typeof value !== "number") throw new LinkError(`${name} must be a number, got ${formatValue(value)}`);
  }
  return args as Record<string, number>;
}

function readNumber(text: string, min: number, max: number, whole = false): number {
  const value = Number(text);
  if (text === "" || !(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
    throw new LinkError(`must be a ${whole ? "whole " : ""}number in [${min}, ${max}], got “${text}”`);
  }
  return value;
}

function readSwitch(text: string): boolean {
  if (text !== "on" && text !== "off") throw new LinkError(`must be on or off, got “${text}”`);
  return text === "on";
}

function readRange(text: string): [number, number] {
  const [low, high] = text.split("..").map((part) => readNumber(part, -1e6, 1e6));
  if (high === undefined || !(high - low >= 1e-3)) {
    throw new LinkError(`must be a range such as -5..5, got “${text}”`);
  }
  return [low, high];
}
