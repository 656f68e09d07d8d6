// SPDX-License-Identifier: MIT
// An experiment as a link: #train?seed=7&data=spiral(classes=3)&layers=dense(units=8),relu,dense(units=3)
// Keys and names are the spec's own, so that a problem's path and a link's part look alike.
import { firstSpec } from "../../shared/defaults";
import type { LayerSpec, Problem, Spec } from "../../shared/engine";
import type { Speed } from "../../shared/messages";
import {
  asCall,
  type Call,
  formatQuery,
  formatValue,
  isCall,
  LinkError,
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
type Plain = number | string | boolean | Plain[] | { [key: string]: Plain };
type PlainObject = { [key: string]: Plain };

const layerTypes = new Set(["dense"]);
/** Parts of the spec that are named things: which of their fields is the name. */
const named: Record<string, string> = { data: "kind", optimizer: "name" };
/** Parts of the spec without a name, written field by field. */
const groups = new Set(["stop", "probe"]);
const plainKeys = new Set(["seed", "scaling", "test_fraction", "shuffle", "loss", "batch_size"]);

export function formatTrain(state: TrainState): string {
  const settings = new Map<string, string>();
  const spec = state.spec as unknown as PlainObject;
  const first = firstSpec as unknown as PlainObject;
  for (const key of Object.keys(spec)) {
    if (key === "version" || JSON.stringify(spec[key]) === JSON.stringify(first[key])) continue;
    if (key === "model") settings.set("layers", (state.spec.model?.layers ?? []).map(formatLayer).join(","));
    else if (key in named) settings.set(key, formatValue(toCall(spec[key] as PlainObject, named[key])));
    else if (groups.has(key)) {
      for (const [field, value] of Object.entries(spec[key])) settings.set(`${key}.${field}`, String(value));
    } else settings.set(key, String(spec[key]));
  }
  if (state.speed !== firstTrain.speed)
    settings.set("speed", state.speed === null ? "full" : String(state.speed));
  if (state.logLoss !== firstTrain.logLoss) settings.set("axis", "log");
  return formatQuery(settings);
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
      typeof value === "object" ? toCall(value as PlainObject, "name") : (value as Value),
    ]),
  );
}

/** The experiment that a link means; with problems, the first one. What the words mean the engine checks. */
export function parseTrain(text: string): { state: TrainState; problems: Problem[] } {
  const state = structuredClone(firstTrain);
  const problems: Problem[] = [];
  for (const [key, value] of parseQuery(text)) {
    try {
      readSetting(state, key, value);
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      problems.push({ path: key, message: error.message });
    }
  }
  return problems.length > 0 ? { state: structuredClone(firstTrain), problems } : { state, problems };
}

function readSetting(state: TrainState, key: string, text: string): void {
  const spec = state.spec as unknown as PlainObject;
  const [group, field] = key.split(".");
  if (key === "layers") state.spec.model = { layers: parseList(text).map(readLayer) };
  else if (key in named) spec[key] = fromCall(asCall(parseValue(text)), named[key]);
  else if (groups.has(group) && field) {
    spec[group] = { ...(spec[group] as PlainObject | undefined), [field]: fromValue(parseValue(text)) };
  } else if (plainKeys.has(key)) spec[key] = fromValue(parseValue(text));
  else if (key === "speed") state.speed = readSpeed(text);
  else if (key === "axis") state.logLoss = readAxis(text);
  else {
    const known = [...plainKeys, ...Object.keys(named), "layers", "stop.steps", "stop.loss", "speed", "axis"];
    throw new LinkError(`unknown setting; Train knows ${known.join(", ")}`);
  }
}

function readSpeed(text: string): Speed {
  const speed = Number(text);
  if (text !== "full" && !(speed >= 1 && speed <= 1e5)) {
    throw new LinkError(`must be full or a number in [1, 100000], got “${text}”`);
  }
  return text === "full" ? null : speed;
}

function readAxis(text: string): boolean {
  if (text !== "log" && text !== "linear") throw new LinkError(`must be log or linear, got “${text}”`);
  return text === "log";
}

function readLayer(value: Value): LayerSpec {
  const call = asCall(value);
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
