import {
  type Guest,
  type Key,
  keyOf,
  type Nic,
  type PublicHost,
  type Site,
  type SiteResolver,
  type VirtualNetwork,
} from "../model/index.ts";
import { learnedKey } from "./learned.ts";
import {
  type Item,
  mapByKey,
  namedOf,
  readItems,
  reportAbsent,
  reportMissing,
  resolve,
  type Sources,
} from "./sources.ts";

/** What a site can name. */
export interface SiteParts {
  /** What a site can be connected to. */
  readonly linkable: ReadonlySet<Key>;
  readonly networks: ReadonlyMap<Key, Pick<VirtualNetwork, "key">>;
}

/** Builds the places outside Azure. */
export function lowerSites(
  sources: Sources,
  { linkable, networks }: SiteParts,
): ReadonlyMap<Key, Site> {
  return mapByKey(
    readItems(sources, "site").map((item): Site => {
      const { prefixes, advertised, asn, links, internetAddress, hosts } = item.body;
      return {
        ...namedOf(item),
        prefixes,
        advertised: advertised ?? prefixes,
        asn,
        links: links.flatMap(({ target, nextHop }) => {
          const key = learnedKey(target.id);
          if (linkable.has(key)) return [{ key, nextHop }];
          reportMissing(target, "connectedTo", sources.report);
          return [];
        }),
        internetAddress,
        hosts,
        resolver: lowerResolver(item, networks, sources.report),
      };
    }),
  );
}

// A network that is not there is kept: zones are linked to it by its id.
function lowerResolver(
  { body }: Item<"site">,
  networks: SiteParts["networks"],
  report: Sources["report"],
): SiteResolver | undefined {
  if (body.dns === undefined) return undefined;
  const { network: reference, records } = body.dns;
  const network = reference && keyOf(reference.id);
  if (reference !== undefined && network !== undefined && !networks.has(network)) {
    reportMissing(reference, "dns", report);
  }
  return { network, records };
}

/** Builds the guests; one without a known interface or without a statement is left out. */
export function lowerGuests(
  sources: Sources,
  nics: ReadonlyMap<Key, Nic>,
): ReadonlyMap<Key, Guest> {
  const { report } = sources;
  return mapByKey(
    readItems(sources, "guest").flatMap((item): Guest[] => {
      const { body } = item;
      if (body.nic === undefined) reportAbsent(item, "networkInterface", report);
      const nic = resolve(body.nic, nics, { property: "networkInterface", report })?.key;
      if (nic === undefined || body.forwarding === undefined) return [];
      return [{ ...namedOf(item), nic, forwarding: body.forwarding, keepsState: body.keepsState }];
    }),
  );
}

/** Builds the public hosts. */
export function lowerPublicHosts(sources: Sources): ReadonlyMap<Key, PublicHost> {
  return mapByKey(
    readItems(sources, "publicHost").map((item): PublicHost => {
      const { fqdns, addresses, port, accepts } = item.body;
      return { ...namedOf(item), fqdns, addresses, port, accepts };
    }),
  );
}
