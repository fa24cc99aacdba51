import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { addressPicker } from "../address/allocate.ts";
import { idOf, objectsOf, propertyOf, textsOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import { withProperties } from "../estate/with-properties.ts";
import type { Completing } from "../kind/kind.ts";

/** The autonomous system of Azure's gateways where nobody asks for another one. */
export const defaultAsn = 65515;

/**
 * GW-12: gives a VPN gateway its BGP addresses: the last usable address of GatewaySubnet when one
 * instance is active, else the first free ones; and its private addresses where it has some.
 * ExpressRoute gateways and the Basic SKU tell none.
 */
export function completeGateway({ draft, row, before }: Completing): undefined {
  if (!speaksBgp(row)) return undefined;
  const asked = settingsOf(row);
  const pick = addressPicker(draft, row);
  const isPair = propertyOf(row, "activeActive") === true;
  const configurations = configurationsOf(row).slice(0, isPair ? 2 : 1);
  const known = new Map(
    [...instancesOf(before), ...instancesOf(row)].map((one) => [keyOfInstance(one), one]),
  );
  const hasPrivate = propertyOf(row, "enablePrivateIpAddress") === true;
  const privates = configurations.map((one) =>
    hasPrivate ? (one.privateAddress ?? pick(one.subnet)) : one.privateAddress,
  );
  const given = typeof asked["bgpPeeringAddress"] === "string" && before === undefined;
  const instances = configurations.map((one): JsonObject => {
    const was = withDefaults(known.get(one.id.toLowerCase()), before, one.id);
    const own = addressesOf(was);
    const wanted = given && !isPair ? [String(asked["bgpPeeringAddress"])] : [];
    const picked = pick(one.subnet, { from: isPair ? "first" : "last" });
    const addresses = own.length > 0 ? own : wanted.length > 0 ? wanted : picked ? [picked] : [];
    return {
      ipconfigurationId: one.id,
      defaultBgpIpAddresses: addresses,
      customBgpIpAddresses: was?.["customBgpIpAddresses"] ?? [],
    };
  });
  const joined = instances.flatMap(addressesOf).join(",");
  const bgpSettings: JsonObject = {
    asn: asked["asn"] ?? defaultAsn,
    ...(joined === "" ? {} : { bgpPeeringAddress: shownAddress(asked, before, joined) }),
    peerWeight: asked["peerWeight"] ?? 0,
    bgpPeeringAddresses: instances,
  };
  const facts = { ...row.facts, isAsnGiven: "asn" in asked, isAddressGiven: given };
  const completed = withPrivateAddresses({ ...row, facts }, privates);
  draft.put(withProperties(completed, { bgpSettings }));
  return undefined;
}

// A request repeats the pair of addresses that the gateway had, even when one instance is left.
function shownAddress(asked: JsonObject, before: Row | undefined, joined: string): unknown {
  return before === undefined ? joined : (asked["bgpPeeringAddress"] ?? joined);
}

function speaksBgp(row: Row): boolean {
  const sku = propertyOf(row, "sku");
  const name = isJsonObject(sku) ? String(sku["name"]).toLowerCase() : "";
  const type = String(propertyOf(row, "gatewayType")).toLowerCase();
  const isPolicyBased = String(propertyOf(row, "vpnType")).toLowerCase() === "policybased";
  return type === "vpn" && name !== "basic" && !isPolicyBased;
}

interface Configuration {
  readonly id: string;
  readonly subnet: string;
  readonly privateAddress: string | undefined;
}

function configurationsOf(row: Row): readonly Configuration[] {
  return objectsOf(propertyOf(row, "ipConfigurations")).flatMap((one) => {
    const inner = one["properties"];
    const properties = isJsonObject(inner) ? inner : {};
    const subnet = idOf(properties["subnet"]);
    const { privateIPAddress: address } = properties;
    if (subnet === undefined) return [];
    const id = `${row.id.text}/ipConfigurations/${String(one["name"])}`;
    const privateAddress = typeof address === "string" ? address : undefined;
    return [{ id, subnet, privateAddress }];
  });
}

function settingsOf(row: Row): JsonObject {
  const settings = propertyOf(row, "bgpSettings");
  return isJsonObject(settings) ? settings : {};
}

function instancesOf(row: Row | undefined): readonly JsonObject[] {
  return row === undefined ? [] : objectsOf(settingsOf(row)["bgpPeeringAddresses"]);
}

function keyOfInstance(one: JsonObject): string {
  return String(one["ipconfigurationId"]).toLowerCase();
}

// Clients leave out what they cannot change.
function withDefaults(
  asked: JsonObject | undefined,
  before: Row | undefined,
  id: string,
): JsonObject | undefined {
  const was = instancesOf(before).find((one) => keyOfInstance(one) === id.toLowerCase());
  return was === undefined && asked === undefined ? undefined : { ...was, ...asked };
}

function addressesOf(one: JsonObject | undefined): readonly string[] {
  return textsOf(one?.["defaultBgpIpAddresses"]);
}

function withPrivateAddresses(row: Row, addresses: readonly (string | undefined)[]): Row {
  const list = objectsOf(propertyOf(row, "ipConfigurations")).map((one, index) => {
    const inner = one["properties"];
    const privateIPAddress = addresses[index];
    if (privateIPAddress === undefined) return one;
    return { ...one, properties: { ...(isJsonObject(inner) ? inner : {}), privateIPAddress } };
  });
  return withProperties(row, { ipConfigurations: list });
}
