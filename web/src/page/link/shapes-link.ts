// SPDX-License-Identifier: MIT
// The state of Shapes as a link: #shapes?f=relu,elu(alpha=0.5)&focus=2&x=-8..8
import type { Problem } from "../../shared/engine";
import { asCall, type Faults, formatQuery, formatValue, parseList, parseQuery } from "./grammar";

export interface ShapeFunction {
  name: string;
  parameters: Record<string, number | number[]>;
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
  /** A stretch counts as saturated where |f'| is below it. */
  threshold: number;
  /** Logits of softmax and log_softmax besides the one that x is; all of them are 0. */
  others: number;
  /** The function of pairs whose picture stands in the chart's place; empty when the chart does. */
  pair: string;
  /** Where the picture's crosshair stands. */
  a: number;
  b: number;
  /** Mean and standard deviation of the normal input that is sent through the function in focus. */
  mu: number;
  sigma: number;
  /** Shows the worked example: whole numbers through ReLU. */
  example: boolean;
}

export const firstShapes: ShapesState = {
  functions: ["relu", "sigmoid", "tanh"].map((name) => ({ name, parameters: {} })),
  focus: 0,
  slope: true,
  curvature: false,
  x: [-5, 5],
  y: [-1.5, 3],
  at: 1,
  threshold: 0.01,
  others: 2,
  pair: "",
  a: 1,
  b: 1,
  mu: 0,
  sigma: 1,
  example: false,
};

/** As many as the palette can tell apart. */
export const kMostFunctions = 7;
/** How far the plane can be looked at. */
const kPlane = [-1e6, 1e6] as const;
/** Numbers that a link gives as they are, and between what. */
const numbers = {
  at: kPlane,
  threshold: [1e-6, 1],
  others: [1, 999],
  a: [-4, 4],
  b: [-4, 4],
  mu: [-20, 20],
  sigma: [0.01, 20],
} as const satisfies Partial<Record<keyof ShapesState, readonly [number, number]>>;
type NumberKey = keyof typeof numbers;

/** Both ends of what the crosshair of a function of pairs can reach. */
export const kPairRange = numbers.a;
export const kThresholdRange = numbers.threshold;
export const kOthersRange = numbers.others;
/** What a normal input may have. */
export const kInputRange = { mu: numbers.mu, sigma: numbers.sigma };

const isNumberKey = (key: string): key is NumberKey => key in numbers;

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
  if (state.pair !== firstShapes.pair) settings.set("pair", state.pair);
  for (const key of Object.keys(numbers) as NumberKey[]) {
    if (state[key] !== firstShapes[key]) settings.set(key, String(state[key]));
  }
  if (state.example) settings.set("example", onOff(state.example));
  return formatQuery(settings);
}

/** The link without the places of crosshairs: what undo goes back to. */
export function formatSettings(state: ShapesState): string {
  return formatShapes({ ...state, at: firstShapes.at, a: firstShapes.a, b: firstShapes.b });
}

function functionList(functions: readonly ShapeFunction[]): string {
  return functions.map(({ name, parameters }) => formatValue({ word: name, args: parameters })).join(",");
}

const onOff = (on: boolean) => (on ? "on" : "off");

/** The state that a link means, and what of it cannot be read: with such problems it is not to be shown. */
export function parseShapes(text: string): { state: ShapesState; problems: Problem[] } {
  const state = structuredClone(firstShapes);
  const problems: Faults = [];
  for (const [key, value] of parseQuery(text)) readSetting(state, key, value, problems);
  const { focus, functions } = state;
  if (focus >= functions.length && !problems.some(({ path }) => path === "f" || path === "focus")) {
    problems.push({ path: "focus", message: `must be in [1, ${functions.length}], got ${focus + 1}` });
  }
  state.at = seenPlace(state.x, state.at);
  return { state, problems };
}

/** The place nearest to `at` that can be seen: the crosshair never leaves the figure. */
export function seenPlace([low, high]: readonly [number, number], at: number): number {
  return Math.min(high, Math.max(low, at));
}

function readSetting(state: ShapesState, key: string, text: string, faults: Faults): void {
  const fail = (message: string) => faults.push({ path: key, message });
  if (key === "f") state.functions = readFunctions(text, faults);
  else if (key === "focus") state.focus = readNumber(text, [1, kMostFunctions], fail, true) - 1;
  else if (key === "slope" || key === "curvature" || key === "example") state[key] = readSwitch(text, fail);
  else if (key === "x" || key === "y") state[key] = readRange(text, fail);
  else if (key === "pair") state.pair = text;
  else if (isNumberKey(key)) state[key] = readNumber(text, numbers[key], fail, key === "others");
  else {
    const known = ["f", "focus", "slope", "curvature", "x", "y", "pair", "example", ...Object.keys(numbers)];
    fail(`unknown setting; Shapes knows ${known.join(", ")}`);
  }
}

function readFunctions(text: string, faults: Faults): ShapeFunction[] {
  const list = parseList(text, "f", faults);
  if (list.length === 0 || list.length > kMostFunctions) {
    faults.push({ path: "f", message: `must name 1 to ${kMostFunctions} functions, got ${list.length}` });
  }
  return list.map((value, i) => {
    const { word, args } = asCall(value, `f[${i}]`, faults);
    // Whether these are numbers, and which are allowed, the engine says.
    return { name: word, parameters: args as Record<string, number> };
  });
}

type Fail = (message: string) => void;

function readNumber(text: string, [min, max]: readonly [number, number], fail: Fail, whole = false): number {
  const value = Number(text);
  if (text === "" || !(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
    fail(`must be a ${whole ? "whole " : ""}number in [${min}, ${max}], got “${text}”`);
  }
  return value;
}

function readSwitch(text: string, fail: Fail): boolean {
  if (text !== "on" && text !== "off") fail(`must be on or off, got “${text}”`);
  return text === "on";
}

function readRange(text: string, fail: Fail): [number, number] {
  const ends = text.split("..");
  if (ends.length !== 2) fail(`must be a range such as -5..5, got “${text}”`);
  const [low, high] = ends.map((end) => readNumber(end, kPlane, fail));
  if (high - low < 1e-3) fail(`must end at least 0.001 above its start, got “${text}”`);
  return [low, high];
}
