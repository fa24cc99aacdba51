import type { Io } from "./io.ts";
import { type Manifest, readManifest } from "./manifest.ts";

/** Where the pages of this repository are published, as far as anybody has said. */
export interface DocsAddress {
  /** Address of a page for a browser; absent where nobody knows one. */
  readonly pageUrl: (path: string) => string | undefined;
  /**
   * Absolute address of a page in any case: where nobody knows one for a browser, the page's place in
   * the npm package (ECMA-427, Package URL), which has no anchors.
   */
  readonly pageUri: (path: string) => string;
}

/**
 * Tells the addresses of pages. `TRUEROUTE_DOCS` names the address of the repository's root, as
 * pages are read there; else package.json may name a repository on GitHub.
 */
export function docsAddress({ environment }: Io): DocsAddress {
  const manifest = readManifest();
  const root = (environment["TRUEROUTE_DOCS"] || rootOf(manifest))?.replace(/\/+$/, "");
  const pageUrl = (path: string) => (root === undefined ? undefined : `${root}/${path}`);
  const inPackage = (path: string) =>
    `pkg:npm/${manifest.name}@${manifest.version}#${path.replace(/#.*$/, "")}`;
  return { pageUrl, pageUri: (path) => pageUrl(path) ?? inPackage(path) };
}

function rootOf({ repository }: Manifest): string | undefined {
  const url = typeof repository === "string" ? repository : repository?.url;
  const [, path] = /github\.com[/:]([^/]+\/[^/]+?)(?:\.git)?$/.exec(url ?? "") ?? [];
  return path === undefined ? undefined : `https://github.com/${path}/blob/main`;
}
