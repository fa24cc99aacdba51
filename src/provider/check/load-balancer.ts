import { isJsonObject, typeKeys } from "../../arm/index.ts";
import { holderIdOf } from "../estate/element.ts";
import type { Check, RemovalCheck } from "../kind/kind.ts";
import { inUse } from "../refusal/in-use.ts";
import { frontendHasNoAddress, skusDoNotMatch } from "../refusal/load-balancer.ts";
import { keyOf, objectsOf, propertyOf } from "./properties.ts";
import { skuOf } from "./public-ip.ts";

/** A front end has an address, of the balancer's own SKU. */
export const checkFrontends: Check = ({ draft, row }) => {
  const { name } = skuOf(row);
  for (const frontend of objectsOf(propertyOf(row, "frontendIPConfigurations"))) {
    const { properties } = frontend;
    const id = `${row.id.text}/frontendIPConfigurations/${String(frontend["name"])}`;
    const inner = isJsonObject(properties) ? properties : {};
    const hasAddress = ["subnet", "publicIPAddress", "publicIPPrefix"].some(
      (one) => inner[one] !== undefined,
    );
    if (!hasAddress) return frontendHasNoAddress(id);
    const key = keyOf(inner["publicIPAddress"]);
    const address = key === undefined ? undefined : draft.find(key);
    if (address === undefined) continue;
    const sku = skuOf(address).name;
    const isSame = (sku === "Basic") === (name === "Basic");
    if (!isSame) return skusDoNotMatch(row.id.text, name, { id: address.id.text, sku });
  }
  return undefined;
};

/** A balancer whose pools or rules interfaces name, or whose front end another balancer names. */
export const refuseBalancerInUse: RemovalCheck = ({ estate, row }) => {
  const parts = [
    ...estate.childrenOf(row.id.key).map(({ id }) => id.key),
    ...objectsOf(propertyOf(row, "frontendIPConfigurations")).map(
      (one) => `${row.id.key}/frontendipconfigurations/${String(one["name"]).toLowerCase()}`,
    ),
  ];
  const users = parts
    .flatMap((key) => estate.referrersOf(key))
    .filter((one) => one.row.root !== row.root && one.row.typeKey !== typeKeys.nic)
    .map(holderIdOf);
  return users.length === 0 ? undefined : inUse(row.id.text, [...new Set(users)]);
};
