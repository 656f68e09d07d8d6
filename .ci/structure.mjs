// SPDX-License-Identifier: MIT
// Part of npm run check: the rules of this repository's layout that no compiler or linter knows.

import fs from "node:fs";
import path from "node:path";
import { root } from "./setup.mjs";

/** In core/, a room may include the rooms above it and itself; files directly in core/ come before all rooms. */
const rooms = ["simd", "random", "activation", "linalg", "data", "layer", "train", "model"];
const longest = 400;

/** @type {string[]} */
const problems = [];

function filesIn(/** @type {string} */ folder) {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes("node_modules"));
}

const roomOf = (/** @type {string} */ file) => rooms.indexOf(file.split("/")[1] ?? "");

function checkIncludes(/** @type {string} */ file, /** @type {string} */ text) {
  for (const [, quote, target = ""] of text.matchAll(/^\s*#\s*include\s*([<"])([^>"]+)[>"]/gm)) {
    if (quote === '"' && !fs.existsSync(path.join(root, target))) {
      problems.push(`${file}: "${target}" is no file, seen from the repository's root`);
    }
    if (target.startsWith("emscripten") && !file.startsWith("bindings/")) {
      problems.push(`${file}: <${target}> belongs in bindings/`);
    }
    if (!file.startsWith("core/") || quote === "<") continue;
    if (!target.startsWith("core/"))
      problems.push(`${file}: core/ includes nothing but core/, got "${target}"`);
    if (roomOf(target) > roomOf(file)) {
      problems.push(`${file}: "${target}" is in a later room (order: ${rooms.join(", ")})`);
    }
  }
}

const listed = new Set(fs.readFileSync(path.join(root, "CMakeLists.txt"), "utf8").split(/[\s()]+/));
const files = ["core", "bindings", "web", "tests", ".ci"].flatMap(filesIn);
for (const file of files.filter((name) => /\.(h|cpp|ts|css|mjs)$/.test(name))) {
  const text = fs.readFileSync(path.join(root, file), "utf8");
  const lines = text.split("\n").length - 1;
  if (lines > longest) problems.push(`${file}: ${lines} lines; over ${longest} it is two things`);
  if (!text.slice(0, 200).includes("SPDX-License-Identifier: MIT")) {
    problems.push(`${file}: begins with an SPDX line`);
  }
  if (/\.(h|cpp)$/.test(file)) checkIncludes(file, text);
  if (file.endsWith(".cpp") && !listed.has(file)) {
    problems.push(`${file}: is not listed in CMakeLists.txt, so nothing builds it`);
  }
}

for (const room of fs.readdirSync(path.join(root, "core"), { withFileTypes: true })) {
  if (room.isDirectory() && !rooms.includes(room.name))
    problems.push(`core/${room.name}: is not a known room`);
}
for (const file of ["package-lock.json", "tests/bench/peers/package-lock.json"]) {
  if (fs.readFileSync(path.join(root, file), "utf8").includes('"resolved"'))
    problems.push(`${file}: names download addresses; see .npmrc`);
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
