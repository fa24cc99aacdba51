import { isUnknown, type JsonObject, placeholderOf } from "../../../arm/index.ts";
import type { FileObject } from "../../reading.ts";
import { below, evaluateStrictly } from "../evaluate-json.ts";
import { ExpressionFault } from "../expression/index.ts";
import type { Frame, Spot } from "../frame.ts";
import { memberOf } from "../member.ts";
import { reportAt, reportFault } from "../report.ts";
import { joinUri, pathOfUri, uriOfPath, withoutToken } from "./uri.ts";

/** A file that a template links to. */
export interface Linked {
  readonly file: FileObject;
  /** Pseudo-URI, to which its own links are relative. */
  readonly uri: string;
}

// A link has a host, folders that only its host knows, and the path beside the template.
const longestTail = 8;

/**
 * Finds the file that a link names: by its path beside the template, else by its URI, else by the
 * end of its path. `undefined`, with a diagnostic, when nobody has read it.
 *
 * Diagnostics: `template-link-unread`, `template-spec-unread`, `template-expression-failed`.
 *
 * @param what is linked, in words: `template`
 */
export function findLinked(link: JsonObject, what: string, spot: Spot): Linked | undefined {
  const { frame, pointer } = spot;
  const { run } = frame;
  try {
    const spec = textOf(link, "id", spot);
    if (spec !== undefined) {
      reportAt(frame, pointer, "template-spec-unread", { id: spec });
      return undefined;
    }
    const relative = textOf(link, "relativePath", spot);
    const uri = relative === undefined ? textOf(link, "uri", spot) : joinUri(frame.uri, relative);
    const candidates = uri === undefined ? [] : candidatesOf(uri);
    // The end of a path is only a guess; where it leads back, the link means another file.
    const isGuess = (path: string): boolean => path !== candidates[0];
    for (const path of candidates) {
      const file = run.root.linked(path);
      if (file === undefined || (isGuess(path) && isAround(file, frame))) continue;
      return { file, uri: path.includes("://") ? path : uriOfPath(path) };
    }
    for (const path of candidates) run.wanted.add(path);
    const shown = candidates[0] ?? "without a uri or relativePath";
    reportAt(frame, pointer, "template-link-unread", { what, link: shown });
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    reportFault(spot, error, "nothing of it was made");
  }
  return undefined;
}

function isAround({ file, filePointer }: FileObject, { chain }: Frame): boolean {
  return chain.includes(`${file}#${filePointer}`);
}

function textOf(link: JsonObject, name: string, spot: Spot): string | undefined {
  const written = memberOf(link, name);
  if (written === undefined) return undefined;
  const value = evaluateStrictly(written, { ...below(spot, name), purpose: "value" });
  if (isUnknown(value)) return placeholderOf(value);
  if (value === null || value === "") return undefined;
  if (typeof value === "string") return value;
  throw new ExpressionFault(`${name} has to be a text`);
}

/** Where a link may lead to, the most exact first. */
function candidatesOf(uri: string): readonly string[] {
  const local = pathOfUri(uri);
  if (local !== undefined) return [local];
  const bare = withoutToken(uri);
  const path = bare.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, "");
  const segments = path.split("/").filter((segment) => segment !== "");
  const tails = segments.map((_, index) => segments.slice(index).join("/"));
  return [bare, ...tails.slice(-longestTail)].filter(
    (candidate, index, all) => candidate !== "" && all.indexOf(candidate) === index,
  );
}
