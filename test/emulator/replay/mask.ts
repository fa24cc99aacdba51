// What differs between two runs of the same requests, in words that do not.
import { isJsonObject } from "../../../src/arm/index.ts";

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const zero = "00000000-0000-0000-0000-000000000000";
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

// Values that Azure alone decides.
const decided: ReadonlySet<string> = new Set([
  "internalDomainNameSuffix",
  "fqdn",
  "vmId",
  "ipAddress",
  "ipPrefix",
  "bgpPeeringAddress",
  "tunnelIpAddresses",
  "defaultBgpIpAddresses",
  "serviceKey",
  "alias",
  "linkIdentifier",
  "hash",
  "templateHash",
  "duration",
  "macAddress",
  "stag",
  "createdTime",
  "changedTime",
  "primaryEndpoints",
]);

/** A body without ids of one run, guids, etags, times and what Azure alone decides. */
export function mask(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => mask(one, name));
  if (isJsonObject(value)) {
    if (decided.has(name)) return "<decided>";
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mask(one, key)]));
  }
  if (typeof value !== "string") return value;
  if (name === "etag") return "<etag>";
  if (decided.has(name)) return value === "" ? "" : "<decided>";
  if (time.test(value)) return "<time>";
  return value.replaceAll(guid, (found) => (found === zero ? found : "<guid>"));
}
