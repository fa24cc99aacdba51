import type { PublicIp, PublicPrefix } from "../model/index.ts";
import { hostPrefix, type Ip, type Prefix } from "../net/index.ts";
import type { Egress } from "./egress.ts";

/** Public addresses that a translation takes one of. */
export interface Choice {
  /** Those that the input tells. */
  readonly among: readonly Prefix[];
  /** Whether there are others, whose address it does not tell. */
  readonly hasUnknown: boolean;
}

/** The addresses of a family that there are to choose from; `undefined` when there are none. */
export function chooseFrom(
  publicIps: readonly PublicIp[],
  ranges: readonly PublicPrefix[],
  source: Ip,
): Choice | undefined {
  const single = publicIps.map(({ address }) =>
    address === undefined ? undefined : hostPrefix(address),
  );
  const all = [...single, ...ranges.map(({ prefix }) => prefix)];
  const usable = all.filter((prefix) => prefix === undefined || isLike(prefix, source));
  const among = usable.filter((prefix) => prefix !== undefined);
  return usable.length === 0 ? undefined : { among, hasUnknown: among.length < usable.length };
}

/** What an egress says about its address: the only one there is, or why nobody can tell it. */
export function addressParts(
  { among, hasUnknown }: Choice,
  by: string,
): Pick<Egress, "address" | "among" | "assumptions"> {
  const [first, ...others] = among;
  const isSingle = first !== undefined && others.length === 0 && !hasUnknown;
  if (isSingle && first.length === hostPrefix(first.address).length) {
    return { address: first.address, among, assumptions: [] };
  }
  const code = first === undefined ? "addressUnknown" : "addressAmongSeveral";
  return { address: undefined, among, assumptions: [{ code, about: [by], rules: ["FWD-28"] }] };
}

function isLike({ address }: Prefix, source: Ip): boolean {
  return typeof address === typeof source;
}
