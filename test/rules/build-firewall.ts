// Azure Firewalls, their policies and rules, written short.
import type { Resolution } from "../../src/dns/index.ts";
import { type FirewallVerdict, type InspectContext, inspect } from "../../src/firewall/index.ts";
import type { Flow } from "../../src/flow/index.ts";
import type { Behavior, Model, Protocol } from "../../src/model/index.ts";
import { formatIp, type Ip, parseIp } from "../../src/net/index.ts";
import { type Json, reference, resource, subnetReference } from "./arm-json.ts";
import { compile, type Estate } from "./estate.ts";

/** A rule collection; rules are lines, see `ruleJson`. */
export interface CollectionParts {
  readonly kind: "nat" | "network" | "application";
  readonly priority?: number;
  readonly action?: string;
  readonly rules: readonly string[];
}

/** Collections by name. */
export type Collections = Readonly<Record<string, CollectionParts>>;

/** A firewall in a subnet with one public address, 20.0.0.1, unless `more` says otherwise. */
export function firewall(name: string, subnet: string, address: string, more: Json = {}): Json {
  return resource("azureFirewalls", name, {
    sku: { name: "AZFW_VNet", tier: "Standard" },
    ipConfigurations: [
      {
        name: "first",
        properties: {
          privateIPAddress: address,
          subnet: subnetReference(subnet),
          publicIPAddress: reference("publicIPAddresses", `${name}-ip`),
        },
      },
    ],
    ...more,
  });
}

/** A public address. */
export function publicIp(name: string, ipAddress: string): Json {
  return resource("publicIPAddresses", name, { ipAddress }, { sku: { name: "Standard" } });
}

/** The properties of a classic firewall that hold its rules. */
export function classicRules(collections: Collections): Json {
  const json = (kind: CollectionParts["kind"]) =>
    Object.entries(collections)
      .filter(([, parts]) => parts.kind === kind)
      .map(([name, parts]) => ({
        name,
        properties: {
          priority: parts.priority ?? 100,
          action: { type: actionOf(parts) },
          rules: parts.rules.map((line, at) => ruleJson(kind, line, { at, isClassic: true })),
        },
      }));
  return {
    natRuleCollections: json("nat"),
    networkRuleCollections: json("network"),
    applicationRuleCollections: json("application"),
  };
}

/** A firewall policy; its groups stand alone. */
export function policy(name: string, more: Json = {}): Json {
  return resource("firewallPolicies", name, { sku: { tier: "Standard" }, ...more });
}

/** A rule collection group, `policy/group`. */
export function group(name: string, priority: number, collections: Collections): Json {
  return resource("firewallPolicies/ruleCollectionGroups", name, {
    priority,
    ruleCollections: Object.entries(collections).map(([own, parts]) => ({
      ruleCollectionType:
        parts.kind === "nat"
          ? "FirewallPolicyNatRuleCollection"
          : "FirewallPolicyFilterRuleCollection",
      name: own,
      priority: parts.priority ?? 100,
      action: { type: actionOf(parts) },
      rules: parts.rules.map((line, at) => ruleJson(parts.kind, line, { at, isClassic: false })),
    })),
  });
}

/** An IP group. */
export function ipGroup(name: string, ipAddresses: readonly string[]): Json {
  return resource("ipGroups", name, { ipAddresses });
}

function actionOf({ kind, action }: CollectionParts): string {
  return action ?? (kind === "nat" ? "DNAT" : "Allow");
}

/**
 * A rule from a line. Network: `PROTOCOLS SOURCES DESTINATIONS [PORTS]`; NAT: the same and `->
 * ADDRESS[:PORT]`; application: `KIND:PORT,... SOURCES NAMES`. Lists have commas. `group:G` is an
 * IP group, `fqdn:N` a name of a network rule, `tag:T`, `category:C` and `url:U` stand among names,
 * and `tls:` there opens TLS.
 * Rules are called r0, r1 and so on.
 */
function ruleJson(
  kind: CollectionParts["kind"],
  line: string,
  { at, isClassic }: { readonly at: number; readonly isClassic: boolean },
): Json {
  const [first = "", sources = "", destinations = "", ports = "*", , translated = ""] =
    line.split(" ");
  const ruleType = { nat: "NatRule", network: "NetworkRule", application: "ApplicationRule" }[kind];
  const source = addresses("source", sources);
  const base = { name: `r${at}`, ...(isClassic ? {} : { ruleType }), ...source };
  if (kind === "application") return { ...base, ...applicationJson(first, destinations) };
  const more = {
    ...base,
    [isClassic ? "protocols" : "ipProtocols"]: first.split(",").map((one) => one.toUpperCase()),
    destinationPorts: ports.split(","),
    ...addresses("destination", destinations),
  };
  return kind === "nat" ? { ...more, ...translation(translated) } : more;
}

function addresses(side: "source" | "destination", list: string): Json {
  const words = list.split(",");
  const fqdns = marked(words, "fqdn");
  return {
    [`${side}Addresses`]: unmarked(words),
    [`${side}IpGroups`]: marked(words, "group").map((name) => reference("ipGroups", name).id),
    ...(fqdns.length === 0 ? {} : { destinationFqdns: fqdns }),
  };
}

function applicationJson(protocols: string, names: string): Json {
  const words = names.split(",");
  return {
    protocols: protocols.split(",").map((one) => {
      const [protocolType, port] = one.split(":");
      return { protocolType, port: Number(port) };
    }),
    targetFqdns: unmarked(words),
    targetUrls: marked(words, "url"),
    fqdnTags: marked(words, "tag"),
    webCategories: marked(words, "category"),
    terminateTLS: words.includes("tls:"),
  };
}

function translation(text: string): Json {
  const [host = "", translatedPort = ""] = text.split(":");
  const isAddress = parseIp(host) !== undefined;
  return { [isAddress ? "translatedAddress" : "translatedFqdn"]: host, translatedPort };
}

function marked(words: readonly string[], mark: string): readonly string[] {
  return words
    .filter((word) => word.startsWith(`${mark}:`))
    .map((word) => word.slice(mark.length + 1));
}

function unmarked(words: readonly string[]): readonly string[] {
  return words.filter((word) => !/^(group|fqdn|tag|category|url|tls):/.test(word));
}

/** A flow from `PROTOCOL SOURCE DESTINATION[:PORT] [NAME]`. */
export function flowOf(text: string): Flow {
  const [protocol, source = "", target = "", name] = text.split(" ");
  const [destination = "", port] = parseIp(target) === undefined ? target.split(":") : [target];
  return {
    protocol: protocol as Protocol,
    source: parseIp(source) as Ip,
    sourcePort: undefined,
    destination: parseIp(destination) as Ip,
    destinationPort: port === undefined ? undefined : Number(port),
    name,
  };
}

/** What names resolve to; others are not known. */
export function resolver(
  names: Readonly<Record<string, readonly string[]>>,
): (name: string) => Resolution {
  return (name) => {
    const found = names[name];
    const grounds = { aliases: [], places: [], rules: [], assumptions: [] };
    return found === undefined
      ? { ...grounds, kind: "unresolved", name, reason: "unknownName" }
      : {
          kind: "addresses",
          name,
          addresses: found.map((text) => parseIp(text) as Ip),
          source: "publicHost",
          ...grounds,
        };
  };
}

/** What is asked besides the flow. */
export interface Asked extends InspectContext {
  readonly switches?: Partial<Behavior>;
}

/** The verdict of the only firewall of an estate. */
export function verdictOf(
  base: Estate,
  flow: string,
  { switches = {}, ...context }: Asked = {},
): FirewallVerdict {
  return judge(compile(base, switches).model, flow, context);
}

/** The verdict of the only firewall of a model. */
export function judge(model: Model, flow: string, context: InspectContext = {}): FirewallVerdict {
  const [only] = model.firewalls.values();
  return inspect(model, only!, flowOf(flow), context);
}

/** A verdict as text: `ACTION [GROUP/COLLECTION/RULE | REASON] [to ADDRESS:PORT] [snat]`. */
export function brief({
  action,
  reason,
  group: own,
  collection,
  rule,
  destination,
  translatesSource,
}: FirewallVerdict): string {
  const path = [own, collection, rule].filter((part) => part !== undefined).join("/");
  return [
    action,
    reason === "rule" ? path : [reason, path].filter((part) => part !== "").join(" "),
    ...(destination === undefined
      ? []
      : [`to ${formatIp(destination.address)}:${destination.port ?? ""}`]),
    ...(translatesSource ? ["snat"] : []),
  ].join(" ");
}
