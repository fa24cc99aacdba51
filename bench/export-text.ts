// A Resource Graph answer as `az graph query` prints it, of a wanted size: resources with all that
// Azure says of them, as an export of a large tenant has.

const subscription = "/subscriptions/6b7a1c5e-0f6e-4c4b-9a43-1d4a5be1d0f1";

/** Writes an answer of at least `size` characters; the same for the same size. */
export function writeExport(size: number): string {
  const rows: string[] = [];
  let length = 0;
  for (let spoke = 0; length < size; spoke += 1) {
    for (const resource of spokeOf(spoke)) {
      const text = JSON.stringify(resource, null, 2);
      rows.push(text);
      length += text.length + 2;
    }
  }
  const count = rows.length;
  return `{\n"count": ${count},\n"data": [\n${rows.join(",\n")}\n],\n"skip_token": null,\n"total_records": ${count}\n}\n`;
}

function spokeOf(spoke: number): readonly object[] {
  const group = `${subscription}/resourceGroups/rg-${spoke}`;
  const network = `${group}/providers/Microsoft.Network`;
  const second = (spoke >> 8) & 255;
  const third = spoke & 255;
  const nics = Array.from({ length: 12 }, (_, index) => nicOf({ network, spoke, index }));
  return [
    row(`${network}/virtualNetworks/spoke-${spoke}`, {
      addressSpace: { addressPrefixes: [`10.${second}.${third}.0/24`] },
      subnets: [0, 1].map((index) => ({
        name: `snet-${index}`,
        id: `${network}/virtualNetworks/spoke-${spoke}/subnets/snet-${index}`,
        etag: 'W/"4a1d0a3f-9a55-4c77-8f39-1f9f5e55a0aa"',
        properties: {
          provisioningState: "Succeeded",
          addressPrefix: `10.${second}.${third}.${index * 128}/25`,
          routeTable: { id: `${network}/routeTables/rt-${spoke}` },
          networkSecurityGroup: { id: `${network}/networkSecurityGroups/nsg-${spoke}` },
          serviceEndpoints: [],
          delegations: [],
          ipConfigurations: nics
            .filter((_, nic) => nic % 2 === index)
            .map((_, nic) => ({
              id: `${network}/networkInterfaces/nic-${spoke}-${nic}/ipConfigurations/ipconfig1`,
            })),
          privateEndpointNetworkPolicies: "Disabled",
          privateLinkServiceNetworkPolicies: "Enabled",
        },
        type: "Microsoft.Network/virtualNetworks/subnets",
      })),
      virtualNetworkPeerings: [],
      enableDdosProtection: false,
      provisioningState: "Succeeded",
      resourceGuid: "7b1c5d2e-6a11-4a2c-b5a9-0d8cf3fb5a10",
    }),
    row(`${network}/routeTables/rt-${spoke}`, {
      disableBgpRoutePropagation: true,
      provisioningState: "Succeeded",
      routes: [0, 1, 2].map((index) => ({
        name: `route-${index}`,
        id: `${network}/routeTables/rt-${spoke}/routes/route-${index}`,
        properties: {
          provisioningState: "Succeeded",
          addressPrefix: index === 0 ? "0.0.0.0/0" : `172.${15 + index}.0.0/16`,
          nextHopType: "VirtualAppliance",
          nextHopIpAddress: "10.255.0.4",
          hasBgpOverride: false,
        },
      })),
      subnets: [{ id: `${network}/virtualNetworks/spoke-${spoke}/subnets/snet-0` }],
    }),
    row(`${network}/networkSecurityGroups/nsg-${spoke}`, {
      provisioningState: "Succeeded",
      securityRules: Array.from({ length: 8 }, (_, index) => ruleOf({ network, spoke, index })),
      subnets: [{ id: `${network}/virtualNetworks/spoke-${spoke}/subnets/snet-0` }],
    }),
    ...nics,
    // What a tenant has besides networks.
    row(`${group}/providers/Microsoft.Insights/components/insights-${spoke}`, {
      ApplicationId: `insights-${spoke}`,
      provisioningState: "Succeeded",
      RetentionInDays: 90,
    }),
  ];
}

function ruleOf(rule: {
  readonly network: string;
  readonly spoke: number;
  readonly index: number;
}): object {
  const { network, spoke, index } = rule;
  return {
    name: `rule-${index}`,
    id: `${network}/networkSecurityGroups/nsg-${spoke}/securityRules/rule-${index}`,
    properties: {
      provisioningState: "Succeeded",
      description: "allowed on request of the owners of the workload",
      protocol: "Tcp",
      sourcePortRange: "*",
      destinationPortRange: `${8000 + index}`,
      sourceAddressPrefix: "VirtualNetwork",
      destinationAddressPrefix: "*",
      access: "Allow",
      priority: 100 + index,
      direction: "Inbound",
      sourcePortRanges: [],
      destinationPortRanges: [],
      sourceAddressPrefixes: [],
      destinationAddressPrefixes: [],
    },
  };
}

function nicOf(nic: {
  readonly network: string;
  readonly spoke: number;
  readonly index: number;
}): object {
  const { network, spoke, index } = nic;
  const id = `${network}/networkInterfaces/nic-${spoke}-${index}`;
  const half = index % 2;
  const host = half * 128 + 4 + (index >> 1);
  return row(id, {
    provisioningState: "Succeeded",
    resourceGuid: "0e7b9c7e-5f26-4b29-a77f-6d79be0b4b0e",
    ipConfigurations: [
      {
        name: "ipconfig1",
        id: `${id}/ipConfigurations/ipconfig1`,
        etag: 'W/"4a1d0a3f-9a55-4c77-8f39-1f9f5e55a0aa"',
        type: "Microsoft.Network/networkInterfaces/ipConfigurations",
        properties: {
          provisioningState: "Succeeded",
          privateIPAddress: `10.${(spoke >> 8) & 255}.${spoke & 255}.${host}`,
          privateIPAllocationMethod: "Dynamic",
          subnet: { id: `${network}/virtualNetworks/spoke-${spoke}/subnets/snet-${half}` },
          primary: true,
          privateIPAddressVersion: "IPv4",
        },
      },
    ],
    dnsSettings: { dnsServers: [], appliedDnsServers: [] },
    macAddress: "00-0D-3A-1B-2C-3D",
    enableAcceleratedNetworking: true,
    enableIPForwarding: false,
    primary: true,
    virtualMachine: {
      id: `${network.replace("Microsoft.Network", "Microsoft.Compute")}/virtualMachines/vm-${spoke}-${index}`,
    },
    hostedWorkloads: [],
    nicType: "Standard",
    allowPort25Out: false,
  });
}

function row(id: string, properties: object): object {
  const segments = id.split("/");
  const type = `${segments.at(-3)}/${segments.at(-2)}`.toLowerCase();
  return {
    id,
    name: segments.at(-1),
    type,
    tenantId: "0d5c6bcb-3a9a-4b6a-9f2e-6c1b0f2b8f6e",
    kind: "",
    location: "westeurope",
    resourceGroup: segments[4],
    subscriptionId: segments[2],
    managedBy: "",
    sku: null,
    plan: null,
    properties,
    tags: { costCenter: "4711", environment: "production", owner: "platform-team" },
    identity: null,
    zones: null,
    extendedLocation: null,
  };
}
