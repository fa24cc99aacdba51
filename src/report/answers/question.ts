import type { JsonObject } from "../../arm/index.ts";
import type { ServiceTagIndex } from "../../servicetag/index.ts";
import type { Walker } from "../../walk/index.ts";
import type { Outcome } from "./outcome.ts";

/** Of what questions are asked: one compiled estate, and what it takes to answer as Azure does. */
export interface Asked {
  readonly walker: Walker;
  /** Microsoft's list; absent where none is installed. */
  readonly serviceTags: ServiceTagIndex | undefined;
  /** Whether to refuse what Azure refuses although it could be answered, such as stopped machines. */
  readonly isStrict: boolean;
  /** The body of a resource as a GET of it answers; `undefined`: there is none of that id. */
  readonly bodyOf: (id: string) => JsonObject | undefined;
  /** Makes a GUID, for answers that name their parts by one. */
  readonly newId: () => string;
  /** The time, as ISO 8601 writes it. */
  readonly now: () => string;
}

/** One question. */
export interface Question {
  /** Id of the resource that is asked: an interface, a gateway, a network watcher. */
  readonly target: string;
  /** The body of the request, parsed. */
  readonly body?: unknown;
  /** A parameter of the request's query; names are compared without regard to case. */
  readonly parameter?: (name: string) => string | undefined;
}

/** Answers questions of one kind. Pure, but for the GUIDs and the time that it is given. */
export type Answer<Body> = (asked: Asked, question: Question) => Outcome<Body>;
