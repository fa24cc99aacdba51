import { typeKeys } from "../../arm/index.ts";
import type { Draft } from "../estate/draft.ts";
import type { Row } from "../estate/row.ts";
import type { Removing } from "../kind/kind.ts";
import { reverseOf } from "./sides.ts";

/** A peering that goes leaves the other side disconnected. */
export function disconnectReverse({ draft, row }: Removing): void {
  const reverse = reverseOf(draft, row);
  if (reverse !== undefined) disconnect(draft, reverse);
}

/** A network that goes leaves every peering that leads to it disconnected. */
export function disconnectRemotes({ draft, row }: Removing): void {
  for (const referrer of draft.referrersOf(row.id.key)) {
    if (referrer.row.typeKey === typeKeys.peering) disconnect(draft, referrer.row);
  }
}

function disconnect(draft: Draft, peering: Row): void {
  draft.put({ ...peering, facts: { ...peering.facts, isDisconnected: true } });
}
