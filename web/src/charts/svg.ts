// SPDX-License-Identifier: MIT
// SVG as text, standalone: every colour and font stands in it, nothing is loaded, and any XML parser reads it.
import { parseRgb } from "./color-scale";
import type { Pen } from "./line-path";
import type { Theme } from "./theme";

/** A drawing as a file's text, and its size in pixels. */
export interface Drawing {
  text: string;
  width: number;
  height: number;
}

type Attributes = Record<string, string | number | undefined>;

/** An element; attributes that are undefined are left out, and `content` is SVG already. */
export function tag(name: string, attributes: Attributes, content = ""): string {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === "number" ? digits(value) : String(value))}"`);
  return content ? `<${name}${list.join("")}>${content}</${name}>` : `<${name}${list.join("")}/>`;
}

/** Text for an element's content or an attribute. Control characters have no place in XML, not even escaped. */
export function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to leave out
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  return clean
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Hundredths of a pixel: finer than any screen or printer. */
export const digits = (value: number) => String(Number(value.toFixed(2)));

/** A colour of the style sheet as programs other than browsers read it: `fill="#0072b2" fill-opacity="0.5"`. */
export function paint(kind: "fill" | "stroke", color: string, strength = 1): Attributes {
  const hex = parseRgb(color).map((part) => Math.round(part).toString(16).padStart(2, "0"));
  const alpha = Number(
    color
      .match(/rgba\([^)]*,\s*([\d.]+)\)|\/\s*([\d.]+)\)/)
      ?.slice(1)
      .find(Boolean) ?? 1,
  );
  const opacity = alpha * strength;
  return {
    [kind]: `#${hex.join("")}`,
    [`${kind}-opacity`]: opacity < 1 ? String(Number(opacity.toFixed(3))) : undefined,
  };
}

/** A pen that writes an SVG path. */
export class PathPen implements Pen {
  d = "";

  moveTo(x: number, y: number): void {
    this.d += `M${digits(x)} ${digits(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.d += `L${digits(x)} ${digits(y)}`;
  }
}

/** What every drawing has. */
export interface Sheet {
  width: number;
  height: number;
  title: string;
  /** For readers without sight. */
  summary: string;
}

/** The whole drawing on its paper. */
export function drawing(
  { width, height, title, summary }: Sheet,
  colors: Theme,
  content: readonly string[],
): Drawing {
  const words = [tag("title", {}, escaped(title)), tag("desc", {}, escaped(summary))];
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${digits(width)} ${digits(height)}`,
    role: "img",
    "font-family": colors.font,
    "font-size": 12,
  };
  const paper = tag("rect", { width, height, ...paint("fill", colors.paper) });
  const text = tag("svg", attributes, `\n${[...words, paper, ...content].join("\n")}\n`);
  return { text: `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`, width, height };
}

/** A line of text; `halo` is the colour that keeps it off what it is written on. */
export function write(
  text: string,
  [x, y]: readonly [number, number],
  color: string,
  { anchor, halo, weight }: { anchor?: string; halo?: string; weight?: number } = {},
): string {
  const around = halo
    ? { ...paint("stroke", halo), "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" }
    : {};
  const attributes = {
    x,
    y,
    "text-anchor": anchor,
    "font-weight": weight,
    ...paint("fill", color),
    ...around,
  };
  return tag("text", attributes, escaped(text));
}
