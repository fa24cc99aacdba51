import {
  builtInHosts,
  type Firewall,
  type FirewallPolicy,
  type Key,
  type Model,
  type Site,
} from "../model/index.ts";
import { containsIp, formatIp, type Ip } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { assume, type Reasons } from "./name-answer.ts";
import type { Asker } from "./resolution.ts";

/** Whose names an asker sees. */
export type View = Reasons &
  (
    | { readonly kind: "public" }
    /** What Azure's own DNS says inside a network. */
    | { readonly kind: "azure"; readonly network: Key }
    /** A site's own records, and then another view. */
    | { readonly kind: "site"; readonly site: Site; readonly then: View }
    | { readonly kind: "unknownServers"; readonly servers: readonly string[] }
  );

/** Finds whose names an asker sees. */
export function viewOf(model: Model, asker: Asker): View {
  switch (asker.kind) {
    case "public":
      return { kind: "public", ...noReasons };
    case "site": {
      const site = model.sites.get(asker.site);
      return site === undefined ? { kind: "public", ...noReasons } : viewOfSite(model, site, []);
    }
    case "network":
      return viewOfNetwork(model, asker.network, []);
  }
}

const noReasons: Reasons = { places: [], rules: [], assumptions: [] };

// Sites and firewalls that were met: with networks they can name each other's servers in a circle.
// Somebody in it must ask Azure's own DNS, and it is taken to be whoever asks one of them again.
type Visited = readonly Key[];

function viewOfNetwork(model: Model, key: Key, visited: Visited): View {
  const servers = model.networks.get(key)?.dnsServers ?? [];
  if (servers.length === 0) return { kind: "azure", network: key, ...noReasons };
  const addresses = servers.map(({ address }) => address);
  const view = viewOfServers(model, addresses, { network: key, visited });
  const places = [...view.places, ...servers.map(({ place }) => place)];
  return { ...view, places, rules: [...new Set<RuleId>([...view.rules, "FWD-45"])] };
}

interface Standpoint {
  /** Network from which the servers are asked. */
  readonly network: Key;
  readonly visited: Visited;
}

/** The view of the first server of which anything is known. */
function viewOfServers(model: Model, servers: readonly Ip[], from: Standpoint): View {
  for (const server of servers) {
    const view = viewOfServer(model, server, from);
    if (view !== undefined) return view;
  }
  return { kind: "unknownServers", servers: servers.map(formatIp), ...noReasons };
}

function viewOfServer(model: Model, server: Ip, from: Standpoint): View | undefined {
  if (isAzureDns(server)) {
    return { kind: "azure", network: from.network, places: [], rules: ["FWD-20"], assumptions: [] };
  }
  const firewall = [...model.firewalls.values()].find(({ address }) => address === server);
  if (firewall !== undefined) return viewOfFirewall(model, firewall, from);
  const network = networkHolding(model, server, from.network);
  if (network !== undefined) {
    const name = model.networks.get(network)?.name ?? network;
    const assumptions = [assume("serverForwards", [formatIp(server), name], ["FWD-45"])];
    return { kind: "azure", network, places: [], rules: [], assumptions };
  }
  const site = [...model.sites.values()].find(
    ({ prefixes, resolver }) =>
      resolver !== undefined && prefixes.some(({ prefix }) => containsIp(prefix, server)),
  );
  if (site === undefined) return undefined;
  return from.visited.includes(site.key)
    ? { kind: "azure", network: from.network, ...noReasons }
    : viewOfSite(model, site, from.visited);
}

function isAzureDns(server: Ip): boolean {
  return builtInHosts.some(
    ({ kind, addresses }) => kind === "wireServer" && addresses.includes(server),
  );
}

// FWD-45: a firewall answers as a proxy only when its policy says so; then it asks its own servers, and
// without any Azure's DNS in its own network.
function viewOfFirewall(model: Model, firewall: Firewall, from: Standpoint): View | undefined {
  const policy = proxyPolicy(model, firewall);
  if (policy === undefined) return undefined;
  const subnet = firewall.subnet === undefined ? undefined : model.subnets.get(firewall.subnet);
  // Zones cannot be linked to a virtual hub.
  if (subnet === undefined) return { kind: "public", ...noReasons, places: [policy.place] };
  const { network } = subnet;
  const view: View =
    policy.dnsServers.length === 0 || from.visited.includes(firewall.key)
      ? { kind: "azure", network, ...noReasons }
      : viewOfServers(model, policy.dnsServers, {
          network,
          visited: [...from.visited, firewall.key],
        });
  return { ...view, places: [policy.place, ...view.places] };
}

// What a policy does not say is inherited from its base.
function proxyPolicy(model: Model, { policy }: Firewall): FirewallPolicy | undefined {
  const own = policy === undefined ? undefined : model.firewallPolicies.get(policy);
  const base = own?.base === undefined ? undefined : model.firewallPolicies.get(own.base);
  return [own, base].find((one) => one?.isDnsProxy);
}

// The own network first: address spaces of networks that do not know each other may overlap.
function networkHolding(model: Model, server: Ip, own: Key): Key | undefined {
  const peers = (model.networks.get(own)?.peerings ?? []).map(({ remote }) => remote);
  return [own, ...peers, ...model.networks.keys()].find((key) =>
    (model.networks.get(key)?.subnets ?? []).some((subnet) =>
      (model.subnets.get(subnet)?.prefixes ?? []).some(({ prefix }) => containsIp(prefix, server)),
    ),
  );
}

function viewOfSite(model: Model, site: Site, visited: Visited): View {
  const { resolver } = site;
  if (resolver === undefined) {
    const assumptions = [assume("siteAsksPublic", [site.name])];
    return { kind: "public", places: [site.place], rules: [], assumptions };
  }
  const then: View =
    resolver.network === undefined
      ? { kind: "public", ...noReasons }
      : viewOfNetwork(model, resolver.network, [...visited, site.key]);
  const { places, rules, assumptions } = then;
  return { kind: "site", site, then, places, rules, assumptions };
}
