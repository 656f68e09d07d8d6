// SPDX-License-Identifier: MIT
// An experiment as a link: #train?seed=7&data=spiral(classes=3)&layers=dense(units=8),relu,dense(units=3)
// Keys and names are the spec's own, so that a problem's path and a link's part look alike.
import { firstSpec } from "../../shared/defaults";
import type { DataSpec, LayerSpec, LossSpec, Problem, Spec } from "../../shared/engine";
import type { Speed } from "../../shared/messages";
import { startOn } from "../train/network";
import {
  asCall,
  type Call,
  type Faults,
  formatQuery,
  formatValue,
  isCall,
  joinFaults,
  parseList,
  parseQuery,
  parseValue,
  type Value,
} from "./grammar";

export interface TrainState {
  spec: Spec;
  speed: Speed;
  logLoss: boolean;
}

export const firstTrain: TrainState = { spec: firstSpec, speed: 240, logLoss: false };

/** A part of the spec, which is plain data all the way down. */
type Plain = number | readonly number[] | string | boolean | Plain[] | { [key: string]: Plain };
type PlainObject = { [key: string]: Plain };

const layerTypes = new Set(["dense"]);
/** Parts of the spec that are named things: which of their fields is the name. */
const named = new Map([
  ["data", "kind"],
  ["optimizer", "name"],
  ["schedule", "name"],
]);
/** Parts of the spec without a name, written field by field. */
const groups = new Set(["clip", "stop", "probe"]);
/** Parts that are plain values; all but the loss go with any data and layers. */
const freeKeys = new Set(["seed", "scaling", "test_fraction", "shuffle", "batch_size"]);
const plainKeys = new Set([...freeKeys, "loss"]);

export function formatTrain(state: TrainState): string {
  const settings = new Map<string, string>();
  const spec = state.spec as unknown as PlainObject;
  const start = startOn(state.spec.data);
  const { model } = startOn(state.spec.data, state.spec.loss);
  const first = { ...start, data: firstSpec.data, model } as unknown as PlainObject;
  for (const key of Object.keys(spec)) {
    if (key === "version" || JSON.stringify(spec[key]) === JSON.stringify(first[key])) continue;
    if (key === "model") settings.set("layers", (state.spec.model?.layers ?? []).map(formatLayer).join(","));
    else if (named.has(key)) settings.set(key, formatNamed(spec[key] as PlainObject, key));
    else if (groups.has(key)) {
      for (const [field, value] of Object.entries(spec[key])) settings.set(`${key}.${field}`, String(value));
    } else settings.set(key, formatPlain(spec[key]));
  }
  if (state.speed !== firstTrain.speed)
    settings.set("speed", state.speed === null ? "full" : String(state.speed));
  if (state.logLoss !== firstTrain.logLoss) settings.set("axis", "log");
  return formatQuery(settings);
}

/** A plain value, or a loss with its settings. */
function formatPlain(value: Plain): string {
  return typeof value === "object" ? formatValue(toCall(value as PlainObject, "name")) : String(value);
}

function formatNamed(object: PlainObject, key: string): string {
  return formatValue(toCall(object, named.get(key) as string));
}

function formatLayer(layer: LayerSpec): string {
  const { type, ...rest } = layer;
  return formatValue(
    type === "activation"
      ? toCall(rest as PlainObject, "name")
      : { word: type, args: toArgs(rest as PlainObject) },
  );
}

function toCall(object: PlainObject, nameField: string): Call {
  const { [nameField]: word, ...rest } = object;
  return { word: String(word), args: toArgs(rest) };
}

function toArgs(object: PlainObject): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      key,
      typeof value === "object" && !Array.isArray(value)
        ? toCall(value as PlainObject, "name")
        : (value as Value),
    ]),
  );
}

/**
 * The experiment that a link means, and what of it cannot be read: with such problems it is not to be run. What the
 * link leaves out is as the page would choose it for the link's data and loss.
 */
export function parseTrain(text: string): { state: TrainState; problems: Problem[] } {
  const problems: Faults = [];
  const settings = parseQuery(text);
  const data = settings.get("data");
  settings.delete("data");
  const spec = startOn(
    data === undefined ? firstSpec.data : (readNamed(data, "data", problems) as DataSpec),
    settings.get("loss") as LossSpec | undefined,
  );
  const state = { ...firstTrain, spec };
  for (const [key, value] of settings) readSetting(state, key, value, problems);
  return { state, problems };
}

/** Everything wrong with a link: what could not be read of it, and what the engine refuses, by the link's names. */
export function faultsOf(unread: readonly Problem[], refused: readonly Problem[]): Problem[] {
  const renamed = refused.map(({ path, message }) => ({ path: path.replace(/^model\./, ""), message }));
  return joinFaults(unread, renamed);
}

/**
 * The experiment without the parts that were refused, to ask whether the others fit together; null when too little is
 * left to tell, because data, layers or loss are among them.
 */
export function withoutRefused(state: TrainState, refused: readonly Problem[]): TrainState | null {
  const keys = refused.map(({ path }) => path.split(".")[0]);
  if (!keys.every((key) => key === "optimizer" || key === "schedule" || groups.has(key) || freeKeys.has(key)))
    return null;
  const kept = Object.entries(state.spec).filter(([key]) => !keys.includes(key));
  return { ...state, spec: Object.fromEntries(kept) as unknown as Spec };
}

function readSetting(state: TrainState, key: string, text: string, faults: Faults): void {
  const spec = state.spec as unknown as PlainObject;
  const [group, field] = key.split(".");
  if (key === "layers") state.spec.model = { layers: readLayers(text, faults) };
  else if (named.has(key)) spec[key] = readNamed(text, key, faults);
  else if (groups.has(group) && field) {
    const value = fromValue(parseValue(text, key, faults));
    spec[group] = { ...(spec[group] as PlainObject | undefined), [field]: value };
  } else if (plainKeys.has(key)) spec[key] = fromValue(parseValue(text, key, faults));
  else if (key === "speed") state.speed = readSpeed(text, faults);
  else if (key === "axis") state.logLoss = readAxis(text, faults);
  else {
    const stops = ["steps", "loss", "accuracy", "seconds"].map((field) => `stop.${field}`);
    const known = [
      ...plainKeys,
      ...named.keys(),
      "layers",
      ...stops,
      "clip.norm",
      "clip.value",
      "speed",
      "axis",
    ];
    faults.push({ path: key, message: `unknown setting; Train knows ${known.join(", ")}` });
  }
}

function readNamed(text: string, key: string, faults: Faults): PlainObject {
  return fromCall(asCall(parseValue(text, key, faults), key, faults), named.get(key) as string);
}

function readSpeed(text: string, faults: Faults): Speed {
  const speed = Number(text);
  if (text !== "full" && !(speed >= 1 && speed <= 1e5)) {
    faults.push({ path: "speed", message: `must be full or a number in [1, 100000], got “${text}”` });
  }
  return text === "full" ? null : speed;
}

function readAxis(text: string, faults: Faults): boolean {
  if (text !== "log" && text !== "linear") {
    faults.push({ path: "axis", message: `must be log or linear, got “${text}”` });
  }
  return text === "log";
}

function readLayers(text: string, faults: Faults): LayerSpec[] {
  return parseList(text, "layers", faults).map((value, i) => readLayer(value, `layers[${i}]`, faults));
}

function readLayer(value: Value, path: string, faults: Faults): LayerSpec {
  const call = asCall(value, path, faults);
  const args = fromArgs(call.args);
  const layer = layerTypes.has(call.word)
    ? { type: call.word, ...args }
    : { type: "activation", name: call.word, ...args };
  return layer as unknown as LayerSpec;
}

function fromCall(call: Call, nameField: string): PlainObject {
  return { [nameField]: call.word, ...fromArgs(call.args) };
}

function fromArgs(args: Record<string, Value>): PlainObject {
  return Object.fromEntries(Object.entries(args).map(([key, value]) => [key, fromValue(value)]));
}

function fromValue(value: Value): Plain {
  if (isCall(value)) return fromCall(value, "name");
  if (value === "true" || value === "false") return value === "true";
  return value;
}
