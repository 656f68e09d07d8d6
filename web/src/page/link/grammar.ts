// SPDX-License-Identifier: MIT
// The small language of links: numbers, words, and words with named arguments, as in elu(alpha=0.5).

export type Value = number | string | Call;

/** A word with arguments; without any it stands for the word itself. */
export interface Call {
  word: string;
  args: Record<string, Value>;
}

/** What could not be read, in words. */
export class LinkError extends Error {}

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const wordStart = /^[a-z_][a-z0-9_]*$/i;

export function isCall(value: Value): value is Call {
  return typeof value === "object";
}

/** `relu` and `relu()` alike. */
export function asCall(value: Value): Call {
  if (isCall(value)) return value;
  if (typeof value === "string") return { word: value, args: {} };
  throw new LinkError(`expected a name, got ${value}`);
}

/** No setting nests deeper than 2; a limit keeps a hostile link from exhausting the stack. */
const kDeepest = 8;

/** Splits at `separator`, but not inside parentheses. */
export function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "(") depth++;
    if (depth > kDeepest) throw new LinkError(`parentheses nest deeper than ${kDeepest}`);
    else if (text[i] === ")") depth--;
    else if (text[i] === separator && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
    if (depth < 0) throw new LinkError(`a ")" too many in “${text}”`);
  }
  if (depth > 0) throw new LinkError(`a ")" is missing in “${text}”`);
  parts.push(text.slice(start));
  return parts;
}

export function parseValue(text: string): Value {
  if (number.test(text)) return Number(text);
  const open = text.indexOf("(");
  const word = open < 0 ? text : text.slice(0, open);
  if (!wordStart.test(word)) throw new LinkError(`cannot read “${text}”`);
  if (open < 0) return text;
  if (!text.endsWith(")")) throw new LinkError(`a ")" is missing in “${text}”`);
  return { word, args: parseArguments(text.slice(open + 1, -1)) };
}

function parseArguments(text: string): Record<string, Value> {
  // Without a prototype, so that a name such as __proto__ is a key like any other.
  const args: Record<string, Value> = Object.create(null);
  if (text === "") return args;
  for (const part of splitOutside(text, ",")) {
    const equals = part.indexOf("=");
    if (equals < 0) throw new LinkError(`expected name=value, got “${part}”`);
    args[part.slice(0, equals)] = parseValue(part.slice(equals + 1));
  }
  return args;
}

export function parseList(text: string): Value[] {
  return text === "" ? [] : splitOutside(text, ",").map(parseValue);
}

export function formatValue(value: Value): string {
  if (!isCall(value)) return String(value);
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
