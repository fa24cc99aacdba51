import { type Endpoint, protocolWords } from "../../flow/index.ts";
import {
  type DestinationResult,
  findDestination,
  findSender,
  type SenderResult,
  type Walker,
} from "../../walk/index.ts";
import { findNearest, suggest } from "../nearest.ts";
import { UsageError } from "../usage-error.ts";

/** A sender that was found. */
export type FoundSender = Extract<SenderResult, { kind: "found" }>;

/** A destination that was found. */
export type FoundDestination = Extract<DestinationResult, { kind: "found" }>;

/** A name that the sender cannot resolve; the rest of the answer may go on without it. */
export class UnresolvedName extends UsageError {}

/** Finds who sends. Throws `UsageError` that says what there is instead. */
export function senderOf(walker: Walker, text: string): FoundSender {
  const result = findSender(walker, text);
  switch (result.kind) {
    case "found":
      return result;
    case "ambiguous":
      throw severalFound(text, result.ids);
    case "incomplete":
      throw new UsageError(
        `${result.id} is in the snapshot, but ${result.missing} is not, and its routes come from there`,
        "Add the virtual network of that subnet to the snapshot.",
      );
    case "unknown":
      throw nothingFound(text, result.near, "trueroute routes --all names all that can send.");
  }
}

/** Finds where a flow goes. Throws `UsageError` that says what there is instead. */
export function destinationOf(
  walker: Walker,
  { name }: Endpoint,
  sender: FoundSender,
): FoundDestination {
  const result = findDestination(walker, name, sender);
  switch (result.kind) {
    case "found":
      return result;
    case "ambiguous":
      throw severalFound(name, result.ids);
    case "unresolved":
      throw new UnresolvedName(
        `${sender.label} cannot resolve '${name}'`,
        "Add the private DNS zone or the service to the snapshot, or give the address.",
      );
    case "unknown":
      throw nothingFound(name, result.near, "Give an address, a resource or a host name.");
  }
}

function severalFound(text: string, ids: readonly string[]): UsageError {
  return new UsageError(
    `'${text}' names ${ids.length} resources`,
    `Give the full id of one: ${ids.join(" or ")}.`,
  );
}

function nothingFound(text: string, near: readonly string[], otherwise: string): UsageError {
  // Behind a name that is not there, a last segment may be a protocol with a slip in it.
  const [start, word = ""] = splitLast(text);
  const [protocol] = word === "" ? [] : findNearest(word, protocolWords, 1);
  const hint = suggest(text, near);
  const slip = protocol === undefined ? "" : `Did you mean '${start}/${protocol}'?`;
  return new UsageError(`nothing in the snapshot is called '${text}'`, hint || slip || otherwise);
}

function splitLast(text: string): readonly [string, string?] {
  const slash = text.lastIndexOf("/");
  return slash < 0 ? [text] : [text.slice(0, slash), text.slice(slash + 1)];
}
