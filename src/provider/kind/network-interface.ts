import { isJsonObject, type JsonObject, typeKeys } from "../../arm/index.ts";
import { allocateAddresses } from "../address/allocate.ts";
import { checkEndpointInterface, refuseEndpointInterface } from "../check/endpoint.ts";
import { refuseInterfaceInUse } from "../check/in-use.ts";
import { checkInterface } from "../check/network-interface.ts";
import { idOf, objectsOf, propertyOf } from "../check/properties.ts";
import { checkPublicHolders } from "../check/public-holder.ts";
import { checkReferences } from "../check/references.ts";
import type { Row } from "../estate/row.ts";
import { fromType, heldBy, holder } from "../reference/held-by.ts";
import type { Refusal } from "../refusal/refusal.ts";
import { elements } from "../shape/elements.ts";
import type { Field, Showing } from "../shape/field.ts";
import {
  asked,
  assigned,
  choice,
  derived,
  fixed,
  flag,
  part,
  provisioningState,
  reference,
  references,
  resourceGuid,
  since,
  text,
  texts,
} from "../shape/forms.ts";
import { defineKind } from "./define.ts";
import type { Answering, Completing, Kind, PutAnswer } from "./kind.ts";

/** Microsoft.Network/networkInterfaces. */
export const networkInterface: Kind = defineKind({
  type: "Microsoft.Network/networkInterfaces",
  frame: [
    "name",
    "id",
    "etag",
    "extendedLocation",
    "tags",
    "properties",
    "type",
    "location",
    "managedBy",
    "kind",
  ],
  top: [derived("managedBy", managedBy), since("2020-01-01", fixed("kind", "Regular"))],
  properties: [
    provisioningState(),
    resourceGuid(),
    elements({
      name: "ipConfigurations",
      type: "Microsoft.Network/networkInterfaces/ipConfigurations",
      isTypeFirst: true,
      properties: [
        provisioningState(),
        text("privateIPAddress"),
        choice("privateIPAllocationMethod", ["Dynamic", "Static"], "Dynamic"),
        reference("publicIPAddress", "publicIPAddresses"),
        reference("subnet", "subnets"),
        flag("primary"),
        choice("privateIPAddressVersion", ["IPv4", "IPv6"], "IPv4"),
        reference("gatewayLoadBalancer", "frontendIPConfigurations"),
        references("loadBalancerBackendAddressPools", undefined, "backendAddressPools"),
        references("applicationGatewayBackendAddressPools", undefined, "backendAddressPools"),
        references("loadBalancerInboundNatRules", undefined, "inboundNatRules"),
        references("applicationSecurityGroups", undefined, "applicationSecurityGroups"),
        asked("privateLinkConnectionProperties"),
      ],
    }),
    part("dnsSettings", dnsFields(), { isAlways: true }),
    macAddress(),
    flag("enableAcceleratedNetworking", false),
    since("2020-01-01", fixed("vnetEncryptionSupported", false)),
    flag("enableIPForwarding", false),
    since("2022-11-01", flag("disableTcpStateTracking", false)),
    reference("networkSecurityGroup", "networkSecurityGroups"),
    derived("primary", (at) => (machineOf(at) === undefined ? undefined : true)),
    holder("virtualMachine", fromType(typeKeys.virtualMachine)),
    fixed("hostedWorkloads", []),
    fixed("tapConfigurations", []),
    derived("privateEndpoint", privateEndpoint),
    derived("privateLinkService", privateLinkService),
    since("2020-01-01", asked("nicType", "Standard")),
    since("2020-01-01", fixed("allowPort25Out", true)),
    since(
      "2020-01-01",
      choice(
        "auxiliaryMode",
        ["None", "MaxConnections", "Floating", "AcceleratedConnections"],
        "None",
      ),
    ),
    since("2022-11-01", choice("auxiliarySku", ["None", "A1", "A2", "A4", "A8"], "None")),
  ],
  elements: ["ipConfigurations"],
  protocol: { put: answer },
  checks: [checkInterface, checkReferences, checkEndpointInterface, checkPublicHolders],
  complete: completeInterface,
  remember: ({ privateEndpoint: endpoint, privateLinkService: service }) => ({
    ...(endpoint === undefined ? {} : { privateEndpoint: endpoint }),
    ...(service === undefined ? {} : { privateLinkService: service }),
  }),
  removalChecks: [refuseInterfaceInUse, refuseEndpointInterface],
});

function dnsFields(): readonly Field[] {
  return [
    texts("dnsServers", []),
    derived("appliedDnsServers", ({ kept }) => kept["dnsServers"] ?? []),
    text("internalDnsNameLabel"),
    derived("internalFqdn", ({ kept }) => {
      const { internalDnsNameLabel: label, internalDomainNameSuffix: suffix } = kept;
      return typeof label === "string" ? `${label}.${String(suffix)}` : undefined;
    }),
    assigned("internalDomainNameSuffix", ({ world }) => {
      return `${world.guid().replaceAll("-", "").slice(0, 26)}.internal.cloudapp.net`;
    }),
  ];
}

function machineOf({ estate, id }: Showing): { readonly id: string } | undefined {
  return heldBy({ estate, id }, fromType(typeKeys.virtualMachine))?.[0];
}

// An interface has one when it has been on a machine. Made of its guid, so that it stays.
function macAddress(): Field {
  return {
    ...text("macAddress"),
    settle: (wanted, at) => at.kept ?? (at.isImport ? wanted : undefined),
    show: (kept, at) => {
      if (kept !== undefined) return kept;
      if (machineOf(at) === undefined) return undefined;
      const digits = String(at.kept["resourceGuid"]).replaceAll("-", "").slice(-6).toUpperCase();
      return `00-0D-3A-${digits.replace(/(..)(..)(..)/, "$1-$2-$3")}`;
    },
  };
}

function privateEndpoint({ row }: Showing): unknown {
  const owner = idOf(row.facts["privateEndpoint"]) ?? idOf(propertyOf(row, "privateEndpoint"));
  return owner === undefined ? undefined : { id: owner };
}

function privateLinkService({ row }: Showing): unknown {
  const owner =
    idOf(row.facts["privateLinkService"]) ?? idOf(propertyOf(row, "privateLinkService"));
  return owner === undefined ? undefined : { id: owner };
}

function managedBy(at: Showing): unknown {
  return idOf(privateEndpoint(at)) ?? idOf(privateLinkService(at));
}

function completeInterface(at: Completing): Refusal | undefined {
  const row = withPrimary(at.row);
  at.draft.put(row);
  return allocateAddresses("ipConfigurations")({ ...at, row });
}

// One configuration is the primary one: the one that says so, else the first.
function withPrimary(row: Row): Row {
  const list = propertyOf(row, "ipConfigurations");
  if (!Array.isArray(list)) return row;
  const said = list.findIndex((one: unknown) => propertiesOf(one)["primary"] === true);
  const primary = Math.max(0, said);
  const ipConfigurations = list.map((one: unknown, index) =>
    isJsonObject(one)
      ? { ...one, properties: { ...propertiesOf(one), primary: index === primary } }
      : one,
  );
  const { properties } = row.body;
  const all = { ...(isJsonObject(properties) ? properties : {}), ipConfigurations };
  return { ...row, body: { ...row.body, properties: all } };
}

function propertiesOf(element: unknown): JsonObject {
  const properties = isJsonObject(element) ? element["properties"] : undefined;
  return isJsonObject(properties) ? properties : {};
}

// Seen in recordings: what others have to be told of takes time, everything else is there at once.
function answer({ before, row }: Answering): PutAnswer {
  const isTold = [before, row].some((one) => one !== undefined && joinsOthers(one));
  return isTold ? "operation" : "direct";
}

function joinsOthers(row: Row): boolean {
  return objectsOf(propertyOf(row, "ipConfigurations")).some((one) => {
    return joints.some((name) => propertiesOf(one)[name] !== undefined);
  });
}

const joints = [
  "loadBalancerBackendAddressPools",
  "loadBalancerInboundNatRules",
  "applicationGatewayBackendAddressPools",
  "applicationSecurityGroups",
];
