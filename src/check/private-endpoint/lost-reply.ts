import { type Place, platformPlace, type Severity } from "../../diagnostic/index.ts";
import type { Key, Model } from "../../model/index.ts";
import { type Prefix, parsePrefix } from "../../net/index.ts";
import type { Route } from "../../route/index.ts";
import type { Node } from "../../walk/index.ts";
import { type ApplianceAt, applianceAt } from "../appliance-at.ts";
import { hasClients } from "../client.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft, SeenTable } from "../rule.ts";
import { type ShownSender, senderBehind, senderIn } from "../shown-sender.ts";
import { subnetName } from "../subnet-name.ts";
import { type Detour, detourOf, type Layout, layoutOf } from "./detour.ts";
import { showCall } from "./endpoint-flow.ts";
import { isAmong, keptCallers } from "./keeps-source.ts";
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
    const groups = new Map<string, Map<Passage, Call>>();
    const findAppliance = rememberAppliances(ground);
    return {
      visit: (seen) => {
        if (seen.gateway === undefined && !hasClients(ground.model, seen)) return;
        for (const passage of passagesOf(ground.model, seen.table)) {
          if (passage.obstacle !== undefined) continue;
          const appliance = findAppliance(seen, passage.over.route);
          const endpoint = ground.model.subnets.get(passage.subnet)?.network;
          const layout = appliance && layoutOf(seen, appliance.network, endpoint);
          if (appliance === undefined || layout === undefined) continue;
          addTo(groups, { layout, appliance, passage }, seen);
        }
      },
      finish: () => [...groups.values()].flatMap((calls) => draftOf(ground, [...calls.values()])),
    };
  },
};

/** Calls by one table, through an appliance, to endpoints of one subnet. */
interface Call {
  readonly layout: Layout;
  readonly appliance: ApplianceAt;
  readonly passage: Passage;
  readonly clients: Client[];
}

/** Where calls come from: a subnet, or whoever is behind a gateway. */
type Client = Pick<SeenTable, "subnet" | "gateway">;

// Through one appliance, and in one layout.
function addTo(
  groups: Map<string, Map<Passage, Call>>,
  call: Omit<Call, "clients">,
  { subnet, gateway }: SeenTable,
): void {
  const { layout, appliance, passage } = call;
  const { nextHop } = passage.over.route;
  const hops = nextHop.kind === "appliance" ? nextHop.addresses : [];
  const key = [layout, appliance.network.key, ...hops].join("|");
  const calls = groups.get(key) ?? new Map<Passage, Call>();
  groups.set(key, calls);
  const known = calls.get(passage);
  if (known === undefined) calls.set(passage, { ...call, clients: [{ subnet, gateway }] });
  else known.clients.push({ subnet, gateway });
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

// Rules differ by address, so that one walk cannot speak for all, and a walk for each would be long
// in coming.
const mostTried = 12;

function draftOf(ground: Ground, calls: readonly Call[]): readonly Draft[] {
  const kept = calls.flatMap((call) => keptIn(ground.model, call));
  let tried = 0;
  for (const { passage, clients } of kept) {
    const sender = senderOf(ground, clients[0]);
    for (const placed of passage.endpoints.slice(0, 3)) {
      if (tried === mostTried) return [];
      tried += 1;
      const [walk] = showCall(ground, sender, placed);
      const detour = walk && detourOf(walk);
      if (detour !== undefined) return [draft(ground.model, kept, detour)];
    }
  }
  return [];
}

/** Calls that may come to an endpoint untranslated, with those who may make them. */
interface KeptCall extends Omit<Call, "clients"> {
  readonly clients: readonly [Client, ...Client[]];
}

function keptIn(model: Model, call: Call): readonly KeptCall[] {
  const callers = keptCallers(model, call.appliance, call.passage.endpoints);
  const [first, ...others] = call.clients.filter(({ gateway, subnet }) =>
    // Who calls through a gateway is nowhere in its subnet.
    isAmong(
      callers,
      gateway === undefined ? subnet.prefixes.map(({ prefix }) => prefix) : everybody,
    ),
  );
  return first === undefined ? [] : [{ ...call, clients: [first, ...others] }];
}

const everybody: readonly Prefix[] = ["0.0.0.0/0", "::/0"].flatMap(
  (text) => parsePrefix(text) ?? [],
);

function senderOf(ground: Ground, { gateway, subnet }: Client): ShownSender | undefined {
  return gateway === undefined ? senderIn(ground, subnet) : senderBehind(ground, gateway);
}

function draft(model: Model, kept: readonly KeptCall[], detour: Detour): Draft {
  const [{ layout }] = kept as readonly [KeptCall, ...KeptCall[]];
  const { devices, isAssumed } = detour;
  const clients = [...new Set(kept.flatMap((one) => one.clients))];
  const callers = clients.map(({ gateway, subnet }) => gateway?.name ?? subnetName(model, subnet));
  const appliances = listNames(devices.map(({ name }) => name));
  const subnets = new Set(kept.flatMap((one) => model.subnets.get(one.passage.subnet) ?? []));
  const targets = listNames([...subnets].map((one) => subnetName(model, one)));
  const come = layout === "gatewayBeside" ? "that come in through" : "from";
  const keep = devices.length === 1 ? "keeps" : "keep";
  const nics = devices.flatMap(({ kind, key }) =>
    kind === "nic" && key !== undefined ? [key] : [],
  );
  return {
    severity: severityOf(model, layout, detour),
    message: `Calls ${come} ${listNames([...new Set(callers)])} to private endpoints in ${targets} go through ${appliances}, which ${keep} their source: ${reasonOf(layout, detour)}.`,
    remedy:
      nics.length > 0
        ? `Set the tag disableSnatOnPL=true on ${appliances}, or let the guest put its own address on what goes to private endpoints.`
        : `Allow these calls by application rules, which always translate, or let ${appliances} translate every destination (private IP ranges 255.255.255.255/32).`,
    place: placeOf(model, devices[0]),
    related: distinctPlaces(kept.map((one) => one.passage.over.route.places[0])),
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
