import type { Place } from "../diagnostic/index.ts";
import type { Ip } from "../net/index.ts";
import { Cursor, type Reference, type Report } from "./cursor.ts";
import { peekProperty } from "./property.ts";
import { readPublicIp, type WrittenPublicIp } from "./public-ip.ts";
import { isJsonObject, type Resource } from "./resource.ts";

/** A network interface as written. */
export interface NicBody {
  readonly ipConfigurations: readonly NicIpConfiguration[];
  readonly forwardsIp: boolean;
  readonly privateEndpoint: Reference | undefined;
  readonly virtualMachine: Reference | undefined;
  readonly networkSecurityGroup: Reference | undefined;
  readonly keepsSourceToPrivateLink: boolean;
}

/** An IP configuration of an interface as written. */
interface NicIpConfiguration {
  readonly name: string;
  readonly address: Ip | undefined;
  readonly subnet: Reference | undefined;
  readonly publicIp: WrittenPublicIp | undefined;
  readonly loadBalancerPools: readonly Reference[];
  readonly inboundNatRules: readonly Reference[];
  readonly applicationGroups: readonly Reference[];
  readonly isPrimary: boolean;
  /** Public names of the service that this address of a private endpoint stands for. */
  readonly serviceNames: readonly string[];
  readonly place: Place;
}

/**
 * Reads a network interface. Cost: this runs once per interface of an estate, so it allocates
 * little.
 */
export function decodeNic(resource: Resource, report: Report): NicBody {
  const cursor = Cursor.of(resource, report);
  return {
    ipConfigurations: cursor.list("ipConfigurations").map(readIpConfiguration),
    forwardsIp: cursor.flag("enableIPForwarding") ?? false,
    privateEndpoint: cursor.reference("privateEndpoint"),
    virtualMachine: cursor.reference("virtualMachine"),
    networkSecurityGroup: cursor.reference("networkSecurityGroup"),
    keepsSourceToPrivateLink: hasSourceTag(resource),
  };
}

function readIpConfiguration(cursor: Cursor): NicIpConfiguration {
  return {
    name: cursor.text("name") ?? "",
    address: cursor.ip("privateIPAddress"),
    subnet: cursor.reference("subnet"),
    publicIp: readPublicIp(cursor, "publicIPAddress"),
    loadBalancerPools: cursor.references("loadBalancerBackendAddressPools"),
    inboundNatRules: cursor.references("loadBalancerInboundNatRules"),
    applicationGroups: cursor.references("applicationSecurityGroups"),
    isPrimary: cursor.flag("primary") ?? false,
    serviceNames: readServiceNames(cursor),
    place: cursor.place,
  };
}

const noNames: readonly string[] = [];

function readServiceNames(cursor: Cursor): readonly string[] {
  const property = "privateLinkConnectionProperties";
  return peekProperty(cursor.value, property) ? cursor.at(property).texts("fqdns") : noNames;
}

// PE-12: Azure compares this tag with regard to case, so the cursor cannot read it.
function hasSourceTag(resource: Resource): boolean {
  const tags = resource.body["tags"];
  return (
    isJsonObject(tags) &&
    Object.hasOwn(tags, "disableSnatOnPL") &&
    tags["disableSnatOnPL"] === "true"
  );
}
