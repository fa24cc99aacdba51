import type { AddressRecord, Key, Model, PrivateZone, ZoneLink } from "../model/index.ts";
import { endpointsOfAlias } from "./endpoint-name.ts";
import { machineInZone } from "./machine-name.ts";
import { assume, type NameAnswer } from "./name-answer.ts";

/** A zone and the link by which a network asks it. */
interface LinkedZone {
  readonly zone: PrivateZone;
  readonly link: ZoneLink;
}

/**
 * Asks the private zones that are linked to a network (PE-17).
 *
 * The zone with the longest name that the asked one ends with answers, alone: when it lacks the
 * name, the name does not exist, unless the link falls back to public names. `undefined`: no zone
 * is linked that could know it, or the link falls back.
 */
export function askPrivateZones(model: Model, network: Key, name: string): NameAnswer | undefined {
  const linked = linkedZones(model, network, name);
  const found = linked.map((one) => findInZone(model, one, name)).find(Boolean);
  if (found !== undefined) return found;
  const [first] = linked;
  if (first === undefined || first.link.fallsBack) return undefined;
  const { zone, link } = first;
  const reason = zone.hasAllRecords ? "noRecord" : "recordsUnknown";
  return {
    kind: "refused",
    reason,
    places: [zone.place, link.place],
    rules: ["PE-17"],
    assumptions: [],
  };
}

/** Whether any zone of the model could know a name, linked or not. */
export function isInPrivateZone(model: Model, name: string): boolean {
  return [...model.privateZones.values()].some(({ zone }) => isInZone(name, zone));
}

// Azure lets a network have only one zone of a name; where an input has more, the first that knows
// the name answers.
function linkedZones(model: Model, network: Key, name: string): readonly LinkedZone[] {
  const fitting = [...model.privateZones.values()].flatMap((zone) => {
    const link = zone.links.find((one) => one.network === network);
    return link !== undefined && isInZone(name, zone.zone) ? [{ zone, link }] : [];
  });
  const longest = Math.max(...fitting.map(({ zone }) => zone.zone.length));
  return fitting.filter(({ zone }) => zone.zone.length === longest);
}

function isInZone(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

function findInZone(model: Model, linked: LinkedZone, name: string): NameAnswer | undefined {
  const { zone } = linked;
  const exact = findRecord(linked, name) ?? machineInZone(model, zone, name);
  if (exact !== undefined) return exact;
  for (const wildcard of wildcardsOf(name, zone.zone)) {
    const found = findRecord(linked, wildcard);
    if (found !== undefined) return found;
  }
  return zone.hasAllRecords ? undefined : assumeRecord(model, linked, name);
}

function findRecord({ zone, link }: LinkedZone, name: string): NameAnswer | undefined {
  const alias = zone.aliases.find((one) => one.name === name);
  if (alias !== undefined) {
    const places = [alias.place, link.place];
    return { kind: "alias", target: alias.target, places, rules: ["PE-17"], assumptions: [] };
  }
  return addressAnswer(
    zone.records.filter((one) => one.name === name),
    link,
  );
}

// A record set without records is there, and has no address.
function addressAnswer(records: readonly AddressRecord[], link: ZoneLink): NameAnswer | undefined {
  if (records.length === 0) return undefined;
  const addresses = records.flatMap((record) => record.addresses);
  const places = [...records.map(({ place }) => place), link.place];
  return addresses.length === 0
    ? { kind: "refused", reason: "noRecord", places, rules: ["PE-17"], assumptions: [] }
    : {
        kind: "addresses",
        addresses,
        source: "privateZone",
        places,
        rules: ["PE-17"],
        assumptions: [],
      };
}

/** `*.b.zone` and `*.zone` for `a.b.zone`, the nearest first. */
function wildcardsOf(name: string, zone: string): readonly string[] {
  if (name === zone) return [];
  const labels = name.slice(0, -zone.length - 1).split(".");
  return labels.map((_, index) => ["*", ...labels.slice(index + 1), zone].join("."));
}

function assumeRecord(
  model: Model,
  { zone, link }: LinkedZone,
  name: string,
): NameAnswer | undefined {
  const [found] = endpointsOfAlias(model, name).filter(({ addresses }) => addresses.length > 0);
  if (found === undefined) return undefined;
  const { endpoint, addresses } = found;
  return {
    kind: "addresses",
    addresses,
    source: "privateZone",
    places: [endpoint.place, link.place],
    rules: ["PE-17"],
    assumptions: [assume("recordAssumed", [name, zone.zone, endpoint.name], ["PE-17"])],
  };
}
