import { type Endpoint, protocolWords } from "../../flow/index.ts";
import { resolutionSentence } from "../../report/flows/index.ts";
import {
  type DestinationResult,
  type FoundDestination,
  type FoundSender,
  findDestination,
  findSender,
  inFamilyOf,
  type Unfound,
  type Walker,
} from "../../walk/index.ts";
import { findNearest, suggest } from "../nearest.ts";
import { UsageError } from "../usage-error.ts";

/** A name that the sender cannot resolve; the rest of the answer may go on without it. */
export class UnresolvedName extends UsageError {}

/** Finds who sends. Throws `UsageError` that says what there is instead. */
export function senderOf({ world }: Walker, text: string): FoundSender {
  const result = findSender(world, text);
  if (result.kind === "found") return result;
  throw explain(text, result, "trueroute routes --all names what can send.");
}

/** Finds where a flow goes. Throws `UsageError` that says what there is instead. */
export function destinationOf(
  { world }: Walker,
  { name }: Endpoint,
  sender: FoundSender,
): FoundDestination {
  const result = findDestination(world, name, sender);
  switch (result.kind) {
    case "found":
      return result;
    case "unresolved":
      throw unresolved(name, sender.label, result);
    case "ambiguous":
    case "incomplete":
    case "unknown":
      throw explain(name, result, "Give an address, a resource or a host name.");
  }
}

/**
 * The sender with an address of the family of the destination's. Throws `UsageError` when it has
 * none: no packet has addresses of both families.
 */
export function senderInFamily(
  { world }: Walker,
  sender: FoundSender,
  { address, label }: FoundDestination,
): FoundSender {
  const found = inFamilyOf(world, sender, address);
  if (found !== undefined) return found;
  const family = typeof address === "number" ? "IPv4" : "IPv6";
  throw new UsageError(
    `${sender.label} has no ${family} address to send to '${label}' with`,
    `Name a sender that has an ${family} address.`,
  );
}

function unresolved(
  name: string,
  sender: string,
  { resolution, names }: Extract<DestinationResult, { kind: "unresolved" }>,
): UnresolvedName {
  const hint = resolution.kind === "addressUnknown" ? "" : suggest(name, names);
  return new UnresolvedName(
    `${sender} cannot send to '${name}': ${resolutionSentence(resolution)}`,
    hint || "Give the address, or add what tells it to the snapshot: docs/snapshot.md.",
  );
}

function explain(text: string, unfound: Unfound, otherwise: string): UsageError {
  switch (unfound.kind) {
    case "ambiguous":
      return new UsageError(
        `'${text}' names ${unfound.ids.length} resources`,
        `Give the full name of one: ${unfound.ids.join(" or ")}.`,
      );
    case "incomplete":
      return new UsageError(
        `${unfound.id} is in the snapshot, and ${unfound.missing} is not`,
        "Add it to the snapshot.",
      );
    case "unknown": {
      const hint = suggest(text, unfound.names) || protocolHint(text) || otherwise;
      return new UsageError(`nothing in the snapshot is called '${text}'`, hint);
    }
  }
}

// Behind a name that is not there, a last segment may be a protocol with a slip in it.
function protocolHint(text: string): string {
  const slash = text.lastIndexOf("/");
  const [protocol] = slash < 0 ? [] : findNearest(text.slice(slash + 1), protocolWords, 1);
  return protocol === undefined ? "" : `Did you mean '${text.slice(0, slash)}/${protocol}'?`;
}
