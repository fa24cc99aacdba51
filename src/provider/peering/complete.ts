import { isJsonObject } from "../../arm/index.ts";
import { propertyOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import type { Completing } from "../kind/kind.ts";
import { peeredSpace, remoteNetworkOf, reverseOf } from "./sides.ts";
import { writeSpace } from "./state.ts";

/**
 * What making a peering does on both sides: one guid for the pair, and the remote address space as
 * it is now. PEER-2: a later change of the space is known to this side when somebody synchronizes,
 * which is a request with `syncRemoteAddressSpace=true`.
 */
export function completePeering({ draft, row, before, query }: Completing): undefined {
  const { isDisconnected: _healed, ...facts } = row.facts;
  const reverse = reverseOf(draft, row);
  const guid = propertyOf(reverse ?? row, "resourceGuid");
  const isSynced = before === undefined || query.get("syncremoteaddressspace") === "true";
  const remote = remoteNetworkOf(draft, row);
  const isHealed = row.facts["isDisconnected"] === true;
  const space =
    isSynced || isHealed
      ? remote && writeSpace(peeredSpace(draft, remote, row, "remote"))
      : undefined;
  draft.put({
    ...withProperties(row, {
      ...(guid === undefined ? {} : { resourceGuid: guid }),
      ...(space === undefined ? {} : { remoteAddressSpace: space }),
    }),
    facts,
  });
  // The other side shows another state now.
  if (reverse !== undefined) draft.touch(reverse.root);
  return undefined;
}

function withProperties(row: Row, changed: Readonly<Record<string, unknown>>): Row {
  const { properties } = row.body;
  return {
    ...row,
    body: {
      ...row.body,
      properties: { ...(isJsonObject(properties) ? properties : {}), ...changed },
    },
  };
}
