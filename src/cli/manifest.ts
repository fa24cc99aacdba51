import { readFileSync } from "node:fs";

/** What package.json says that others need. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly repository?: string | { readonly url?: string };
}

/** Reads the package.json of trueroute itself. */
export function readManifest(): Manifest {
  // The same two folders up from the source and from the build.
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
}
