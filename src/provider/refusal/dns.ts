import type { ArmId } from "../../arm/index.ts";
import { type Refusal, refuse, refuseByDns, refuseByProvider } from "./refusal.ts";

const code = "PreconditionFailed";

/** Recorded, as what follows unless said. */
export function recordNotFound(id: ArmId): Refusal {
  return refuseByDns(
    404,
    "NotFound",
    `The resource record '${id.name}' does not exist in resource group '${id.resourceGroup ?? ""}' of ` +
      `subscription '${id.subscription ?? ""}'.`,
  );
}

export function recordModified(id: ArmId): Refusal {
  return refuseByDns(412, code, `The Record set ${id.name} has been modified (etag mismatch).`);
}

export function recordExists(id: ArmId): Refusal {
  const message = `The Record set ${id.name} exists already and hence cannot be created again.`;
  return refuseByDns(412, code, message);
}

/** Not recorded; in the words of links. */
export function zoneModified(id: ArmId): Refusal {
  const message = `The Zone '${id.name}' has been modified (etag mismatch).`;
  return refuseByProvider(412, code, message);
}

export function zoneExists(id: ArmId): Refusal {
  const message = `The Zone ${id.name} exists already and hence cannot be created again.`;
  return refuseByProvider(412, code, message);
}

/** A public zone answers at once. */
export function publicZoneExists(id: ArmId): Refusal {
  return refuseByDns(
    412,
    code,
    `The Zone ${id.name} exists already and hence cannot be created again.`,
  );
}

export function linkModified(id: ArmId): Refusal {
  return refuseByProvider(
    412,
    code,
    `The Virtual Network link '${id.name}' for the Private DNS zone '${id.names[0] ?? ""}' has been ` +
      "modified (etag mismatch).",
  );
}

export function linkExists(id: ArmId): Refusal {
  return refuseByProvider(
    412,
    code,
    `The Virtual Network link ${id.name} for the Private DNS zone ${id.names[0] ?? ""} exists already ` +
      "and hence cannot be created again.",
  );
}

export function linkNotFound(id: ArmId): Refusal {
  return refuse(
    404,
    "ResourceNotFound",
    `The Resource 'Microsoft.Network/privateDnsZones/${id.names[0] ?? ""}/virtualNetworkLinks/${id.name}' ` +
      `under resource group '${id.resourceGroup ?? ""}' was not found. For more details please go to ` +
      "https://aka.ms/ARMResourceNotFoundFix",
  );
}

/** Seen in issues. */
export function zoneHasLinks(links: readonly string[]): Refusal {
  return refuse(
    409,
    "CannotDeleteResource",
    "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: " +
      `'${links.join(",")}'. Please delete all nested resources before deleting this resource.`,
  );
}

/** Seen in issues. */
export function secondRegistration(zone: string): Refusal {
  return refuseByProvider(
    409,
    "Conflict",
    "A virtual network can only be linked to 1 Private DNS zone(s) with auto-registration enabled; " +
      `conflicting Private DNS zone is '${zone}'.`,
  );
}

/** Seen in issues. */
export function overlappingZones(first: string, second: string): Refusal {
  return refuseByProvider(
    400,
    "BadRequest",
    "A virtual network cannot be linked to multiple zones with overlapping namespaces. You tried to " +
      `link virtual network with '${first}' and '${second}' zones.`,
  );
}
