// SPDX-License-Identifier: MIT
// Packs the CSV tables beside it into build/datasets/*.bin: the layout of core/data/packed.h, gzipped.

import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const here = import.meta.dirname;
const out = path.join(here, "../../build/datasets");

/** Decimals after the point in a text such as "5.1". */
const decimals = (/** @type {string} */ text) => (text.split(".")[1] ?? "").length;

function text(/** @type {string} */ value) {
  const bytes = Buffer.from(value, "utf8");
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function integer(/** @type {number} */ value, /** @type {number} */ bytes) {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}

/** A column of decimal texts as integers over one power of ten. */
function packColumn(/** @type {string[]} */ cells) {
  const divisor = 10 ** Math.max(...cells.map(decimals));
  const integers = cells.map((cell) => Math.round(Number(cell) * divisor));
  const largest = Math.max(...integers);
  const width = largest < 2 ** 8 ? 1 : largest < 2 ** 16 ? 2 : 3;
  if (integers.some((value, i) => value < 0 || value >= 2 ** 24 || value / divisor !== Number(cells[i]))) {
    throw new Error("a column cannot be packed without loss");
  }
  return { divisor, width, values: integers.map((value) => integer(value, width)) };
}

function float(/** @type {number} */ value) {
  const buffer = Buffer.alloc(4);
  buffer.writeFloatLE(value);
  return buffer;
}

/** `classes`: 0 where the target is a number. */
function pack(/** @type {{ name: string, classes: number }} */ { name, classes: count }) {
  const lines = fs
    .readFileSync(path.join(here, `${name}.csv`), "utf8")
    .trim()
    .split(/\r?\n/);
  const [header = [], ...rows] = lines.map((line) => line.split(","));
  const features = header.slice(0, -1);
  const labels = rows.map((row) => row.at(-1) ?? "");
  const classes = count > 0 ? [...new Set(labels)].sort() : [];
  const columns = features.map((_, f) => packColumn(rows.map((row) => row[f] ?? "")));
  return Buffer.concat([
    Buffer.from("ACT1"),
    integer(rows.length, 4),
    integer(features.length, 2),
    integer(classes.length, 2),
    text(name),
    ...columns.flatMap(({ divisor, width }, f) => [
      text(features[f] ?? ""),
      integer(width, 1),
      integer(divisor, 4),
    ]),
    ...classes.map(text),
    ...columns.flatMap(({ values }) => values),
    ...labels.map((label) => (count > 0 ? integer(classes.indexOf(label), 1) : float(Number(label)))),
  ]);
}

fs.mkdirSync(out, { recursive: true });
for (const set of JSON.parse(fs.readFileSync(path.join(here, "sources.json"), "utf8"))) {
  fs.writeFileSync(path.join(out, `${set.name}.bin`), gzipSync(pack(set), { level: 9 }));
}
