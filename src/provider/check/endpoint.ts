import { typeKeys } from "../../arm/index.ts";
import { connectionsOf } from "../endpoint/connection.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { Check, RemovalCheck } from "../kind/kind.ts";
import {
  endpointCannotMove,
  endpointNeedsConnection,
  endpointNeedsSubnet,
  interfaceOfEndpoint,
  linkServiceDestination,
} from "../refusal/endpoint.ts";
import { keyOf, objectsOf, propertyOf } from "./properties.ts";

/** An endpoint names a subnet and a service, and stays with both. */
export const checkEndpoint: Check = ({ row, before }) => {
  const subnet = keyOf(propertyOf(row, "subnet"));
  if (subnet === undefined) return endpointNeedsSubnet(row.id.text);
  if (connectionsOf(row).length === 0) return endpointNeedsConnection(row.id.text);
  if (before === undefined) return undefined;
  const isSame =
    keyOf(propertyOf(before, "subnet")) === subnet && servicesOf(before) === servicesOf(row);
  return isSame ? undefined : endpointCannotMove(row.id.text);
};

function servicesOf(row: Row): string {
  return connectionsOf(row)
    .map(({ service }) => service.toLowerCase())
    .sort()
    .join(" ");
}

/** The interface of an endpoint or of a private link service is changed by nobody else. */
export const checkEndpointInterface: Check = ({ draft, row, before }) => {
  if (before === undefined) return undefined;
  const owner = ownerOf(draft, row);
  return owner === undefined ? undefined : interfaceOfEndpoint(row.id.text, owner.id.text);
};

/** The same for its removal. */
export const refuseEndpointInterface: RemovalCheck = ({ estate, row }) => {
  const owner = ownerOf(estate, row);
  return owner === undefined ? undefined : interfaceOfEndpoint(row.id.text, owner.id.text);
};

function ownerOf(estate: EstateView, nic: Row): Row | undefined {
  return estate.referrersOf(nic.id.key).find(({ row, steps }) => {
    return steps[1] === "networkInterfaces" && owners.has(row.typeKey);
  })?.row;
}

const owners: ReadonlySet<string> = new Set([
  typeKeys.privateEndpoint,
  "microsoft.network/privatelinkservices",
]);

/** Recorded: a private link service leads to a front end or to an address, not to both. */
export const checkLinkService: Check = ({ row }) => {
  const frontends = objectsOf(propertyOf(row, "loadBalancerFrontendIpConfigurations")).length;
  const hasAddress = typeof propertyOf(row, "destinationIPAddress") === "string";
  return frontends > 0 === hasAddress ? linkServiceDestination(row.id.name) : undefined;
};
