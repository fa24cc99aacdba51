import type { Key, Model } from "../model/index.ts";
import { covers, formatPrefix, type Prefix } from "../net/index.ts";

/**
 * Says which prefix of a network would do as well as the one of its endpoints' subnet (PE-4), and
 * what it takes along. Empty where no network has a shorter one around any of these.
 */
export function widerNotes(model: Model, prefixes: readonly Prefix[]): readonly string[] {
  const endpointNetworks = new Set(
    [...model.privateEndpoints.values()].map(({ subnet }) => model.subnets.get(subnet)?.network),
  );
  const notes = prefixes.flatMap((inner) =>
    [...endpointNetworks].flatMap((key) => notesIn(model, key, inner)),
  );
  return [...new Set(notes)];
}

function notesIn({ networks }: Model, key: Key | undefined, inner: Prefix): readonly string[] {
  const network = key === undefined ? undefined : networks.get(key);
  const outer = network?.addressSpace.find(
    ({ prefix }) => prefix.length < inner.length && covers(prefix, inner),
  );
  if (network === undefined || outer === undefined) return [];
  const text = formatPrefix(outer.prefix);
  return [
    `A route for ${text}, the whole of ${network.name}, would do as well; it takes along what is sent to its other subnets.`,
  ];
}
