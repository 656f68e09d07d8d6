// SPDX-License-Identifier: MIT
// The small language of links: numbers, lists of them, words, and words with named arguments, as in elu(alpha=0.5) and
// maxout(slopes=-1;0.5;1).
// What cannot be read is noted with its place and handed on as the text it is. Whoever checks the settings refuses it
// too, so that reading can go on to the next fault and nothing is made of half a setting.
import type { Problem } from "../../shared/engine";

export type Value = number | readonly number[] | string | Call;

/** A word with arguments; without any it stands for the word itself. */
export interface Call {
  word: string;
  args: Record<string, Value>;
}

/** What is wrong with a link, in the order in which it is found. */
export type Faults = Problem[];

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const wordStart = /^[a-z_][a-z0-9_]*$/i;

export function isCall(value: Value): value is Call {
  return typeof value === "object" && !Array.isArray(value);
}

/** `relu` and `relu()` alike. */
export function asCall(value: Value, path: string, faults: Faults): Call {
  if (isCall(value)) return value;
  if (typeof value !== "string") faults.push({ path, message: `expected a name, got ${formatValue(value)}` });
  return { word: String(value), args: {} };
}

/** No setting nests deeper than 2; a limit keeps a hostile link from exhausting the stack. */
const kDeepest = 8;

/** Splits at commas, but not inside parentheses; null when these do not match. */
function splitList(text: string, path: string, faults: Faults): string[] | null {
  const parts: string[] = [];
  let depth = 0;
  let deepest = 0;
  let start = 0;
  for (let i = 0; i < text.length && depth >= 0; i++) {
    if (text[i] === "(") deepest = Math.max(deepest, ++depth);
    else if (text[i] === ")") depth--;
    else if (text[i] === "," && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  if (depth === 0 && deepest <= kDeepest) return parts;
  const message =
    depth === 0
      ? `parentheses nest deeper than ${kDeepest}`
      : `a ")" ${depth < 0 ? "too many" : "is missing"} in “${text}”`;
  faults.push({ path, message });
  return null;
}

export function parseValue(text: string, path: string, faults: Faults): Value {
  if (number.test(text)) return Number(text);
  const parts = text.split(";");
  if (parts.length > 1 && parts.every((part) => number.test(part))) return parts.map(Number);
  const open = text.indexOf("(");
  const word = open < 0 ? text : text.slice(0, open);
  if (!wordStart.test(word)) faults.push({ path, message: `cannot read “${text}”` });
  else if (open < 0) return text;
  else if (!text.endsWith(")")) faults.push({ path, message: `a ")" is missing in “${text}”` });
  else {
    const args = parseArguments(text.slice(open + 1, -1), path, faults);
    if (args) return { word, args };
  }
  return text;
}

function parseArguments(text: string, path: string, faults: Faults): Record<string, Value> | null {
  // Without a prototype, so that a name such as __proto__ is a key like any other.
  const args: Record<string, Value> = Object.create(null);
  const parts = text === "" ? [] : splitList(text, path, faults);
  for (const part of parts ?? []) {
    const equals = part.indexOf("=");
    const name = equals < 0 ? part : part.slice(0, equals);
    const place = `${path}.${name}`;
    if (equals < 0) faults.push({ path: place, message: `expected name=value, got “${part}”` });
    args[name] = equals < 0 ? part : parseValue(part.slice(equals + 1), place, faults);
  }
  return parts && args;
}

export function parseList(text: string, path: string, faults: Faults): Value[] {
  const parts = text === "" ? [] : splitList(text, path, faults);
  return parts?.map((part, i) => parseValue(part, `${path}[${i}]`, faults)) ?? [text];
}

export function formatValue(value: Value): string {
  if (!isCall(value)) return Array.isArray(value) ? value.join(";") : String(value);
  const args = Object.entries(value.args).map(([name, inner]) => `${name}=${formatValue(inner)}`);
  return args.length === 0 ? value.word : `${value.word}(${args.join(",")})`;
}

/** A link's text after the "?" as its settings, in order, undecoded parts and all. */
export function parseQuery(text: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const part of text.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    settings.set(equals < 0 ? part : part.slice(0, equals), equals < 0 ? "" : part.slice(equals + 1));
  }
  return settings;
}

export function formatQuery(settings: ReadonlyMap<string, string>): string {
  return [...settings].map(([key, text]) => `${key}=${text}`).join("&");
}

/** Everything that is wrong: what could not be read, and what the engine refuses elsewhere. */
export function joinFaults(unread: readonly Problem[], refused: readonly Problem[]): Problem[] {
  const within = (path: string, outer: string) =>
    path.startsWith(outer) && ["", ".", "["].includes(path.charAt(outer.length));
  return [...unread, ...refused.filter(({ path }) => !unread.some((fault) => within(path, fault.path)))];
}
