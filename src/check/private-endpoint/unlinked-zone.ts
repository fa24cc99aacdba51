import type { Severity } from "../../diagnostic/index.ts";
import { type Resolution, resolveName } from "../../dns/index.ts";
import type { FindingAssumption, FindingWalk } from "../../finding/index.ts";
import type { Key, Model, VirtualNetwork } from "../../model/index.ts";
import { holdsMachines } from "../client.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { showWalk } from "../show-walk.ts";
import { senderIn } from "../shown-sender.ts";
import { portOf } from "./endpoint-flow.ts";
import { nearNetworks } from "./near-network.ts";
import { publicNameOf, recordsByNetwork, serviceBehind, type ZoneRecord } from "./zone-record.ts";

/** Networks that reach a private endpoint, and get the service's public address for its name. */
export const unlinkedZone: CheckRule = {
  code: "TR210",
  family: "privateEndpoint",
  severity: "warning",
  title: "A network that reaches private endpoints resolves their names to public addresses",
  about:
    "The private zone that leads a service's name to its private endpoint is not linked to a network of callers. They get the public address, go past the endpoint, and are refused where public access is off.",
  rules: ["PE-16", "PE-17"],
  begin: (ground) => ({
    finish: () => callersByZone(ground.model).map((callers) => draft(ground, callers)),
  }),
};

/** A network whose machines get public addresses. */
interface Caller {
  readonly network: VirtualNetwork;
  readonly record: ZoneRecord;
  readonly resolution: Resolution;
}

/** Callers in the network of the endpoints, or all of them elsewhere. */
interface Callers {
  readonly where: "beside" | "connected";
  readonly callers: [Caller, ...Caller[]];
}

function callersByZone(model: Model): readonly Callers[] {
  const found = new Map<string, Callers>();
  const resolve = rememberResolutions(model);
  for (const { network, holder } of nearNetworks(model)) {
    for (const [zone, records] of recordsByNetwork(model).get(holder) ?? []) {
      const record = records.find((one) => isShut(model, one)) ?? records[0];
      const resolution = resolve(network, zone, record);
      if (!isPublic(resolution)) continue;
      const where = network.key === holder ? "beside" : "connected";
      const known = found.get(`${zone}|${where}`);
      const caller = { network, record, resolution };
      if (known === undefined) found.set(`${zone}|${where}`, { where, callers: [caller] });
      else known.callers.push(caller);
    }
  }
  return [...found.values()];
}

// All records of a zone are seen or none.
function rememberResolutions(model: Model) {
  const found = new Map<string, Resolution>();
  return ({ key }: VirtualNetwork, zone: Key, { name }: ZoneRecord): Resolution => {
    const known = found.get(`${key}|${zone}`);
    if (known !== undefined) return known;
    const fresh = resolveName(model, { kind: "network", network: key }, name);
    found.set(`${key}|${zone}`, fresh);
    return fresh;
  };
}

function isPublic(resolution: Resolution): boolean {
  if (resolution.kind === "unresolved") return false;
  return resolution.kind === "addressUnknown" || !privateSources.has(resolution.source);
}

const privateSources: ReadonlySet<string> = new Set(["privateZone", "machineName", "siteRecord"]);

function isShut(model: Model, { endpoint }: ZoneRecord): boolean {
  return serviceBehind(model, endpoint)?.publicAccess === "disabled";
}

function draft(ground: Ground, { where, callers }: Callers): Draft {
  const { model } = ground;
  const shown = callers.find(({ record }) => isShut(model, record)) ?? callers[0];
  const { record, resolution } = shown;
  const { zone, endpoint } = record;
  const names = listNames([...new Set(callers.map(({ network }) => network.name))]);
  const service = serviceBehind(model, endpoint)?.name ?? "the service";
  const consequence = isShut(model, record)
    ? `They get its public address, where ${service} refuses them, since its public access is off.`
    : `They get its public address, and go past the private endpoint to ${service}.`;
  return {
    severity: severityOf(where, isShut(model, record)),
    message: `Machines of ${names} reach private endpoint ${endpoint.name}, but not by the name ${publicNameOf(model, record)}: zone ${zone.zone} is not linked to the network in which they ask. ${consequence}`,
    remedy: `Link ${zone.zone} to ${names}, or to the network whose DNS servers they ask.`,
    place: zone.place,
    related: [endpoint.place],
    affected: callers.map(({ network }) => network.id),
    subject: [where],
    assumptions: resolution.assumptions.flatMap(assumptionOf),
    walks: showCallByName(ground, shown),
  };
}

// Whether a connected network needs the service, nothing tells.
function severityOf(where: Callers["where"], shut: boolean): Severity {
  if (where === "beside") return shut ? "error" : "warning";
  return shut ? "warning" : "info";
}

function assumptionOf({
  code,
  about: [server = "", network = ""],
  rules,
}: Resolution["assumptions"][number]): readonly FindingAssumption[] {
  if (code !== "serverForwards") return [];
  const message = `DNS server ${server} is taken to ask Azure's own DNS in ${network} for what it does not know.`;
  return [{ code, message, rules }];
}

function showCallByName(
  ground: Ground,
  { network, record, resolution }: Caller,
): readonly FindingWalk[] {
  const { model } = ground;
  const [destination] = resolution.kind === "addresses" ? resolution.addresses : [];
  const home = network.subnets.find((key) => holdsMachines(model, key));
  const subnet = home && model.subnets.get(home);
  const sender = subnet && senderIn(ground, subnet);
  if (destination === undefined || sender === undefined) return [];
  const name = publicNameOf(model, record);
  const port = portOf(record.endpoint);
  return [showWalk(ground, { ...sender, destination, protocol: "tcp", port, name })];
}
