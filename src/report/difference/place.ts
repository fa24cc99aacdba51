import { formatPrefix, type PrefixSet, toPrefixes } from "../../net/index.ts";
import type { NamedPart } from "../../reach/index.ts";
import { fewWords, joinWords, placesPhrase } from "./list.ts";
import { coverReports } from "./shift.ts";
import { spacePhrase } from "./space.ts";

/** Who sends or receives flows. */
export interface PlaceReport {
  readonly kind: NamedPart["kind"];
  /** Null for the Internet, and for addresses of which no name is known. */
  readonly id: string | null;
  /** As in sentences: `hub/app`, `10.0.0.4/31 of hub/app`, `azfw`, `the Internet`. */
  readonly name: string;
  /** The fewest prefixes, where it is not the whole subnet, site or device; else empty. */
  readonly prefixes: readonly string[];
}

/** Tells a part of a set of addresses. */
export function placeReport(part: NamedPart): PlaceReport {
  const { kind } = part;
  switch (kind) {
    case "subnet":
      return { kind, id: part.id, name: `${part.network}/${part.name}`, prefixes: [] };
    case "hosts":
      return { kind, id: part.id, name: hostsName(part), prefixes: prefixesOf(part.addresses) };
    case "device":
      return { kind, id: part.id, name: part.name, prefixes: [] };
    case "site":
      return part.addresses === undefined
        ? { kind, id: part.id, name: part.name, prefixes: [] }
        : {
            kind,
            id: part.id,
            name: `${spaceOf(part.addresses)} of ${part.name}`,
            prefixes: prefixesOf(part.addresses),
          };
    case "internet":
      return { kind, id: null, name: "the Internet", prefixes: [] };
    case "addresses":
      return {
        kind,
        id: null,
        name: spaceOf(part.addresses),
        prefixes: prefixesOf(part.addresses),
      };
  }
}

type HostsPart = Extract<NamedPart, { readonly kind: "hosts" }>;

function hostsName({ network, name, addresses, others }: HostsPart): string {
  const subnet = `${network}/${name}`;
  if (others === undefined) return `${spaceOf(addresses)} of ${subnet}`;
  const names = others.map((one) => placeReport(one).name);
  return `${subnet} except ${fewWords(names, 3)}`;
}

function prefixesOf(set: PrefixSet): readonly string[] {
  return toPrefixes(set).map(formatPrefix);
}

function spaceOf(set: PrefixSet): string {
  return spacePhrase(coverReports(set));
}

const mostOthers = 4;

/** Names places in few words; subnets are counted where there are many. */
export function placesText(places: readonly PlaceReport[]): string {
  const subnets = places.filter(({ kind }) => kind === "subnet").map(({ name }) => name);
  const others = places.filter(({ kind }) => kind !== "subnet").map(({ name }) => name);
  const named = subnets.length === 0 ? [] : [placesPhrase(subnets)];
  if (named.length === 0) return fewWords(others, mostOthers);
  return others.length === 0
    ? joinWords(named)
    : joinWords([...named, fewWords(others, mostOthers)]);
}
