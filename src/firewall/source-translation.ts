import type { Firewall, PlacedPrefix } from "../model/index.ts";
import {
  containsIp,
  type Ip,
  type Prefix,
  type PrefixSet,
  parsePrefix,
  prefixSet,
} from "../net/index.ts";
import type { Assumed } from "./match.ts";
import type { RuleOrder } from "./order.ts";

/** Whether a source is translated, and what that takes for granted. */
export interface SourceTranslation {
  readonly isTranslated: boolean;
  readonly assumed: readonly Assumed[];
}

// RFC 1918 and RFC 6598.
const privateRanges: readonly Prefix[] = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
].flatMap((text) => parsePrefix(text) ?? []);

const privateSpace: PrefixSet = prefixSet(privateRanges);

/** The addresses that `isPrivate` holds. */
export function privateAddresses(): PrefixSet {
  return privateSpace;
}

/** The ranges by which `translateSource` tells destinations apart, of the policy and its bases. */
export function translationRanges(
  firewall: Firewall,
  { policies }: Pick<RuleOrder, "policies">,
): readonly PrefixSet[] {
  const written = [firewall, ...policies].flatMap(({ untranslated }) => untranslated ?? []);
  return written.length === 0
    ? [privateSpace]
    : [privateSpace, ...[firewall, ...policies].flatMap(rangesWritten)];
}

function rangesWritten({ untranslated }: Pick<Firewall, "untranslated">): readonly PrefixSet[] {
  return untranslated === undefined ? [] : [prefixSet(untranslated.map(({ prefix }) => prefix))];
}

/** Whether an address is private by RFC 1918 or RFC 6598. */
export function isPrivate(ip: Ip): boolean {
  return privateRanges.some((prefix) => containsIp(prefix, ip));
}

/**
 * Whether a network rule translates the source on the way to a destination (FWD-24): not where the
 * destination is in the ranges that the firewall leaves alone. `0.0.0.0/0` among them holds
 * everything, and `255.255.255.255/32` alone holds nothing that is ever sent to. Ranges of a base
 * policy do not count (FWD-41).
 */
export function translateSource(
  firewall: Firewall,
  { policies }: Pick<RuleOrder, "policies">,
  destination: Ip,
): SourceTranslation {
  const [own, ...bases] = policies;
  const { untranslated: written, learnsUntranslated } = own ?? firewall;
  const isTranslated = !leavesAlone(written, destination);
  const assumed: Assumed[] = [];
  if (isTranslated && learnsUntranslated) {
    assumed.push({ code: "learnedRanges", about: [firewall.name] });
  }
  const inherited = bases.find(({ untranslated }) => untranslated !== undefined);
  if (written === undefined && inherited !== undefined) {
    if (leavesAlone(inherited.untranslated, destination) === isTranslated) {
      assumed.push({ code: "rangesNotInherited", about: [inherited.name] });
    }
  }
  return { isTranslated, assumed };
}

function leavesAlone(written: readonly PlacedPrefix[] | undefined, destination: Ip): boolean {
  return written === undefined
    ? isPrivate(destination)
    : written.some(({ prefix }) => containsIp(prefix, destination));
}
