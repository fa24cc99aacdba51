import type { Model } from "../model/index.ts";
import { aliasOf, endpointsOf } from "./endpoint-name.ts";
import { machineInNetwork } from "./machine-name.ts";
import { assume, type NameAnswer, type Reasons } from "./name-answer.ts";
import { normalizeName } from "./normalize-name.ts";
import { askPrivateZones, isInPrivateZone } from "./private-zone.ts";
import { askPublic } from "./public-name.ts";
import type { Asker, Grounds, Resolution } from "./resolution.ts";
import { type View, viewOf } from "./view.ts";

/**
 * Resolves a name as somebody sees it.
 *
 * Aliases are followed one by one, each as if the asker had asked for it: a service with a private
 * endpoint leads to its private name for everybody, and the zones of the asker decide what that
 * name is. Ends for every input: an alias that comes again is said to be a loop.
 */
export function resolveName(model: Model, asker: Asker, name: string): Resolution {
  const view = viewOf(model, asker);
  const asked = normalizeName(name);
  const aliases: string[] = [];
  let grounds: Grounds = { aliases, ...noReasons };
  for (;;) {
    const current = aliases.at(-1) ?? asked;
    const finding = lookUp(model, view, current) ?? { ...unknownName, ...noReasons };
    grounds = join(grounds, finding);
    if (finding.kind !== "alias") return conclude(model, view, answer(asked, finding, grounds));
    if ([asked, ...aliases].includes(finding.target)) {
      const loop: Resolution = { ...grounds, name: asked, kind: "unresolved", reason: "aliasLoop" };
      return conclude(model, view, loop);
    }
    aliases.push(finding.target);
  }
}

const unknownName = { kind: "refused", reason: "unknownName" } as const;
const noReasons: Reasons = { places: [], rules: [], assumptions: [] };

function answer(name: string, finding: NameAnswer, grounds: Grounds): Resolution {
  switch (finding.kind) {
    case "addresses": {
      const { kind, addresses, source } = finding;
      return { ...grounds, name, kind, addresses: [...new Set(addresses)], source };
    }
    case "refused":
      return { ...grounds, name, kind: "unresolved", reason: finding.reason };
    default:
      return { ...grounds, name, kind: "addressUnknown" };
  }
}

function join<T extends Reasons>(grounds: T, { places, rules, assumptions }: Reasons): T {
  return {
    ...grounds,
    // What was found last decides most.
    places: [...places, ...grounds.places],
    rules: [...new Set([...grounds.rules, ...rules])],
    assumptions: [...grounds.assumptions, ...assumptions],
  };
}

/**
 * Adds why the asker sees what it sees. What is assumed about servers is left out where every
 * server would say the same: where no zone of the model touches the name.
 */
function conclude(model: Model, view: View, resolution: Resolution): Resolution {
  const { aliases, name, places, rules, assumptions } = resolution;
  const names = [name, aliasOf(model, name) ?? name, ...aliases];
  const source = resolution.kind === "addresses" ? resolution.source : undefined;
  const depends =
    source !== "siteRecord" &&
    (resolution.kind === "unresolved" ||
      source === "machineName" ||
      names.some((one) => isInPrivateZone(model, one)));
  return {
    ...resolution,
    places: [...places, ...view.places],
    rules: [...new Set([...rules, ...view.rules])],
    assumptions: [...assumptions, ...(depends ? view.assumptions : [])],
  };
}

function lookUp(model: Model, view: View, name: string): NameAnswer | undefined {
  switch (view.kind) {
    case "public":
      return askPublic(model, name);
    case "azure":
      return (
        askPrivateZones(model, view.network, name) ??
        machineInNetwork(model, view.network, name) ??
        withoutZone(model, view, name)
      );
    case "site":
      return askSite(view, name) ?? lookUp(model, view.then, name);
    case "unknownServers":
      return askUnknown(model, view, name);
  }
}

/** The public answer; said to be a guess when a zone is nowhere in the snapshot. */
function withoutZone(
  model: Model,
  { network }: Extract<View, { kind: "azure" }>,
  name: string,
): NameAnswer | undefined {
  const finding = askPublic(model, name);
  if (finding?.kind !== "alias" || isInPrivateZone(model, finding.target)) return finding;
  const zone = finding.target.slice(finding.target.indexOf("privatelink."));
  const known = model.networks.get(network)?.name ?? network;
  const assumption = assume("zoneAbsent", [zone, known], ["PE-17"]);
  return { ...finding, assumptions: [...finding.assumptions, assumption] };
}

function askSite({ site }: Extract<View, { kind: "site" }>, name: string): NameAnswer | undefined {
  const records = (site.resolver?.records ?? []).filter((record) => covers(record.name, name));
  if (records.length === 0) return undefined;
  const exact = records.filter((record) => record.name === name);
  const chosen = exact.length > 0 ? exact : records;
  const addresses = chosen.flatMap((record) => record.addresses);
  const places = chosen.map(({ place }) => place);
  return addresses.length === 0
    ? { kind: "refused", reason: "noRecord", places, rules: [], assumptions: [] }
    : { kind: "addresses", addresses, source: "siteRecord", places, rules: [], assumptions: [] };
}

function covers(record: string, name: string): boolean {
  return record === name || (record.startsWith("*.") && name.endsWith(record.slice(1)));
}

// Servers of which nothing is known can still be trusted with names that no private zone touches.
function askUnknown(
  model: Model,
  { servers }: Extract<View, { kind: "unknownServers" }>,
  name: string,
): NameAnswer | undefined {
  const isPrivate = [name, aliasOf(model, name) ?? name].some((one) => isInPrivateZone(model, one));
  const finding =
    isPrivate || endpointsOf(model, name).length > 0 ? undefined : askPublic(model, name);
  if (finding === undefined) {
    return { kind: "refused", reason: "customServers", ...noReasons };
  }
  const assumption = assume("serversAskPublic", [servers.join(", "), name], ["FWD-45"]);
  return { ...finding, assumptions: [...finding.assumptions, assumption] };
}
