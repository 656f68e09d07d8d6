// SPDX-License-Identifier: MIT
// The peers are installed by npm run bench alone, so the type check knows their names and no more.
declare module "convnetjs";
declare module "@tensorflow/tfjs-core";
declare module "@tensorflow/tfjs-layers";
declare module "@tensorflow/tfjs-backend-wasm";
