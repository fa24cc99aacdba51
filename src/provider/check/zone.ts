import { typeKeys } from "../../arm/index.ts";
import type { Check, RemovalCheck } from "../kind/kind.ts";
import { overlappingZones, secondRegistration, zoneHasLinks } from "../refusal/dns.ts";
import { invalidReference } from "../refusal/network.ts";
import { idOf, keyOf, propertyOf } from "./properties.ts";

/** A network asks one zone of a name, and registers its machines in one zone. */
export const checkZoneLink: Check = ({ draft, row }) => {
  const key = keyOf(propertyOf(row, "virtualNetwork"));
  const network = key === undefined ? undefined : draft.find(key);
  if (network === undefined) {
    return invalidReference(idOf(propertyOf(row, "virtualNetwork")) ?? "(none)", row.id.text);
  }
  const others = draft
    .referrersOf(network.id.key)
    .map((referrer) => referrer.row)
    .filter((other) => other.typeKey === typeKeys.zoneLink && other.id.key !== row.id.key);
  const zone = row.id.names[0] ?? "";
  const twin = others.find((other) => other.id.names[0]?.toLowerCase() === zone.toLowerCase());
  if (twin !== undefined) return overlappingZones(zone, twin.id.names[0] ?? "");
  if (propertyOf(row, "registrationEnabled") !== true) return undefined;
  const registrar = others.find((other) => propertyOf(other, "registrationEnabled") === true);
  return registrar === undefined ? undefined : secondRegistration(registrar.id.parent ?? "");
};

/** A zone stays while networks are linked to it. */
export const refuseZoneWithLinks: RemovalCheck = ({ estate, row }) => {
  const links = estate
    .childrenOf(row.id.key, typeKeys.zoneLink)
    .map(
      ({ id }) =>
        `${id.type.split("/")[0] ?? ""}/privateDnsZones/${row.id.name}/virtualNetworkLinks/${id.name}`,
    );
  return links.length === 0 ? undefined : zoneHasLinks(links);
};
