// SPDX-License-Identifier: MIT
// Two builds: the site from web/ into dist/ and, with --mode lib, the library into dist/lib/actlab.js.

import fs from "node:fs";
import path from "node:path";
import { defineConfig, type Plugin, type UserConfig } from "vite";

const root = import.meta.dirname;
const datasets = path.join(root, "build/datasets");

/**
 * Emscripten's glue can look for engine.wasm beside itself, which Vite takes for one more file to ship. The facade
 * always hands the compiled module over, so that line never runs.
 */
const engineGlue = (): Plugin => ({
  name: "engine-glue",
  enforce: "pre",
  transform: (code, id) =>
    id.endsWith("/engine.mjs")
      ? code.replaceAll(/new URL\(["']engine\.wasm["'],\s*import\.meta\.url\)/g, '""')
      : null,
});

/** Puts the packed data sets of build/datasets under datasets/, in dist/ and on the development server. */
const packedDatasets = (): Plugin => ({
  name: "packed-datasets",
  configureServer(server) {
    server.middlewares.use("/datasets", (request, response, next) => {
      const file = path.join(datasets, path.basename(request.url ?? ""));
      if (fs.existsSync(file)) fs.createReadStream(file).pipe(response);
      else next();
    });
  },
  generateBundle() {
    for (const name of fs.existsSync(datasets) ? fs.readdirSync(datasets) : []) {
      const source = fs.readFileSync(path.join(datasets, name));
      this.emitFile({ type: "asset", fileName: `datasets/${name}`, source });
    }
  },
});

/** The development server puts style sheets into the page as it goes, which the built page's policy forbids. */
const noPolicyWhileDeveloping = (): Plugin => ({
  name: "no-policy-while-developing",
  apply: "serve",
  transformIndexHtml: (html) => html.replace(/<meta[^>]*http-equiv="Content-Security-Policy"[^>]*>/i, ""),
});

/** Puts build/first-figure.svg where web/index.html asks for it. */
const firstFigure = (): Plugin => ({
  name: "first-figure",
  transformIndexHtml: (html) =>
    html.replace("<!-- first figure -->", fs.readFileSync(path.join(root, "build/first-figure.svg"), "utf8")),
});

/** Writes build/chunks.json: by module that is fetched on its own, the files that come with it. For .ci/budgets.mjs. */
const chunkList = (): Plugin => ({
  name: "chunk-list",
  apply: "build",
  generateBundle(_, bundle) {
    const withImports = (name: string): string[] => {
      const file = bundle[name];
      return file?.type === "chunk" ? [name, ...file.imports.flatMap(withImports)] : [];
    };
    const chunks = Object.values(bundle).flatMap((file) =>
      file.type === "chunk" && file.facadeModuleId
        ? [[path.relative(path.join(root, "web"), file.facadeModuleId), withImports(file.fileName)]]
        : [],
    );
    fs.writeFileSync(
      path.join(root, "build/chunks.json"),
      `${JSON.stringify(Object.fromEntries(chunks), null, 1)}\n`,
    );
  },
});

const site: UserConfig = {
  root: path.join(root, "web"),
  // Relative addresses: the built site works under any sub-path.
  base: "./",
  plugins: [engineGlue(), packedDatasets(), firstFigure(), chunkList(), noPolicyWhileDeveloping()],
  worker: {
    format: "es",
    plugins: () => [engineGlue()],
    // The engine's face and glue apart from what the page's worker does with them.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "glue", test: /\/(bindings|build\/wasm)\// }] } },
    },
  },
  server: { fs: { allow: [root] } },
  build: {
    outDir: path.join(root, "dist"),
    emptyOutDir: true,
    target: "es2022",
    // Every file stays a file: the policy allows no data: address, and needs no polyfill in es2022 browsers.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
};

const library: UserConfig = {
  root,
  plugins: [engineGlue()],
  // Lets bindings/lib.ts import engine.wasm and the data sets as base64.
  assetsInclude: ["**/*.wasm", "**/*.bin"],
  publicDir: false,
  build: {
    outDir: path.join(root, "dist/lib"),
    target: "es2022",
    lib: { entry: path.join(root, "bindings/lib.ts"), formats: ["es"], fileName: () => "actlab.js" },
  },
};

export default defineConfig(({ mode }) => (mode === "lib" ? library : site));
