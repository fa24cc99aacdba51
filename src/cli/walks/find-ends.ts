import { type Endpoint, protocolWords } from "../../flow/index.ts";
import {
  type FoundDestination,
  type FoundSender,
  findDestination,
  findSender,
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
  { asker, label }: FoundSender,
): FoundDestination {
  const result = findDestination(world, name, asker);
  switch (result.kind) {
    case "found":
      return result;
    case "unresolved":
      throw unresolved(name, label, result);
    case "ambiguous":
    case "incomplete":
    case "unknown":
      throw explain(name, result, "Give an address, a resource or a host name.");
  }
}

function unresolved(
  name: string,
  sender: string,
  { resolution, names }: Extract<ReturnType<typeof findDestination>, { kind: "unresolved" }>,
): UnresolvedName {
  if (resolution.kind === "addressUnknown") {
    return new UnresolvedName(
      `'${name}' is known, and no address of it`,
      "Give the address, or install service tags: trueroute tags update --help.",
    );
  }
  const message = `${sender} cannot resolve '${name}'`;
  const remedy =
    "Add the private DNS zone, the service or a Trueroute/publicHosts to the snapshot, or give the address.";
  return new UnresolvedName(message, suggest(name, names) || remedy);
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
