import type { Resource } from "../../arm/index.ts";
import { idAt, isSameId } from "../estate/body.ts";
import type { Estate } from "../estate/estate.ts";
import { childrenOf, findResource } from "../estate/family.ts";

/** The other direction of a peering of `network` with `remote`; `undefined` where there is none. */
export function findBack(estate: Estate, network: string, remote: string): Resource | undefined {
  return childrenOf(estate, remote, "peering").find(({ body }) =>
    isSameId(idAt(body, "remoteVirtualNetwork"), network),
  );
}

/** Id of the network that a peering leads to; `undefined` when the peering is not there. */
export function remoteOf(estate: Estate, peering: string): string | undefined {
  return idAt(findResource(estate, peering)?.body, "remoteVirtualNetwork");
}
