import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import type { Row } from "../estate/row.ts";
import type { Check } from "../kind/kind.ts";
import { subnetRequired } from "../refusal/address.ts";
import {
  gatewayPoolOnSecondary,
  networksDiffer,
  noConfiguration,
  severalPrimaries,
} from "../refusal/network-interface.ts";
import type { Refusal } from "../refusal/refusal.ts";
import { keyOf, objectsOf, propertyOf } from "./properties.ts";

/** What the configurations of an interface have to be among themselves. */
export const checkInterface: Check = ({ row }) => {
  const configurations = objectsOf(propertyOf(row, "ipConfigurations"));
  if (configurations.length === 0) return noConfiguration(row.id.text);
  const primaries = configurations.filter((one) => inner(one)["primary"] === true);
  if (primaries.length > 1) return severalPrimaries(row.id.text);
  const primary = primaries[0] ?? configurations[0];
  const networks = new Set<string>();
  for (const one of configurations) {
    const refusal = checkConfiguration(row, one, one === primary);
    if (refusal !== undefined) return refusal;
    networks.add(networkOf(one));
  }
  return networks.size > 1 ? networksDiffer(row.id.text) : undefined;
};

function checkConfiguration(row: Row, one: JsonObject, isPrimary: boolean): Refusal | undefined {
  const name = String(one["name"]);
  const id = `${row.id.text}/ipConfigurations/${name}`;
  const properties = inner(one);
  if (properties["subnet"] === undefined) return subnetRequired(id);
  const pools = properties["applicationGatewayBackendAddressPools"];
  const hasPools = Array.isArray(pools) && pools.length > 0;
  return hasPools && !isPrimary ? gatewayPoolOnSecondary(row.id.text, name) : undefined;
}

function networkOf(one: JsonObject): string {
  return (keyOf(inner(one)["subnet"]) ?? "").split("/").slice(0, -2).join("/");
}

function inner({ properties }: JsonObject): JsonObject {
  return isJsonObject(properties) ? properties : {};
}
