import { isJsonObject, type JsonObject, peekOwn, typeKeys } from "../../arm/index.ts";
import { formatIp, parseIp } from "../../net/index.ts";
import { propertyOf } from "../check/properties.ts";
import type { Row } from "./row.ts";

/** Something that one row at a time holds: an address of a subnet, a public address, a DNS name. */
export interface Claim {
  readonly text: string;
  /** Names and indices from the body to the object that says it. */
  readonly steps: readonly (string | number)[];
}

/** The claim to an address of a subnet. */
export function addressClaim(subnetKey: string, address: string): string {
  return `${subnetKey}#${canonical(address)}`;
}

/** The claim to a public address. */
export function publicClaim(address: string): string {
  return `public#${canonical(address)}`;
}

/** The claim to a DNS name. */
export function nameClaim(name: string): string {
  return `name#${name.toLowerCase()}`;
}

/** Finds what a row holds. Cost: linear in the body. */
export function findClaims({ typeKey, body }: Pick<Row, "typeKey" | "body">): readonly Claim[] {
  const found: Claim[] = [];
  collect(body, [], found);
  const steps = ["properties"];
  const say = (text: unknown, claim: (text: string) => string): void => {
    if (typeof text === "string" && text !== "") found.push({ text: claim(text), steps });
  };
  if (typeKey === typeKeys.publicIp) {
    say(propertyOf({ body }, "ipAddress"), publicClaim);
    const settings = propertyOf({ body }, "dnsSettings");
    if (isJsonObject(settings)) say(settings["fqdn"], nameClaim);
  }
  if (typeKey === typeKeys.publicPrefix) {
    say(propertyOf({ body }, "ipPrefix"), (prefix) => publicClaim(prefix.split("/")[0] ?? ""));
  }
  return found;
}

function collect(value: unknown, steps: readonly (string | number)[], found: Claim[]): void {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) collect(one, [...steps, index], found);
    return;
  }
  if (!isJsonObject(value)) return;
  const text = heldAddress(value);
  if (text !== undefined) found.push({ text, steps });
  for (const name in value) {
    const inner = value[name];
    if (typeof inner === "object" && inner !== null) collect(inner, [...steps, name], found);
  }
}

function heldAddress(value: JsonObject): string | undefined {
  const address = peekOwn(value, "privateIPAddress");
  if (typeof address !== "string" || address === "") return undefined;
  const subnet = peekOwn(value, "subnet");
  const id = isJsonObject(subnet) ? peekOwn(subnet, "id") : undefined;
  return typeof id === "string" ? addressClaim(id.toLowerCase(), address) : undefined;
}

// IPv6 has several spellings.
function canonical(address: string): string {
  const ip = parseIp(address);
  return ip === undefined ? address : formatIp(ip);
}
