import type { FileObject } from "../reading.ts";
import { nameOf, pathBeside, pathKey } from "./path.ts";

/** The parameters files of a layer, by the template that each belongs to. */
export interface PairedParameters {
  /** In the order of the templates; `undefined` where a template has none. */
  readonly byTemplate: ReadonlyMap<FileObject, FileObject>;
  /** Files that belong to no template. */
  readonly unused: readonly FileObject[];
}

/**
 * Paths at which the parameters of a template may lie, the likeliest first: `X.parameters.json`,
 * `X.parameters.jsonc` and `X.bicepparam` beside `X.json`, and `azuredeploy.parameters.json`.
 */
export function parameterPaths(template: string): readonly string[] {
  const base = nameOf(template).replace(/\.(jsonc?|bicep)$/i, "");
  const names = [
    `${base}.parameters.json`,
    `${base}.parameters.jsonc`,
    `${base}.bicepparam`,
    "azuredeploy.parameters.json",
  ];
  return [...new Set(names)].map((name) => pathBeside(template, name));
}

/** Finds the parameters of each template; a file that has a template of its own name goes there. */
export function pairParameters(
  templates: readonly FileObject[],
  files: readonly FileObject[],
): PairedParameters {
  const left = new Map(files.map((file) => [pathKey(file.file).toLowerCase(), file]));
  const byTemplate = new Map<FileObject, FileObject>();
  const paths = templates.map(({ file }) => parameterPaths(file).map(keyOf));
  const most = Math.max(0, ...paths.map(({ length }) => length));
  // The likeliest path of every template before the second of any.
  for (let rank = 0; rank < most; rank += 1) {
    for (const [index, template] of templates.entries()) {
      const key = paths[index]?.[rank];
      const file = key === undefined ? undefined : left.get(key);
      if (key === undefined || file === undefined || byTemplate.has(template)) continue;
      byTemplate.set(template, file);
      left.delete(key);
    }
  }
  return { byTemplate, unused: [...left.values()] };
}

function keyOf(path: string): string {
  return pathKey(path).toLowerCase();
}
