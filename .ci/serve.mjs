// SPDX-License-Identifier: MIT
// A static file server for the built site, on this machine's loopback address only.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";

/** @type {Record<string, string>} */
const types = {
  ".gz": "application/gzip",
  ".bin": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ts": "text/plain; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** The path that an address asks for; undefined when it cannot be read. */
function nameIn(/** @type {string} */ address) {
  try {
    const { pathname } = new URL(address, "http://localhost");
    return decodeURIComponent(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
  } catch {
    return undefined;
  }
}

/**
 * Serves a folder under a path.
 * @param {string} folder
 * @param {{ port?: number, base?: string }} [options]  port: taken when free, else the system picks one (0: always);
 *   base: begins and ends with a slash
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serve(folder, { port = 0, base = "/" } = {}) {
  const server = http.createServer((request, response) => {
    const name = nameIn(request.url ?? "/") ?? "";
    const file = path.join(folder, path.normalize(`/${name.slice(base.length)}`));
    if (!name.startsWith(base) || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404, { "content-type": "text/plain" }).end("Not found\n");
      return;
    }
    const type = types[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "cache-control": "no-cache" });
    fs.createReadStream(file)
      .on("error", () => response.destroy())
      .pipe(response);
  });

  const listen = (/** @type {number} */ wanted) =>
    new Promise((resolve, reject) => {
      server.once("error", reject).listen(wanted, "127.0.0.1", () => resolve(server.off("error", reject)));
    });
  await listen(port).catch((error) => (error.code === "EADDRINUSE" ? listen(0) : Promise.reject(error)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}${base}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
