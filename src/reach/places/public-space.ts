import { narrowToSide } from "../../flow/index.ts";
import { builtInHosts, type Model, perModel } from "../../model/index.ts";
import {
  hasIp,
  hostPrefix,
  type Ip,
  insideSpace,
  type PrefixSet,
  prefixSet,
  subtract,
} from "../../net/index.ts";
import { publiclyOwned } from "../../translate/index.ts";

/**
 * Makes a set of destinations smaller so that on the public side all of it fares as one address
 * does: the same owner, host or kind of service, as far as a way depends on that.
 */
export function narrowInPublic(model: Model, set: PrefixSet, ip: Ip): PrefixSet {
  const owned = publiclyOwned(model);
  if (hasIp(owned, ip)) return prefixSet([hostPrefix(ip)]);
  return cutsOf(model).reduce((rest, part) => narrowToSide(rest, ip, part), subtract(set, owned));
}

// Services that no rule tells apart from their neighbors are not told apart.
const cutsOf: (model: Model) => readonly PrefixSet[] = perModel((model) => {
  const hosts = [
    ...builtInHosts.map(({ addresses, prefixes }) => [...addresses.map(hostPrefixOf), ...prefixes]),
    ...[...model.publicHosts.values()].map(({ addresses }) => addresses.map(hostPrefixOf)),
  ];
  const regions = new Set([...model.networks.values()].flatMap(({ region }) => region ?? []));
  // FWD-16: storage of its own region is reached in another way.
  const tags = [...regions].map((region) => `Storage.${region}`);
  const hasServicePeering = [...model.circuits.values()].some(
    ({ servicePeering }) => servicePeering !== undefined,
  );
  // ER-2: a site may reach what is Azure's over its circuit, and all else over its own line.
  const asked = hasServicePeering ? [...tags, "AzureCloud"] : tags;
  const known = asked.flatMap((tag) => {
    const prefixes = model.serviceTags?.prefixesOf(tag);
    return prefixes === undefined ? [] : [prefixes];
  });
  return [insideSpace, ...[...hosts, ...known].map((prefixes) => prefixSet(prefixes))];
});

function hostPrefixOf(ip: Ip): ReturnType<typeof hostPrefix> {
  return hostPrefix(ip);
}
