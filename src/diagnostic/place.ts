/**
 * A place in the input: which resource, where inside it, and which file it came from.
 *
 * Every value that can end up in an answer carries one, so that an answer can say who made it.
 */
export interface Place {
  /** Resource id as it was written; empty where the place is a file and no resource. */
  readonly resource: string;
  /** JSON pointer (RFC 6901) inside the resource; empty for the resource itself. */
  readonly pointer: string;
  /** File as the user named it; empty where the input has no file. */
  readonly file: string;
  /** JSON pointer of the resource inside its file; empty where the file is the resource. */
  readonly filePointer: string;
}

/** A place that stands for the platform itself: nothing in the input made it. */
export const platformPlace: Place = { resource: "", pointer: "", file: "", filePointer: "" };

/** The same resource, deeper: `steps` are appended as escaped pointer segments. */
export function placeBelow(place: Place, ...steps: readonly (string | number)[]): Place {
  const { resource, file, filePointer } = place;
  return { resource, pointer: place.pointer + formatPointer(steps), file, filePointer };
}

/** Formats steps as a JSON pointer; no steps give the empty pointer. */
export function formatPointer(steps: readonly (string | number)[]): string {
  let pointer = "";
  for (const step of steps) pointer += `/${escapeStep(step)}`;
  return pointer;
}

function escapeStep(step: string | number): string {
  return typeof step === "number" ? `${step}` : step.replaceAll("~", "~0").replaceAll("/", "~1");
}
