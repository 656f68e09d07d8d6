// SPDX-License-Identifier: MIT
// What travels gzipped, the engine and the data sets, as it was.
import { refuse } from "./errors";

/**
 * @param path where the bytes were given, for the error when they are not whole
 * @param bytes gzipped, or unpacked already, as some servers do on the way
 */
export async function inflate(path: string, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  if (!(bytes instanceof Uint8Array)) refuse(path, `must be a Uint8Array, got ${typeof bytes}`);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new Uint8Array(bytes);
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  const whole = await new Response(stream).arrayBuffer().catch(() => refuse(path, "is not whole gzip"));
  return new Uint8Array(whole);
}
