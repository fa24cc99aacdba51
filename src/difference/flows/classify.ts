import { isSuccess } from "../../flow/index.ts";
import type { Outcome, OutcomePass, OutcomeWay } from "../../reach/index.ts";
import type { FlowChangeKind } from "./flow-change.ts";

/**
 * Tells how flows fare otherwise; absent when they fare alike. What has no sender on one side and
 * does not work on the other is no change that anybody would notice.
 */
export function classify(
  before: Outcome | undefined,
  after: Outcome | undefined,
): FlowChangeKind | undefined {
  if (before?.key === after?.key) return undefined;
  const [worked, works] = [before?.works ?? false, after?.works ?? false];
  if (worked && !works) return after?.isUnknown === true ? "noLongerKnown" : "newlyBlocked";
  if (!worked && works) return "newlyOpen";
  if (before === undefined || after === undefined) return undefined;
  if (!works) return "blockedOtherwise";
  if (before.isSymmetric && !after.isSymmetric) return "symmetryLost";
  if (!before.isSymmetric && after.isSymmetric) return "symmetryGained";
  return pathKey(before) === pathKey(after) ? "sourceChanged" : "otherPath";
}

/** Text that outcomes share when flows pass the same nodes, there and back, on all equal ways. */
export function pathKey({ ways }: Outcome): string {
  return [...new Set(ways.map(wayText))].sort().join("\n");
}

function wayText({ there, back }: OutcomeWay): string {
  return `${viaText(there)} / ${back === undefined ? "" : viaText(back)}`;
}

function viaText({ via, hasIdentity }: OutcomePass): string {
  return `${via.map(({ id }) => id).join(" > ")}${hasIdentity ? " identity" : ""}`;
}

/** The way that tells why a flow does not work; the first one where it does. */
export function decisiveWay({ ways }: Outcome): OutcomeWay {
  const failing = ways.find(
    ({ there, back }) =>
      !isSuccess(there.disposition) || (back !== undefined && !isSuccess(back.disposition)),
  );
  return failing ?? ways[0];
}

/** The direction of a way that fails; absent when both arrive. */
export function failingPass({
  there,
  back,
}: OutcomeWay): { readonly pass: OutcomePass; readonly isReply: boolean } | undefined {
  if (!isSuccess(there.disposition)) return { pass: there, isReply: false };
  return back === undefined || isSuccess(back.disposition)
    ? undefined
    : { pass: back, isReply: true };
}
