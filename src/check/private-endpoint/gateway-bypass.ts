import type { Gateway, Model, Subnet } from "../../model/index.ts";
import { formatPrefix, hostPrefix } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { senderBehind } from "../shown-sender.ts";
import { subnetName } from "../subnet-name.ts";
import { showCall } from "./endpoint-flow.ts";
import { routesToEndpoints } from "./endpoint-route.ts";
import { type Passage, type PlacedEndpoint, passagesOf } from "./passage.ts";
import { policyLetting } from "./policy-value.ts";
import { distinctPlaces, hopName, isDefaultRoute, routeName } from "./user-route.ts";

/** What comes in through a gateway goes past the appliance that its table names (PE-4, PE-9). */
export const gatewayBypass: CheckRule = {
  code: "TR203",
  family: "privateEndpoint",
  severity: "warning",
  title: "Traffic from outside Azure goes past the appliance to private endpoints",
  about:
    "The table of a GatewaySubnet sends private endpoints to an appliance, and the gateway does not follow it. No effective routes show that: a machine with the same table may well follow it.",
  rules: ["PE-2", "PE-3"],
  begin: (ground) => {
    const drafts: Draft[] = [];
    return {
      visit: (seen) => {
        const { gateway } = seen;
        if (gateway === undefined || isShut(ground.model, gateway)) return;
        for (const family of familiesOf(ground.model, gateway, seen)) {
          drafts.push(...draft(ground, { seen, gateway, family }));
        }
      },
      finish: () => drafts,
    };
  },
};

// Nobody comes in where all connections are down.
function isShut({ connections }: Model, { key, clientPools }: Gateway): boolean {
  const own = [...connections.values()].filter((one) => one.gateway === key);
  return clientPools.length === 0 && own.length > 0 && own.every(({ isUp }) => !isUp);
}

/** Why a gateway goes past the appliance, or perhaps does. */
type Cause = "hostRouteIgnored" | "hostRouteUnproven" | "policyOff" | "tooShort";

/** Endpoints of one subnet that a gateway treats alike. */
interface Family {
  readonly cause: Cause;
  readonly subnet: Subnet;
  readonly passages: readonly [Passage, ...Passage[]];
}

function familiesOf(model: Model, gateway: Gateway, { table }: SeenTable): readonly Family[] {
  const families = new Map<string, Family & { readonly passages: [Passage, ...Passage[]] }>();
  for (const passage of passagesOf(model, table)) {
    const subnet = model.subnets.get(passage.subnet);
    const cause = subnet && causeOf(model, gateway, subnet, passage);
    if (subnet === undefined || cause === undefined) continue;
    const key = `${cause} ${subnet.key}`;
    const family = families.get(key);
    if (family) family.passages.push(passage);
    else families.set(key, { cause, subnet, passages: [passage] });
  }
  return [...families.values()];
}

// only active-active VPN gateways were seen to ignore such routes. Nobody has shown that others
// follow them.
function causeOf(
  { behavior }: Model,
  { kind, isActiveActive }: Gateway,
  subnet: Subnet,
  { over, obstacle, endpoints: [first] }: Passage,
): Cause | undefined {
  if (obstacle !== undefined) return obstacle.kind;
  const isHostRoute = over.prefix.length === hostPrefix(first.address).length;
  const isUnproven =
    behavior.gatewayIgnoresPe32Udr === "activeActiveVpn" && !(kind === "vpn" && isActiveActive);
  const isOpen = subnet.letsRoutesReachPrivateEndpoints;
  return isHostRoute && isUnproven && !isOpen ? "hostRouteUnproven" : undefined;
}

interface Parts {
  readonly seen: SeenTable;
  readonly gateway: Gateway;
  readonly family: Family;
}

function draft(ground: Ground, parts: Parts): readonly Draft[] {
  const { model } = ground;
  const { seen, gateway, family } = parts;
  const { cause, subnet, passages } = family;
  const [{ over, endpoints: placed, obstacle }] = passages;
  const name = subnetName(model, subnet);
  const endpoints = passages.flatMap((one) => one.endpoints);
  const places = distinctPlaces(passages.map((one) => one.over.route.places[0]));
  const needsPolicy = !subnet.letsRoutesReachPrivateEndpoints;
  const needsRoute = cause === "tooShort";
  const prefixes = listNames(subnet.prefixes.map(({ prefix }) => formatPrefix(prefix)));
  const addRoute = `add a route for ${prefixes} to ${hopName(ground, seen.network, over)} to the table of ${subnetName(model, seen.subnet)}`;
  const setPolicy = `set privateEndpointNetworkPolicies of ${name} to ${policyLetting(subnet, "routes")}`;
  const remedy = [...(needsPolicy ? [setPolicy] : []), ...(needsRoute ? [addRoute] : [])];
  const isWide = needsPolicy && needsRoute && isDefaultRoute(over);
  return [
    {
      severity: isWide ? "info" : "warning",
      message: messageOf(ground, parts, endpoints),
      remedy: `${capitalized(remedy.join(", and "))}.`,
      place: needsPolicy ? subnet.privateEndpointPolicyPlace : over.route.places[0],
      related: needsPolicy ? places : [subnet.privateEndpointPolicyPlace],
      affected: [gateway.id],
      subject: [gateway.id, subnet.id, cause],
      rules: rulesOf(cause),
      assumptions: cause === "hostRouteUnproven" ? [unproven(gateway)] : [],
      walks: showCall(ground, senderBehind(ground, gateway), placed[0]),
      repair:
        obstacle?.kind === "tooShort"
          ? routesToEndpoints(model, over.route, [seen.subnet], [subnet])
          : { kind: "letRoutesReachEndpoints", subnets: [subnet.key] },
    },
  ];
}

function messageOf(
  ground: Ground,
  { seen, gateway, family: { cause, subnet, passages } }: Parts,
  endpoints: readonly PlacedEndpoint[],
): string {
  const { model } = ground;
  const [{ over, obstacle }] = passages;
  const name = subnetName(model, subnet);
  const hop = hopName(ground, seen.network, over);
  const calls = listNames([...new Set(endpoints.map(({ endpoint }) => endpoint.name))]);
  const past = `What comes in through ${gateway.name} goes past ${hop} to ${calls} in ${name}`;
  const routes = listNames(passages.map((one) => `'${one.over.route.name ?? ""}'`));
  switch (cause) {
    case "hostRouteIgnored":
      return `${past}: the gateway ignores routes for exactly an endpoint's address (${routes}) while the network policy of ${name} is off. A machine with the same table follows them, and so does not show it.`;
    case "hostRouteUnproven":
      return `What comes in through ${gateway.name} may go past ${hop} to ${calls} in ${name}: active-active VPN gateways ignore routes for exactly an endpoint's address (${routes}) while the network policy of ${name} is off, and nobody has shown what ${gateway.name} does.`;
    case "policyOff":
      return `${past}: route ${routeName(over)} covers them, but their /32 routes are longer, and the network policy of ${name} does not let user routes replace them.`;
    case "tooShort": {
      const longer = obstacle?.kind === "tooShort" ? formatPrefix(obstacle.longer.prefix) : "";
      const network = model.networks.get(subnet.network)?.name ?? "their network";
      const policy = subnet.letsRoutesReachPrivateEndpoints
        ? "whatever the network policy says"
        : `and the network policy of ${name} is off as well`;
      return `${past}: route ${routeName(over)} is shorter than ${longer} of ${network}, and so replaces no /32 route of an endpoint there, ${policy}.`;
    }
  }
}

function rulesOf(cause: Cause): NonNullable<Draft["rules"]> {
  switch (cause) {
    case "hostRouteIgnored":
      return ["PE-9", "X-2", "X-28"];
    case "hostRouteUnproven":
      return ["PE-9", "X-2"];
    case "policyOff":
      return ["PE-4"];
    case "tooShort":
      return ["PE-4", "X-11"];
  }
}

function unproven({ name, kind }: Gateway): NonNullable<Draft["assumptions"]>[number] {
  const known =
    kind === "expressRoute"
      ? "Azure documents that the network policy is needed with ExpressRoute gateways"
      : "only active-active VPN gateways were seen to ignore them";
  return {
    code: "gatewayIgnoresHostRoutes",
    message: `${name} is taken to ignore user routes for exactly a private endpoint's address: ${known}.`,
    rules: ["PE-9", "X-2"],
  };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
