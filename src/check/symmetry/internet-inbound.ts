import type { FindingWalk, Repair } from "../../finding/index.ts";
import type { Subnet } from "../../model/index.ts";
import { formatPrefix, type Prefix } from "../../net/index.ts";
import { type EffectiveTable, lookupRoute, type Match } from "../../route/index.ts";
import { stopAt } from "../device.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import { nextHopAt } from "../next-hop-at.ts";
import { destinationOf } from "../repair-destination.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { showWalk } from "../show-walk.ts";
import { type Client, clientsOf, type Published, publishedIn } from "./published.ts";

/** Public addresses whose answers leave by another way than the clients came (FWD-13). */
export const internetInbound: CheckRule = {
  code: "TR405",
  family: "symmetry",
  severity: "error",
  title: "Answers to the Internet leave another way",
  about:
    "Clients of the Internet come in by a public address or a public load balancer, and the subnet's default route sends the answers to a firewall or a tunnel. They do not get back to who asked.",
  rules: ["FWD-13", "FWD-1"],
  begin: (ground) => ({ finish: () => findAll(ground) }),
};

interface Answered {
  readonly published: Published;
  readonly client: Client;
  readonly subnet: Subnet;
  readonly table: EffectiveTable;
  /** The route of the answers, and where it leads. */
  readonly match: Match;
  readonly towards: string;
}

function findAll(ground: Ground): readonly Draft[] {
  const causes = new Map<string, [Answered, ...Answered[]]>();
  for (const published of publishedIn(ground.model)) {
    for (const one of answersOf(ground, published)) {
      const key = causeKey(one);
      const known = causes.get(key);
      if (known === undefined) causes.set(key, [one]);
      else known.push(one);
    }
  }
  return [...causes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, answered]) => draftOf(ground, answered));
}

// A route that somebody wrote is the cause wherever its table is used; one that was learned is missing
// its opposite in each subnet.
function causeKey({ match: { route }, table, subnet }: Answered): string {
  return route.source === "user" ? `${table.routeTable?.key} ${route.name}` : subnet.key;
}

function answersOf(ground: Ground, published: Published): readonly Answered[] {
  const { subnet: key } = published.nic;
  const subnet = key === undefined ? undefined : ground.model.subnets.get(key);
  if (key === undefined || subnet === undefined) return [];
  const table = ground.router.tableOf({ subnet: key, gateway: undefined });
  if (table === undefined) return [];
  return clientsOf(ground, published).flatMap((client): readonly Answered[] => {
    const match = lookupRoute(table.groups, client.address);
    if (match === undefined) return [];
    const towards = towardsOf(ground, table, match);
    return towards === undefined ? [] : [{ published, client, subnet, table, match, towards }];
  });
}

// Where nobody is at the next hop the answers are lost for another reason.
function towardsOf(
  ground: Ground,
  { network }: EffectiveTable,
  { route, prefix }: Match,
): string | undefined {
  const { nextHop } = route;
  switch (nextHop.kind) {
    case "none":
      return `${formatPrefix(prefix)} to None`;
    case "gateway":
      return "the gateway";
    case "appliance": {
      const names = nextHop.addresses.flatMap((address) => {
        const stop = stopAt(ground, nextHopAt(ground, network, address));
        return stop.kind === "devices" ? stop.devices.map(({ name }) => name) : [];
      });
      return names.length === 0 ? undefined : listNames([...new Set(names)]);
    }
    default:
      return undefined;
  }
}

function draftOf(ground: Ground, answered: readonly [Answered, ...Answered[]]): Draft {
  const [first] = answered;
  const { match, table, subnet, towards, published } = first;
  const { route } = match;
  const names = [...new Set(answered.map((one) => one.published.by.name))];
  const isWritten = route.source === "user";
  const way = isWritten
    ? `route ${route.name ?? ""} (${route.serviceTag?.name ?? formatPrefix(match.prefix)}) of ${table.routeTable?.name ?? ""}`
    : `${formatPrefix(match.prefix)} as learned by ${table.network.name}/${subnet.name}`;
  const prefixes = answered.map(({ client }) => client.prefix);
  const known = prefixes.flatMap((prefix) => prefix ?? []);
  const areKnown = known.length === prefixes.length;
  return {
    message: `Clients ${clientWords(known, areKnown)} reach ${listNames(names)} by ${published.publicIp.id.split("/").at(-1) ?? "a public address"} (rule ${first.client.rule.name}), and ${way} sends the answers to ${towards}. They do not leave by the address that was asked, so that no connection comes about.`,
    remedy: areKnown
      ? `Route ${listNames(known.map(formatPrefix))} to Internet in this subnet, or publish ${listNames(names)} at the firewall.`
      : `Publish ${listNames(names)} at the firewall or proxy that has the default route, or let the subnet answer to Internet.`,
    place: isWritten ? route.places[0] : subnet.place,
    related: [first.client.rule.place, published.nic.place],
    affected: answered.flatMap((one) => [one.published.nic.id, one.published.by.id]),
    subject: [isWritten ? (route.name ?? "") : subnet.id],
    rules: route.nextHop.kind === "appliance" ? ["FWD-26"] : [],
    walks: walksOf(ground, answered),
    repair: areKnown ? routesToClients(answered, known) : undefined,
  };
}

function clientWords(prefixes: readonly Prefix[], areKnown: boolean): string {
  return areKnown ? `at ${listNames(prefixes.map(formatPrefix))}` : "of the Internet";
}

function routesToClients(answered: readonly Answered[], prefixes: readonly Prefix[]): Repair {
  const distinct = new Map(prefixes.map((prefix) => [formatPrefix(prefix), prefix]));
  return {
    kind: "addRoutes",
    subnets: [...new Set(answered.map(({ subnet }) => subnet.key))],
    destinations: [...distinct.values()].map(destinationOf),
    nextHop: { kind: "internet" },
  };
}

function walksOf(ground: Ground, answered: readonly Answered[]): readonly FindingWalk[] {
  for (const { published, client } of answered) {
    const destination = published.publicIp.address;
    if (destination === undefined) continue;
    const { address, probe } = client;
    const sender = { kind: "internet", address } as const;
    const flow = { from: "internet", sender, source: address, destination, ...probe };
    return [showWalk(ground, flow)];
  }
  return [];
}
