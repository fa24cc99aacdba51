import { resourceName, type Suppression } from "../../finding/index.ts";
import type { Conversation } from "../conversation.ts";
import type { OpenDocument } from "../documents/read-document.ts";
import type { Found } from "./find-all.ts";

/** Says which suppressions are out of date. */
export function sayTriage(
  conversation: Conversation,
  { expired, unused }: Pick<Found, "expired" | "unused">,
  document: OpenDocument<unknown> | undefined,
): void {
  if (document === undefined) return;
  for (const one of expired) {
    conversation.report("warning", `the suppression of ${wordsOf(one)} expired on ${one.expires}`, [
      `at ${document.placeOf(one.pointer)}`,
      "fix: Mend what it hides, or give it a later day and say why.",
    ]);
  }
  for (const one of unused) {
    conversation.report("info", `the suppression of ${wordsOf(one)} suppresses nothing`, [
      `at ${document.placeOf(one.pointer)}`,
      "fix: Take it out.",
    ]);
  }
}

function wordsOf({ codes, resources, fingerprints }: Suppression): string {
  const what = fingerprints.length > 0 ? fingerprints : codes;
  const where = resources.length === 0 ? "" : ` on ${resources.map(resourceName).join(", ")}`;
  return `${what.length === 0 ? "every finding" : what.join(", ")}${where}`;
}
