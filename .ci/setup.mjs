// SPDX-License-Identifier: MIT
// Installs what a command of package.json needs and the machine lacks. Only Node's own modules: it runs before npm ci.

import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

export const root = path.dirname(import.meta.dirname);

/** Ends the program with a sentence instead of a stack trace. @returns {never} */
export function fail(/** @type {string} */ message) {
  console.error(`\nactlab: ${message}`);
  process.exit(1);
}

export function say(/** @type {string} */ message) {
  console.log(`actlab: ${message}`);
}

/** Runs a program with its output shown; ends this one when that fails. */
export function run(/** @type {string} */ program, /** @type {string[]} */ args, env = process.env) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: "inherit", env });
  if (status !== 0) fail(`${error?.message ?? "failed"}: ${[program, ...args].join(" ")}`);
}

/** Runs a program of an npm package. */
export function tool(/** @type {string} */ name, /** @type {string[]} */ args) {
  run(path.join(root, "node_modules/.bin", name), args);
}

/** The file a command name stands for, links followed; undefined when it is not on PATH. */
export function which(/** @type {string} */ command) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const file = folders
    .map((folder) => path.join(folder, command))
    .find((candidate) => fs.existsSync(candidate));
  return file && fs.realpathSync(file);
}

function hasEmscripten() {
  if (!which("em++") || !which("emcmake")) return false;
  const answer = execFileSync("em++", ["--version"], { encoding: "utf8" });
  const [major = 0, minor = 0, patch = 0] = (answer.match(/(\d+)\.(\d+)\.(\d+)/) ?? []).slice(1).map(Number);
  if (major * 1e6 + minor * 1e3 + patch >= 3_001_006) return true;
  say(`em++ ${major}.${minor}.${patch} on PATH is too old: 3.1.6 or newer is needed`);
  return false;
}

function hasHeader(/** @type {string} */ header) {
  return ["/usr/include", "/usr/local/include"].some((folder) => fs.existsSync(path.join(folder, header)));
}

/** @typedef {{ apt: string, why: string, here: () => unknown }} Need  apt: the Debian package that brings it */

/** @type {Need[]} */
export const forBuild = [
  {
    apt: "emscripten",
    why: "compiles the C++ engine to WebAssembly (em++ 3.1.6 or newer)",
    here: hasEmscripten,
  },
  { apt: "cmake", why: "describes the C++ build (3.25 or newer)", here: () => which("cmake") },
  { apt: "ninja-build", why: "runs the C++ build", here: () => which("ninja") },
];

/** @type {Need[]} */
export const forCheck = [
  { apt: "clang-format", why: "checks the C++ files' format", here: () => which("clang-format") },
];

/** @type {Need[]} */
export const forCore = [
  forBuild[1],
  forBuild[2],
  { apt: "g++", why: "builds the C++ tests natively", here: () => which("g++") },
  { apt: "clang", why: "builds them a second time: the bits must not differ", here: () => which("clang++") },
  {
    apt: "libsimde-dev",
    why: "gives native builds WebAssembly's SIMD",
    here: () => hasHeader("simde/wasm/simd128.h"),
  },
  { apt: "doctest-dev", why: "is the C++ tests' framework", here: () => hasHeader("doctest/doctest.h") },
  {
    apt: "nlohmann-json3-dev",
    why: "reads the reference numbers",
    here: () => hasHeader("nlohmann/json.hpp"),
  },
];

/** @type {Need[]} */
export const forWeb = [
  {
    apt: "chromium",
    why: "opens the built page in the tests",
    here: () => process.env.CHROMIUM ?? which("chromium"),
  },
];

/** A newer Python may hide the system's, for which apt installs. */
function hasPythonModule(/** @type {string} */ name) {
  return ["python3", "/usr/bin/python3"].some(
    (program) => spawnSync(program, ["-c", `import ${name}`], { stdio: "ignore" }).status === 0,
  );
}

/** What runs the code that the page offers to copy. @type {Need[]} */
export const forSnippets = [
  forCore[2],
  { apt: "python3-numpy", why: "runs the NumPy snippets", here: () => hasPythonModule("numpy") },
  { apt: "python3-torch", why: "runs the PyTorch snippets", here: () => hasPythonModule("torch") },
];

/** Installs the Debian packages of those needs that are not met; says what is missing where there is no apt. */
export function installPackages(/** @type {Need[]} */ needs) {
  const missing = [...new Set(needs)].filter((need) => !need.here());
  if (missing.length === 0) return;
  const names = missing.map((need) => need.apt);
  const list = missing.map((need) => `  ${need.apt}: ${need.why}`).join("\n");
  if (!which("apt-get")) fail(`these are missing, and there is no apt to install them with:\n${list}`);

  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !which("sudo")) {
    fail(`these are missing:\n${list}\nInstall them as root: apt-get install ${names.join(" ")}`);
  }
  say(`installing with apt:\n${list}`);
  // By way of env: sudo hands no variables on.
  const apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
  const [program, ...before] = isRoot ? apt : ["sudo", ...apt];
  run(program, [...before, "update", "-qq"]);
  run(program, [...before, "install", "-y", "-qq", "--no-install-recommends", ...names]);
  const still = missing.filter((need) => !need.here()).map((need) => need.apt);
  if (still.length > 0) fail(`still not usable after installing: ${still.join(", ")}`);
}

/** True when a folder's node_modules holds what its package-lock.json asks for, packages for other platforms aside. */
function modulesMatchLock(/** @type {string} */ folder) {
  const packages = (/** @type {string} */ file) =>
    JSON.parse(fs.readFileSync(path.join(root, folder, file), "utf8")).packages;
  try {
    const installed = packages("node_modules/.package-lock.json");
    return Object.entries(packages("package-lock.json")).every(
      ([name, { version, optional }]) =>
        name === "" || installed[name]?.version === version || (optional && !installed[name]),
    );
  } catch {
    return false;
  }
}

/** @param {string} [folder] of the package.json, seen from the root */
export function installModules(folder = ".") {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Node.js ${process.versions.node} is too old: Vite needs 20.19 or newer`);
  }
  if (modulesMatchLock(folder)) return;
  say(`installing npm packages as ${path.join(folder, "package-lock.json")} lists them`);
  run("npm", ["ci", "--prefix", folder]);
}
