import { isJsonObject, type JsonObject } from "../../../arm/index.ts";
import { formatPointer } from "../../../diagnostic/index.ts";
import type { Frame } from "../frame.ts";
import { memberName } from "../member.ts";
import { reportKind } from "../section.ts";

/** A resource as a template writes it, before copies and conditions. */
export interface DeclaredResource {
  readonly body: JsonObject;
  /** JSON pointer in the file. */
  readonly pointer: string;
  /** Absent where resources are a list. */
  readonly symbol: string | undefined;
}

/**
 * Reads the resources that a template, or a resource, holds: a list, or an object by symbolic names.
 * What is no object is reported as `property-invalid` and left out.
 */
export function readDeclared(
  frame: Pick<Frame, "run" | "file">,
  holder: JsonObject,
  pointer: string,
): readonly DeclaredResource[] {
  const name = memberName(holder, "resources");
  const written = name === undefined ? undefined : (holder[name] ?? undefined);
  if (name === undefined || written === undefined) return [];
  const at = pointer + formatPointer([name]);
  if (!Array.isArray(written) && !isJsonObject(written)) {
    reportKind(frame, at, "resources", "a list or an object", written);
    return [];
  }
  const hasSymbols = !Array.isArray(written);
  return Object.entries(written).flatMap(([key, body]) => {
    const below = at + formatPointer([key]);
    if (isJsonObject(body)) {
      return [{ body, pointer: below, symbol: hasSymbols ? key : undefined }];
    }
    reportKind(frame, below, `resource ${key}`, "an object", body);
    return [];
  });
}
