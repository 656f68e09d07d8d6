// SPDX-License-Identifier: MIT
// Several functions over one x, so that they can be drawn in one figure and read at one crosshair.
import type { ActivationChoice, Lab } from "../../../bindings/types";
import type { Evaluation, Problem } from "../shared/engine";
import type { Section, Sheet, SheetCurve, SheetQuery } from "../shared/messages";

type Outline = Omit<SheetCurve, keyof Evaluation>;

/** Places at which the engine looks for the ends of stretches; it finds them exactly between two. */
const kLooks = 1024;

/** `problemsOf` turns what the engine throws into what is wrong with that curve; the others are drawn all the same. */
export function sampleSheet(lab: Lab, query: SheetQuery, problemsOf: (error: unknown) => Problem[]): Sheet {
  const places = new Set(evenPlaces(query));
  const outlines = query.activations.map((activation) => {
    try {
      return inputsOf(lab, activation) === "one" ? outlineOf(lab, activation, query, places) : null;
    } catch (error) {
      return { problems: problemsOf(error) };
    }
  });
  const x = Float32Array.from(places).sort();
  const curves = query.activations.map((activation, i) => {
    const outline = outlines[i];
    if (outline && "problems" in outline) return outline;
    try {
      const numbers = evaluateSection(lab, activation, x, query);
      return { ...numbers, ...(outline ?? outlineFromSamples(x, numbers, query.threshold)) };
    } catch (error) {
      return { problems: problemsOf(error) };
    }
  });
  return { x, curves };
}

function evenPlaces({ from, to, step, also }: SheetQuery): number[] {
  const first = Math.ceil(from / step);
  const count = Math.max(0, Math.floor(to / step) - first + 1);
  const multiples = Array.from({ length: count }, (_, i) => (first + i) * step);
  return [from, ...multiples, ...also, to].map(Math.fround);
}

/** What the engine states of a function of one number; its kinks and their neighbours join `places`. */
function outlineOf(
  lab: Lab,
  activation: ActivationChoice,
  { from, to, threshold }: SheetQuery,
  places: Set<number>,
): Outline {
  const query = { ...asObject(activation), from, to, threshold, points: kLooks };
  const { x, value, slope, curvature, saturated, zeros, ...shape } = lab.sample(query);
  for (const kink of shape.kinks) {
    const at = x.indexOf(kink.x);
    if (at >= 0) for (const place of x.subarray(Math.max(0, at - 1), at + 2)) places.add(place);
  }
  return { saturated, zeros, shape };
}

const asObject = (activation: ActivationChoice) =>
  typeof activation === "string" ? { name: activation } : activation;

/** Unknown names count as functions of one number: the engine then says that they are unknown. */
function inputsOf(lab: Lab, activation: ActivationChoice): "one" | "pairs" | "all" {
  const { name } = asObject(activation);
  return lab.activations.find((info) => info.name === name || info.aliases.includes(name))?.inputs ?? "one";
}

/** f, f' and f'' in x, with the other inputs as the section says. */
function evaluateSection(
  lab: Lab,
  activation: ActivationChoice,
  x: Float32Array,
  section: Section,
): Evaluation {
  const inputs = inputsOf(lab, activation);
  if (inputs === "one") return lab.evaluate(activation, x);
  if (inputs === "all") return evaluateFirst(lab, activation, x, section.others);
  const pairs = new Float32Array(2 * x.length).fill(section.factor, 0, x.length);
  pairs.set(x, x.length);
  const { value, slope, curvature } = lab.evaluate(activation, pairs);
  return { value, slope: slope.slice(x.length), curvature: curvature.slice(x.length) };
}

/** What was last computed of each function of all inputs: it takes a call for every x, and seldom changes. */
const kept = new Map<string, { x: Float32Array; others: number; numbers: Evaluation }>();

/** The first output over the first input, a copy. */
function evaluateFirst(lab: Lab, activation: ActivationChoice, x: Float32Array, others: number): Evaluation {
  const { name } = asObject(activation);
  const last = kept.get(name);
  const known = last?.others === others && last.x.length === x.length && last.x.every((v, i) => v === x[i]);
  const numbers = known ? last.numbers : computeFirst(lab, activation, x, others);
  if (!known) kept.set(name, { x: x.slice(), others, numbers });
  return {
    value: numbers.value.slice(),
    slope: numbers.slope.slice(),
    curvature: numbers.curvature.slice(),
  };
}

/** The engine takes one group of inputs a call. */
function computeFirst(lab: Lab, activation: ActivationChoice, x: Float32Array, others: number): Evaluation {
  const numbers = {
    value: new Float32Array(x.length),
    slope: new Float32Array(x.length),
    curvature: new Float32Array(x.length),
  };
  const group = new Float32Array(1 + others);
  x.forEach((place, i) => {
    group[0] = place;
    const { value, slope, curvature } = lab.evaluate(activation, group);
    numbers.value[i] = value[0];
    numbers.slope[i] = slope[0];
    numbers.curvature[i] = curvature[0];
  });
  return numbers;
}

/** What the engine states only of functions of one number, read off the samples: exact to one step of x. */
function outlineFromSamples(x: Float32Array, { value, slope }: Evaluation, threshold: number): Outline {
  return {
    saturated: stretches(x, (i) => Math.abs(slope[i]) < threshold),
    zeros: stretches(x, (i) => value[i] === 0),
    shape: null,
  };
}

/** Stretches of at least two neighbouring places where `holds`. */
function stretches(x: Float32Array, holds: (index: number) => boolean): [number, number][] {
  const found: [number, number][] = [];
  let start = -1;
  for (let i = 0; i <= x.length; i++) {
    const inside = i < x.length && holds(i);
    if (inside && start < 0) start = i;
    if (!inside && start >= 0) {
      if (i - 1 > start) found.push([x[start], x[i - 1]]);
      start = -1;
    }
  }
  return found;
}
