import { typeKeys } from "../../arm/index.ts";
import { allocateAddresses } from "../address/allocate.ts";
import { idOf, propertyOf } from "../check/properties.ts";
import { checkReferences } from "../check/references.ts";
import { elements } from "../shape/elements.ts";
import type { Showing } from "../shape/field.ts";
import {
  asked,
  assigned,
  derived,
  fixed,
  lasting,
  part,
  provisioningState,
  reference,
  references,
  resourceGuid,
} from "../shape/forms.ts";
import { namesBack } from "../subnet/attached.ts";
import { defineKind } from "./define.ts";
import type { Kind } from "./kind.ts";

/** Microsoft.Network/networkInterfaces. */
export const networkInterface: Kind = defineKind({
  type: "Microsoft.Network/networkInterfaces",
  frame: [
    "name",
    "id",
    "etag",
    "tags",
    "properties",
    "type",
    "location",
    "extendedLocation",
    "kind",
  ],
  top: [fixed("kind", "Regular")],
  properties: [
    provisioningState(),
    resourceGuid(),
    elements({
      name: "ipConfigurations",
      type: "Microsoft.Network/networkInterfaces/ipConfigurations",
      isTypeFirst: true,
      properties: [
        provisioningState(),
        lasting("privateIPAddress"),
        asked("privateIPAllocationMethod", "Dynamic"),
        reference("publicIPAddress"),
        reference("subnet"),
        references("applicationSecurityGroups"),
        references("loadBalancerBackendAddressPools"),
        references("loadBalancerInboundNatRules"),
        references("applicationGatewayBackendAddressPools"),
        asked("primary", true),
        asked("privateIPAddressVersion", "IPv4"),
      ],
    }),
    part(
      "dnsSettings",
      [
        asked("dnsServers", []),
        asked("internalDnsNameLabel"),
        derived("appliedDnsServers", ({ kept }) => kept["dnsServers"] ?? []),
        assigned("internalDomainNameSuffix", ({ world }) => {
          return `${world.guid().replaceAll("-", "").slice(0, 26)}.internal.cloudapp.net`;
        }),
      ],
      { isAlways: true },
    ),
    asked("enableAcceleratedNetworking", false),
    fixed("vnetEncryptionSupported", false),
    asked("enableIPForwarding", false),
    asked("disableTcpStateTracking", false),
    reference("networkSecurityGroup"),
    derived("virtualMachine", virtualMachine),
    derived("privateEndpoint", privateEndpoint),
    fixed("hostedWorkloads", []),
    fixed("tapConfigurations", []),
    asked("nicType", "Standard"),
    fixed("allowPort25Out", true),
    asked("auxiliaryMode", "None"),
    asked("auxiliarySku", "None"),
  ],
  protocol: { put: "direct", remove: "operation" },
  checks: [checkReferences],
  complete: allocateAddresses("ipConfigurations"),
});

function virtualMachine(at: Showing): unknown {
  const owners = namesBack(at, (typeKey) => typeKey === typeKeys.virtualMachine);
  return Array.isArray(owners) ? owners[0] : undefined;
}

function privateEndpoint({ row }: Showing): unknown {
  const owner = idOf(row.facts["privateEndpoint"]) ?? idOf(propertyOf(row, "privateEndpoint"));
  return owner === undefined ? undefined : { id: owner };
}
