import { pathToFileURL } from "node:url";
import type { FileUri } from "../../report/findings/index.ts";
import type { Io } from "../io.ts";
import { resolvePath } from "../session.ts";

/**
 * Tells where files lie below a folder, by default the one that the user stands in; a file elsewhere
 * has an absolute address.
 */
export function createFileUri(
  io: Io,
  sourceRoot: string = ".",
): (file: string) => FileUri | undefined {
  const root = addressOf(`${resolvePath(io, sourceRoot)}/`);
  return (file) => {
    // Standard input, and what else is no file.
    if (file.startsWith("<")) return undefined;
    const address = addressOf(resolvePath(io, file));
    if (!address.startsWith(root)) return { uri: address, isInSources: false };
    return { uri: address.slice(root.length), isInSources: true };
  };
}

function addressOf(path: string): string {
  return pathToFileURL(path).href;
}
