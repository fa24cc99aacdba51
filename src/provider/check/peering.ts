import { typeKeys } from "../../arm/index.ts";
import { formatPrefix, overlaps } from "../../net/index.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import { gatewaysOf } from "../gateway/gateways-of.ts";
import type { Check, Checking } from "../kind/kind.ts";
import {
  isComplete,
  peeredSpace,
  remoteKeyOf,
  remoteNetworkOf,
  reverseOf,
} from "../peering/sides.ts";
import { invalidReference } from "../refusal/network.ts";
import {
  linkKindCannotChange,
  localHasGateway,
  remoteAlreadyPeered,
  remoteCannotChange,
  remoteDisconnected,
  remoteHasNoGateway,
  remoteTransitOff,
  secondRemoteGateway,
  spaceOverlapsPeer,
  spacesOverlap,
  tooManyPeeredSubnets,
} from "../refusal/peering.ts";
import type { Refusal } from "../refusal/refusal.ts";
import { idOf, parsePrefixes, propertyOf, textsOf } from "./properties.ts";

/**
 * ROUTING.md 10.1, in the order recommended there: ERR-11, ERR-9, ERR-13, ERR-14, ERR-7, ERR-8,
 * ERR-5, ERR-6, then the gateway flags.
 */
export const checkPeering: Check = (at) => {
  const { draft, row } = at;
  const local = draft.find(row.root);
  const remote = remoteNetworkOf(draft, row);
  if (local === undefined || remote === undefined) {
    const target = idOf(propertyOf(row, "remoteVirtualNetwork")) ?? "(none)";
    return invalidReference(target, row.id.text);
  }
  const sides: Sides = { draft, row, local, remote };
  return (
    checkChange(at) ??
    checkSubnetCount(row) ??
    checkSecondPeering(sides) ??
    checkDisconnected(sides) ??
    checkOverlap(sides) ??
    checkOverlapWithPeers(sides) ??
    checkGateways(sides)
  );
};

interface Sides {
  readonly draft: EstateView;
  readonly row: Row;
  readonly local: Row;
  readonly remote: Row;
}

function checkChange({ row, before }: Checking): Refusal | undefined {
  if (before === undefined) return undefined;
  if (remoteKeyOf(before) !== remoteKeyOf(row)) return remoteCannotChange(row.id.text);
  return isComplete(before) === isComplete(row) ? undefined : linkKindCannotChange(row.id.text);
}

function checkSubnetCount(row: Row): Refusal | undefined {
  const counts = ["localSubnetNames", "remoteSubnetNames"].map(
    (name) => textsOf(propertyOf(row, name)).length,
  );
  const most = Math.max(...counts);
  return most > 200 ? tooManyPeeredSubnets(row.id.text, most) : undefined;
}

function checkSecondPeering({ draft, row, local, remote }: Sides): Refusal | undefined {
  const other = draft
    .childrenOf(local.id.key, typeKeys.peering)
    .find((one) => one.id.key !== row.id.key && remoteKeyOf(one) === remote.id.key);
  return other === undefined || !isComplete(row) || !isComplete(other)
    ? undefined
    : remoteAlreadyPeered(row.id.text, other.id.text, remote.id.text);
}

function checkDisconnected({ draft, row, local }: Sides): Refusal | undefined {
  const reverse = reverseOf(draft, row);
  return reverse?.facts["isDisconnected"] === true && row.facts["isDisconnected"] !== true
    ? remoteDisconnected(row.id.text, reverse.id.text, local.id.text)
    : undefined;
}

function checkOverlap({ draft, row, local, remote }: Sides): Refusal | undefined {
  const shared = overlapping(
    peeredSpace(draft, local, row, "local"),
    peeredSpace(draft, remote, row, "remote"),
  );
  return shared.length === 0
    ? undefined
    : spacesOverlap(row.id.text, [local.id.text, remote.id.text], shared);
}

function checkOverlapWithPeers({ draft, row, local, remote }: Sides): Refusal | undefined {
  const pairs: readonly (readonly [Row, Row])[] = [
    [local, remote],
    [remote, local],
  ];
  for (const [first, second] of pairs) {
    for (const other of draft.childrenOf(second.id.key, typeKeys.peering)) {
      const third = remoteNetworkOf(draft, other);
      if (third === undefined || third.id.key === first.id.key || third.id.key === second.id.key) {
        continue;
      }
      if (!isComplete(other) || !isComplete(row)) continue;
      const shared = overlapping(
        peeredSpace(draft, first, row, first === local ? "local" : "remote"),
        peeredSpace(draft, third, other, "remote"),
      );
      if (shared.length === 0) continue;
      const networks = { first: first.id.text, second: second.id.text, third: third.id.text };
      return spaceOverlapsPeer(row.id.text, networks, shared);
    }
  }
  return undefined;
}

function overlapping(left: readonly string[], right: readonly string[]): readonly string[] {
  const others = parsePrefixes(right);
  return parsePrefixes(left)
    .filter((prefix) => others.some((other) => overlaps(prefix, other)))
    .map(formatPrefix);
}

// ROUTING.md 10.1, the decision table: ERR-4, ERR-1, ERR-2, ERR-3.
function checkGateways({ draft, row, local, remote }: Sides): Refusal | undefined {
  if (propertyOf(row, "useRemoteGateways") !== true) return undefined;
  if (gatewaysOf(draft, local).length > 0) return localHasGateway(row.id.text, local.id.text);
  const other = draft
    .childrenOf(local.id.key, typeKeys.peering)
    .find((one) => one.id.key !== row.id.key && propertyOf(one, "useRemoteGateways") === true);
  if (other !== undefined) return secondRemoteGateway(row.id.names.join("/"), other.id.text);
  const reverse = reverseOf(draft, row);
  if (reverse !== undefined && propertyOf(reverse, "allowGatewayTransit") !== true) {
    return remoteTransitOff(row.id.text, reverse.id.text);
  }
  if (propertyOf(row, "doNotVerifyRemoteGateways") === true) return undefined;
  return gatewaysOf(draft, remote).length === 0
    ? remoteHasNoGateway(row.id.text, remote.id.text)
    : undefined;
}
