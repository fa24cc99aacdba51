import type { Guest, Key, Nic, PublicHost, Site } from "../model/index.ts";
import { learnedKey } from "./learned.ts";
import {
  mapByKey,
  namedOf,
  readItems,
  reportAbsent,
  reportMissing,
  resolve,
  type Sources,
} from "./sources.ts";

/** Builds the places outside Azure. `linkable` holds what a site can be connected to. */
export function lowerSites(sources: Sources, linkable: ReadonlySet<Key>): ReadonlyMap<Key, Site> {
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
        resolver: undefined,
      };
    }),
  );
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
      return [{ ...namedOf(item), nic, forwarding: body.forwarding, keepsState: undefined }];
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
