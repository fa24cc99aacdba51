import { isJsonObject, type JsonObject, type Resource } from "../../arm/index.ts";
import {
  containsIp,
  type Family,
  familyOf,
  formatIp,
  type Prefix,
  parseIp,
} from "../../net/index.ts";
import { type AddressPicker, createAddressPicker } from "../../provision/index.ts";
import { keyOf, parsePrefixes, propertyOf, subnetPrefixesOf } from "../check/properties.ts";
import { addressClaim, findClaims } from "../estate/claims.ts";
import { holderIdOf } from "../estate/element.ts";
import { findMentions } from "../estate/references.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { Completing } from "../kind/kind.ts";
import {
  addressAllocated,
  addressMalformed,
  addressOutside,
  addressReserved,
  staticAddressMissing,
  subnetFull,
} from "../refusal/address.ts";
import { isRefusal, type Refusal } from "../refusal/refusal.ts";
import { firstFree, isReserved, ofFamily, prefixTexts } from "./usable.ts";

/**
 * Gives a private address to each element of a list that stands in a subnet: the one that it asks
 * for, the one that it had while its subnet stays, else the first that is free (SYS-9 keeps five of
 * each prefix). Refuses a static address that Azure would refuse.
 *
 * Cost: constant for each address, over all requests.
 */
export function allocateAddresses(list: string): (at: Completing) => Refusal | undefined {
  return (at) => {
    const elements = elementsOf(at.row, list);
    if (elements.length === 0) return undefined;
    const given = giveAddresses(at, list, elements);
    if (isRefusal(given)) return given;
    at.draft.put(withElements(at.row, list, given));
    return undefined;
  };
}

interface Seat {
  /** Id of the element. */
  readonly id: string;
  readonly subnet: Row;
  readonly prefixes: readonly Prefix[];
  readonly family: Family;
}

function giveAddresses(
  at: Completing,
  list: string,
  elements: readonly unknown[],
): readonly unknown[] | Refusal {
  // What the row asks for itself is not free for its other elements.
  const own = new Set<string>();
  const askedFor = new Set(findClaims(at.row).map(({ text }) => text));
  const given: unknown[] = [];
  for (const element of elements) {
    const seat = isJsonObject(element) ? seatOf(at, list, element) : undefined;
    if (seat === undefined || !isJsonObject(element)) {
      given.push(element);
      continue;
    }
    const address = addressFor(at, { list, element, seat, own, askedFor });
    if (isRefusal(address)) return address;
    own.add(addressClaim(seat.subnet.id.key, address));
    given.push(withProperty(element, "privateIPAddress", address));
  }
  return given;
}

function seatOf({ draft, row }: Completing, list: string, element: JsonObject): Seat | undefined {
  const properties = propertiesOf(element);
  const key = keyOf(properties["subnet"]);
  const subnet = key === undefined ? undefined : draft.find(key);
  if (subnet === undefined) return undefined;
  const family: Family = /^ipv6$/i.test(String(properties["privateIPAddressVersion"])) ? 6 : 4;
  const prefixes = ofFamily(parsePrefixes(subnetPrefixesOf(subnet)), family);
  return { id: `${row.id.text}/${list}/${String(element["name"])}`, subnet, prefixes, family };
}

interface Wanting {
  readonly list: string;
  readonly element: JsonObject;
  readonly seat: Seat;
  /** Claims of the elements before this one. */
  readonly own: ReadonlySet<string>;
  /** Claims of all elements. */
  readonly askedFor: ReadonlySet<string>;
}

function addressFor(at: Completing, wanting: Wanting): string | Refusal {
  const { seat, element } = wanting;
  const properties = propertiesOf(element);
  const asked = properties["privateIPAddress"];
  const isStatic = /^static$/i.test(String(properties["privateIPAllocationMethod"]));
  const old = addressBefore(at, wanting);
  if (isStatic) {
    const address = asked ?? old;
    if (typeof address !== "string" || address === "") return staticAddressMissing(seat.id);
    return refuseStatic(at, wanting, address) ?? address;
  }
  // Clients send a dynamic address back as they read it, also where the subnet has changed.
  for (const address of [asked, old]) {
    const isFit = typeof address === "string" && refuseStatic(at, wanting, address) === undefined;
    if (isFit) return address;
  }
  const { key } = seat.subnet.id;
  const free = firstFree(
    seat.prefixes,
    (first) => at.draft.lowestFree(key, first),
    (ip) => {
      const claim = addressClaim(key, formatIp(ip));
      const isOwn = wanting.own.has(claim) || wanting.askedFor.has(claim);
      return isOwn || at.draft.isClaimed(claim, at.row.id.key);
    },
  );
  if (free !== undefined) return formatIp(free);
  return subnetFull(seat.subnet.id.text, prefixTexts(seat.prefixes));
}

function refuseStatic(
  at: Completing,
  { seat, own }: Wanting,
  address: string,
): Refusal | undefined {
  const ip = parseIp(address);
  if (ip === undefined || familyOf(ip) !== seat.family) return addressMalformed(seat.id, address);
  const prefix = seat.prefixes.find((one) => containsIp(one, ip));
  if (prefix === undefined) return addressOutside(address, prefixTexts(seat.prefixes));
  if (isReserved(prefix, ip)) return addressReserved(address, prefixTexts([prefix]).join());
  const claim = addressClaim(seat.subnet.id.key, address);
  const owner = own.has(claim) ? at.row.id.text : ownerOf(at, seat, claim);
  return owner === undefined ? undefined : addressAllocated(seat.id, address, owner);
}

// Elements of the row itself give up what they had before this request.
function ownerOf({ draft, row }: Completing, seat: Seat, claim: string): string | undefined {
  const claimants = draft.claimantsOf(claim).map((one) => ({ row: one.row, id: holderIdOf(one) }));
  const other = claimants.find((one) => {
    return one.row.id.key !== row.id.key || isAskedElsewhere(one.id, seat.id);
  });
  return other?.id;
}

function isAskedElsewhere(claimant: string, seat: string): boolean {
  return claimant.toLowerCase() !== seat.toLowerCase();
}

function addressBefore({ before }: Completing, { list, element, seat }: Wanting): unknown {
  if (before === undefined) return undefined;
  const name = String(element["name"]).toLowerCase();
  const old = elementsOf(before, list).find(
    (one): one is JsonObject => isJsonObject(one) && String(one["name"]).toLowerCase() === name,
  );
  if (old === undefined) return undefined;
  const properties = propertiesOf(old);
  return keyOf(properties["subnet"]) === seat.subnet.id.key
    ? properties["privateIPAddress"]
    : undefined;
}

function propertiesOf(element: JsonObject): JsonObject {
  const { properties } = element;
  return isJsonObject(properties) ? properties : {};
}

function withProperty(element: JsonObject, name: string, value: unknown): JsonObject {
  return { ...element, properties: { ...propertiesOf(element), [name]: value } };
}

function elementsOf(row: Row, list: string): readonly unknown[] {
  const value = propertyOf(row, list);
  return Array.isArray(value) ? value : [];
}

function withElements(row: Row, list: string, elements: readonly unknown[]): Row {
  const { properties } = row.body;
  const all = { ...(isJsonObject(properties) ? properties : {}), [list]: elements };
  return { ...row, body: { ...row.body, properties: all } };
}

/**
 * Picks addresses of the subnets that a row names; what the row itself has is not free either. Cost:
 * linear in what stands in those subnets.
 */
export function addressPicker(estate: EstateView, row: Row): AddressPicker {
  return createAddressPicker([...neighbors(estate, row), toResource(row)]);
}

/** The subnets that the row names, and all that stands in them. */
export function neighbors(estate: EstateView, row: Row): readonly Resource[] {
  const found = new Map<string, Resource>();
  for (const { target } of findMentions(row.body)) {
    const named = estate.find(target);
    if (named === undefined || found.has(target) || named.root === row.root) continue;
    found.set(target, toResource(named));
    for (const { row: other } of estate.referrersOf(target)) {
      if (other.id.key !== row.id.key) found.set(other.id.key, toResource(other));
    }
  }
  return [...found.values()];
}

/** A row as the pure folders know resources. */
export function toResource({ id, typeKey, body }: Row): Resource {
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  return { id, typeKey, body, place };
}
