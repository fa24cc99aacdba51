// Security groups that tests write in a line a rule, and what filters say about a flow.
import { type FilterStep, Filters } from "../../src/filter/index.ts";
import type { Flow } from "../../src/flow/index.ts";
import type { Behavior, Key, Model, Protocol, PublicIp } from "../../src/model/index.ts";
import { formatPrefix, type Ip, parseIp } from "../../src/net/index.ts";
import { findTarget, Router } from "../../src/route/index.ts";
import { type Json, reference, resource } from "./arm-json.ts";
import { compile, type Estate } from "./estate.ts";

/**
 * A security group from lines `PRIORITY in|out allow|deny PROTOCOL SOURCE PORTS DESTINATION PORTS`;
 * the rules are named r0, r1 and so on. A plus sign stands between several values, and `@web` is
 * the application security group web.
 */
export function securityGroup(name: string, lines: readonly string[] = []): Json {
  return resource("networkSecurityGroups", name, {
    securityRules: lines.map((line, at) => ({ name: `r${at}`, properties: ruleJson(line) })),
  });
}

function ruleJson(line: string): Json {
  const [priority, direction, access, protocol, ...ends] = line.split(" ");
  const [source = "*", sourcePorts = "*", destination = "*", destinationPorts = "*"] = ends;
  return {
    priority: Number(priority),
    direction: direction === "in" ? "Inbound" : "Outbound",
    access: access === "allow" ? "Allow" : "Deny",
    protocol: protocol ?? "*",
    sourcePortRanges: sourcePorts.split("+"),
    destinationPortRanges: destinationPorts.split("+"),
    ...endJson("source", source),
    ...endJson("destination", destination),
  };
}

function endJson(end: string, text: string): Json {
  const values = text.split("+");
  const groups = values.filter((value) => value.startsWith("@"));
  return {
    [`${end}AddressPrefixes`]: values.filter((value) => !value.startsWith("@")),
    [`${end}ApplicationSecurityGroups`]: groups.map((group) =>
      reference("applicationSecurityGroups", group.slice(1)),
    ),
  };
}

/** A reference to a security group, as subnets and interfaces hold it. */
export function guardedBy(name: string): Json {
  return { networkSecurityGroup: reference("networkSecurityGroups", name) };
}

/**
 * Security-admin rules over whole networks, from lines like those of a security group; `always` is
 * the access that skips the groups.
 */
export function adminRules(networks: readonly string[], lines: readonly string[]): readonly Json[] {
  const group = reference("networkManagers/networkGroups", "avnm/all");
  const collection = "avnm/admin/all";
  const types = "networkManagers/securityAdminConfigurations/ruleCollections";
  return [
    ...networks.map((name) =>
      resource("networkManagers/networkGroups/staticMembers", `avnm/all/${name}`, {
        resourceId: reference("virtualNetworks", name).id,
      }),
    ),
    resource(types, collection, { appliesToGroups: [{ networkGroupId: group.id }] }),
    ...lines.map((line, at) => resource(`${types}/rules`, `${collection}/a${at}`, adminJson(line))),
  ];
}

function adminJson(line: string): Json {
  const [, , access, , source = "*", , destination = "*"] = line.split(" ");
  const items = (text: string): readonly Json[] =>
    text.split("+").map((addressPrefix) => ({ addressPrefix }));
  return {
    ...ruleJson(line.replace(" always ", " allow ")),
    ...(access === "always" ? { access: "AlwaysAllow" } : {}),
    sources: items(source),
    destinations: items(destination),
  };
}

/** What is asked: a direction, who is asked, and a flow. */
export interface Asked {
  readonly at: string;
  /** `in tcp 10.1.0.4 -> 10.2.0.4:443`, with `:PORT` behind the source where it is known. */
  readonly flow: string;
  readonly publicAddressSku?: PublicIp["sku"];
}

/** The steps of the filters as text: `LEVEL VERDICT REASON [GROUP/RULE]`. */
export function steps(base: Estate, asked: Asked, switches: Partial<Behavior> = {}): string[] {
  return judgeAt(base, asked, switches).map(stepLine);
}

/** What decides: the last step as text. */
export function verdict(base: Estate, asked: Asked, switches: Partial<Behavior> = {}): string {
  return steps(base, asked, switches).at(-1)!;
}

/** One step as text. */
export function stepLine({ level, verdict: said, reason, group, rule }: FilterStep): string {
  const where = [group?.name, rule?.name].filter((name) => name !== undefined).join("/");
  return [level, said, reason, where].filter((word) => word !== "").join(" ");
}

/** The steps of the filters. */
export function judgeAt(
  base: Estate,
  { at, flow, publicAddressSku }: Asked,
  switches: Partial<Behavior> = {},
): readonly FilterStep[] {
  const { model } = compile(base, switches);
  const [direction, ...words] = flow.split(" ");
  return new Filters(new Router(model)).judge({
    ...placeOf(model, at),
    direction: direction === "in" ? "inbound" : "outbound",
    flow: parseFlow(words.join(" ")),
    ...(publicAddressSku === undefined ? {} : { publicAddressSku }),
  });
}

function placeOf(model: Model, text: string): Pick<Place, "subnet" | "nic" | "privateEndpoint"> {
  const endpoint = [...model.privateEndpoints.values()].find(({ name }) => name === text);
  if (endpoint !== undefined) {
    return { subnet: endpoint.subnet, nic: undefined, privateEndpoint: endpoint.key };
  }
  const found = findTarget(model, text);
  if (found.kind !== "found" || found.target.kind === "hub")
    throw new Error(`${text}: ${found.kind}`);
  const { target } = found;
  const nic = target.kind === "nic" ? target.named.key : undefined;
  return { subnet: target.view.subnet, nic, privateEndpoint: undefined };
}

interface Place {
  readonly subnet: Key;
  readonly nic: Key | undefined;
  readonly privateEndpoint: Key | undefined;
}

/** Reads `tcp 10.1.0.4:5000 -> 10.2.0.4:443`; a port follows an IPv6 address behind `#`. */
export function parseFlow(text: string): Flow {
  const [protocol, source = "", , destination = ""] = text.split(" ");
  const [from, sourcePort] = parseEnd(source);
  const [to, destinationPort] = parseEnd(destination);
  return {
    protocol: protocol as Protocol,
    source: from,
    sourcePort,
    destination: to,
    destinationPort,
    name: undefined,
  };
}

function parseEnd(text: string): readonly [Ip, number | undefined] {
  const [address = "", port] = text.includes("#") ? text.split("#") : splitIpv4(text);
  const ip = parseIp(address);
  if (ip === undefined) throw new Error(`${text} is no address`);
  return [ip, port === undefined ? undefined : Number(port)];
}

function splitIpv4(text: string): readonly string[] {
  return text.includes(".") ? text.split(":") : [text];
}

/** The tag `VirtualNetwork` of a target, `PREFIX REASON`, sorted by address as written. */
export function tagOf(base: Estate, at: string, switches: Partial<Behavior> = {}): string[] {
  const { model } = compile(base, switches);
  const { subnet } = placeOf(model, at);
  return new Filters(new Router(model))
    .virtualNetworkTag(subnet)
    .map(({ prefix, reason }) => `${formatPrefix(prefix)} ${reason}`);
}
