// SPDX-License-Identifier: MIT
// npm run bench: the engine beside plain JavaScript, in turns in one process.

import { load } from "actlab";
import { measure } from "./measure";

const lab = await load();

const inputs = Float32Array.from({ length: 4096 }, (_, i) => (i - 2048) / 256);
const tanh = measure([
  { name: "actlab, value, slope and curvature", call: () => lab.evaluate({ name: "tanh" }, inputs) },
  { name: "Math.tanh, value alone", call: () => inputs.map(Math.tanh) },
]);
console.log(`tanh over ${inputs.length} floats`);
console.table(tanh);
