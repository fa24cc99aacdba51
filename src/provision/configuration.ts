import {
  createUnknown,
  isJsonObject,
  type JsonObject,
  type Resource,
  type Unknown,
} from "../arm/index.ts";
import type { Family } from "../net/index.ts";
import { idAt, listAt, textAt, withProperty } from "./body.ts";
import type { Asker, Estate } from "./estate.ts";
import { wantsAddress } from "./keep.ts";

/** Gives an address to each IP configuration of a list that asks for one. */
export function assignAddresses(estate: Estate, resource: Resource, list: string): Resource {
  const configurations = listAt(resource.body, list);
  const wanting = new Set(
    configurations.filter((one) => isJsonObject(one)).filter((one) => wantsAddress(one)),
  );
  if (wanting.size === 0) return resource;
  if (wanting.size < configurations.length) estate.reserve(resource);
  const completed = configurations.map((configuration) => {
    if (!isJsonObject(configuration) || !wanting.has(configuration)) return configuration;
    const address = addressFor(estate, resource, configuration);
    return withProperty(configuration, "privateIPAddress", address);
  });
  return { ...resource, body: withProperty(resource.body, list, completed) };
}

/** Gives an address, or a mark that says why there is none. */
export function addressOrMark(
  estate: Estate,
  asker: Asker,
  options: { readonly what: string; readonly from?: "first" | "last" },
): string | Unknown {
  const result = estate.assign(asker, options.from);
  return typeof result === "string" ? result : createUnknown(`${options.what}: ${result.reason}`);
}

function addressFor(estate: Estate, { id }: Resource, configuration: JsonObject): string | Unknown {
  const what = `privateIPAddress of ${id.name}`;
  const subnet = idAt(configuration, "subnet");
  if (subnet === undefined) return createUnknown(`${what}: its subnet is not known`);
  return addressOrMark(
    estate,
    { resource: id.text, subnet, family: familyOf(configuration) },
    { what },
  );
}

function familyOf(configuration: JsonObject): Family {
  const version = textAt(configuration, "privateIPAddressVersion")?.toLowerCase();
  return version === "ipv6" ? 6 : 4;
}
