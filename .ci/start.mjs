// SPDX-License-Identifier: MIT
// npm start: from a fresh clone to the page in a browser. Installs what is missing, builds, serves dist/.

import path from "node:path";
import { buildSite, buildWasm } from "./build.mjs";
import { serve } from "./serve.mjs";
import { forBuild, installModules, installPackages, root, say } from "./setup.mjs";

installPackages(forBuild);
installModules();
say("building the engine (C++ to WebAssembly)");
buildWasm("engine");
say("building the site");
await buildSite();
const { url } = await serve(path.join(root, "dist"), { port: Number(process.env.PORT ?? 8080) });
say(`ready at ${url} (Ctrl-C ends it)`);
