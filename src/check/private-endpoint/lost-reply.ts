import { type Place, platformPlace, type Severity } from "../../diagnostic/index.ts";
import type { Key, Model } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import type { Route } from "../../route/index.ts";
import type { Node } from "../../walk/index.ts";
import { type ApplianceAt, applianceAt } from "../appliance-at.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { senderBehind, senderIn } from "../shown-sender.ts";
import { subnetName } from "../subnet-name.ts";
import { hasClients } from "./client.ts";
import { type Detour, detourOf, type Layout, layoutOf } from "./detour.ts";
import { showCall } from "./endpoint-flow.ts";
import { keepsSource, type PassedCall } from "./keeps-source.ts";
import { type Passage, passagesOf } from "./passage.ts";
import { distinctPlaces } from "./user-route.ts";

/** Calls to private endpoints through an appliance that does not translate their source (PE-12). */
export const lostReply: CheckRule = {
  code: "TR204",
  family: "privateEndpoint",
  severity: "warning",
  title: "An appliance keeps the source of calls to private endpoints, and their replies get lost",
  about:
    "A private endpoint answers the appliance from which a call came. Without the appliance's own address on the call the reply is lost where client and appliance share a network, and perhaps elsewhere.",
  rules: ["PE-12", "X-20"],
  begin: (ground) => {
    const calls = new Map<string, Call>();
    const findAppliance = rememberAppliances(ground);
    return {
      visit: (seen) => {
        if (seen.gateway === undefined && !hasClients(ground.model, seen)) return;
        for (const passage of passagesOf(ground.model, seen.table)) {
          if (passage.obstacle !== undefined) continue;
          const appliance = findAppliance(seen, passage.over.route);
          const endpoint = ground.model.subnets.get(passage.subnet)?.network;
          const layout = appliance && layoutOf(seen, appliance.network, endpoint);
          if (appliance !== undefined && layout !== undefined) {
            addTo(calls, { layout, appliance, passage }, seen);
          }
        }
      },
      finish: () => draftAll(ground, [...calls.values()]),
    };
  },
};

/** Calls of one network's subnets, through one appliance, to endpoints of one subnet. */
interface Call {
  readonly layout: Layout;
  readonly appliance: ApplianceAt;
  readonly passage: Passage;
  readonly clients: SeenTable[];
}

function addTo(calls: Map<string, Call>, call: Omit<Call, "clients">, client: SeenTable): void {
  const { appliance, passage } = call;
  const from = client.gateway?.key ?? client.network.key;
  const { nextHop } = passage.over.route;
  const hops = nextHop.kind === "appliance" ? nextHop.addresses : [];
  const key = [from, appliance.network.key, ...hops, passage.subnet].join("|");
  const known = calls.get(key);
  if (known === undefined) calls.set(key, { ...call, clients: [client] });
  else known.clients.push(client);
}

// Subnets share routes, and each route has one next hop.
function rememberAppliances(ground: Ground) {
  const found = new WeakMap<Route, Map<Key, ApplianceAt | undefined>>();
  return ({ network }: SeenTable, route: Route): ApplianceAt | undefined => {
    const [address] = route.nextHop.kind === "appliance" ? route.nextHop.addresses : [];
    if (address === undefined) return undefined;
    const known = found.get(route) ?? new Map<Key, ApplianceAt | undefined>();
    found.set(route, known);
    if (!known.has(network.key)) known.set(network.key, applianceAt(ground, network, address));
    return known.get(network.key);
  };
}

/** A call that a walk has shown to be untranslated. */
interface Shown {
  readonly layout: Layout;
  readonly detour: Detour;
  readonly passage: Passage;
  /** Those whose calls the appliance may treat the same way; never empty. */
  readonly clients: readonly SeenTable[];
}

function draftAll(ground: Ground, calls: readonly Call[]): readonly Draft[] {
  const byDevices = new Map<string, [Shown, ...Shown[]]>();
  for (const call of calls) {
    const shown = show(ground, call);
    if (shown === undefined) continue;
    const key = [shown.layout, ...shown.detour.devices.map(({ id }) => id)].join("|");
    const known = byDevices.get(key);
    if (known === undefined) byDevices.set(key, [shown]);
    else known.push(shown);
  }
  return [...byDevices.values()].map((all) => draft(ground, all));
}

// Rules differ by address, and one walk cannot speak for all: a few do.
const mostTried = 3;

function show(ground: Ground, { layout, appliance, passage, clients }: Call): Shown | undefined {
  const calling = clients.filter((one) =>
    passage.endpoints.some(({ address }) =>
      keepsSource(ground.model, appliance, callOf(one, address)),
    ),
  );
  for (const client of calling.slice(0, mostTried)) {
    const sender = client.gateway
      ? senderBehind(ground, client.gateway)
      : senderIn(ground, client.subnet);
    for (const placed of passage.endpoints.slice(0, mostTried)) {
      if (!keepsSource(ground.model, appliance, callOf(client, placed.address))) continue;
      const [walk] = showCall(ground, sender, placed);
      const detour = walk && detourOf(walk);
      if (detour !== undefined) return { layout, detour, passage, clients: calling };
    }
  }
  return undefined;
}

// Who calls through a gateway is nowhere in its subnet.
function callOf({ gateway, subnet }: SeenTable, destination: Ip): PassedCall {
  const sources = gateway === undefined ? subnet.prefixes.map(({ prefix }) => prefix) : undefined;
  return { sources, destination };
}

function draft(ground: Ground, all: readonly [Shown, ...Shown[]]): Draft {
  const { model } = ground;
  const [{ layout, detour }] = all;
  const { devices, isAssumed } = detour;
  const clients = all.flatMap((one) => one.clients);
  const callers = new Set(
    clients.map(({ gateway, subnet }) => gateway?.name ?? subnetName(model, subnet)),
  );
  const appliances = listNames(devices.map(({ name }) => name));
  const subnets = new Set(all.flatMap((one) => model.subnets.get(one.passage.subnet) ?? []));
  const targets = listNames([...subnets].map((one) => subnetName(model, one)));
  const come = layout === "gatewayBeside" ? "that come in through" : "from";
  const calls = `Calls ${come} ${listNames([...callers])} to private endpoints in ${targets} go through ${appliances}, which ${devices.length === 1 ? "keeps" : "keep"} their source`;
  const nics = devices.flatMap(({ kind, key }) =>
    kind === "nic" && key !== undefined ? [key] : [],
  );
  return {
    severity: severityOf(model, layout, detour),
    message: `${calls}: ${reasonOf(layout, detour)}.`,
    remedy:
      nics.length > 0
        ? `Set the tag disableSnatOnPL=true on ${appliances}, or let the guest put its own address on what goes to private endpoints.`
        : `Allow these calls by application rules, which always translate, or let ${appliances} translate every destination (private IP ranges 255.255.255.255/32).`,
    place: placeOf(model, devices[0]),
    related: distinctPlaces(all.map((one) => one.passage.over.route.places[0])),
    affected: clients.map(({ gateway, subnet }) => (gateway ?? subnet).id),
    subject: [layout, ...devices.map(({ id }) => id)],
    assumptions: isAssumed ? [assumed(appliances)] : [],
    walks: [detour.walk],
    repair: nics.length > 0 ? { kind: "keepSourceToPrivateLink", nics } : undefined,
  };
}

function severityOf({ behavior }: Model, layout: Layout, { isLost, isAssumed }: Detour): Severity {
  const isCertain = layout === "oneNetwork" && behavior.peNoSnatSameVnet === "drop";
  return isCertain && isLost && !isAssumed ? "error" : "warning";
}

function reasonOf(layout: Layout, { isLost }: Detour): string {
  switch (layout) {
    case "oneNetwork":
      return `appliance and callers are in one network, and there replies of private endpoints ${isLost ? "are" : "may be"} lost`;
    case "disputed":
      return "some tests saw replies of private endpoints come back this way, and others lost them";
    case "gatewayBeside":
      return "with gateway, appliance and private endpoints in one network a test lost the replies";
  }
}

// A firewall translates by its policy, where it has one.
function placeOf({ firewalls, firewallPolicies, nics }: Model, { key, place }: Node): Place {
  const firewall = key === undefined ? undefined : firewalls.get(key);
  const policy = firewall?.policy === undefined ? undefined : firewallPolicies.get(firewall.policy);
  return (
    policy?.place ?? firewall?.place ?? (key && nics.get(key)?.place) ?? place ?? platformPlace
  );
}

function assumed(appliances: string): NonNullable<Draft["assumptions"]>[number] {
  return {
    code: "guestForwards",
    message: `${appliances} is taken to pass packets on with the source that they have, since nothing says what its guest does.`,
    rules: ["FWD-5", "PE-12"],
  };
}
