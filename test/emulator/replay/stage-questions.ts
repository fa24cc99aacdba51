// What has to be there before a question that a chain begins with: a machine in a network, made so
// that the answer can be what was recorded, but for what the answer itself decides.
import { isJsonObject, type JsonObject, parseArmId } from "../../../src/arm/index.ts";
import { type Interaction, pathOf, type Recording } from "./recording.ts";
import type { Stub } from "./stage.ts";

/** Resources that questions of the chain are about. */
export function questionStubs({ interactions }: Recording): readonly Stub[] {
  return interactions.flatMap((interaction, index) => {
    if (interaction.method !== "POST" || interaction.status >= 400) return [];
    const answer = interactions.slice(index + 1).find((one) => one.status === 200)?.responseBody;
    return stubsFor(interaction, isJsonObject(answer) ? answer : {});
  });
}

function stubsFor(interaction: Interaction, answer: JsonObject): readonly Stub[] {
  const path = pathOf(interaction);
  const owner = path.split("/").slice(0, -1).join("/");
  switch (path.split("/").at(-1)?.toLowerCase()) {
    case "effectiveroutetable":
      return [...machine({ nic: owner, space: spaceOf(answer) }), ...profileOf(owner)];
    case "effectivenetworksecuritygroups":
      return [...machine({ nic: owner, group: groupOf(answer) }), ...groupStub(answer)];
    case "nexthop":
    case "ipflowverify":
      return askedMachine(interaction.requestBody);
    case "getlearnedroutes":
    case "getadvertisedroutes":
    case "getbgppeerstatus":
      return gateway(owner);
    default:
      return [];
  }
}

interface Machine {
  readonly nic: string;
  readonly address?: string;
  readonly space?: readonly string[];
  readonly group?: string | undefined;
}

function machine({
  nic,
  address = "10.0.0.4",
  space = ["10.0.0.0/16"],
  group,
}: Machine): readonly Stub[] {
  const scope = nic.split("/providers/")[0] ?? "";
  const network = `${scope}/providers/Microsoft.Network/virtualNetworks/vnet-of-the-question`;
  const [first = ""] = space;
  const subnet = { id: `${network}/subnets/default` };
  const configuration = {
    name: "ipconfig1",
    properties: { privateIPAddress: address, subnet, primary: true },
  };
  const attached = group === undefined ? {} : { networkSecurityGroup: { id: group } };
  return [
    {
      id: network,
      body: { location: "westus", properties: { addressSpace: { addressPrefixes: space } } },
    },
    { id: subnet.id, body: { properties: { addressPrefix: first.replace(/\/\d+$/, "/24") } } },
    {
      id: nic,
      body: { location: "westus", properties: { ipConfigurations: [configuration], ...attached } },
    },
  ];
}

function spaceOf({ value }: JsonObject): readonly string[] {
  const rows = Array.isArray(value) ? value.filter((row) => isJsonObject(row)) : [];
  const own = rows.filter((row) => row["nextHopType"] === "VnetLocal");
  return own.flatMap((row) =>
    Array.isArray(row["addressPrefix"]) ? row["addressPrefix"].map(String) : [],
  );
}

// Recordings of before 2025 have the platform routes of their time.
function profileOf(nic: string): readonly Stub[] {
  const scope = nic.split("/providers/")[0] ?? "";
  const id = `${scope}/providers/Trueroute/behavior/of-the-recording`;
  return [{ id, body: { properties: { noneProfile: "2023h" } } }];
}

function groupOf({ value }: JsonObject): string | undefined {
  const [first] = Array.isArray(value) ? value : [];
  const group = isJsonObject(first) ? first["networkSecurityGroup"] : undefined;
  return isJsonObject(group) ? String(group["id"]) : undefined;
}

function groupStub(answer: JsonObject): readonly Stub[] {
  const group = groupOf(answer);
  if (group === undefined) return [];
  const [first] = Array.isArray(answer["value"]) ? answer["value"] : [];
  const rules = isJsonObject(first) ? first["effectiveSecurityRules"] : [];
  const written = (Array.isArray(rules) ? rules : [])
    .filter((rule) => isJsonObject(rule))
    .filter((rule) => String(rule["name"]).startsWith("securityRules/"));
  const securityRules = written.map((rule) => ({
    name: String(rule["name"]).split("/")[1],
    properties: {
      protocol: rule["protocol"] === "All" ? "*" : rule["protocol"],
      access: rule["access"],
      priority: rule["priority"],
      direction: rule["direction"],
      sourcePortRange: "*",
      destinationPortRange: single(rule["destinationPortRange"]),
      sourceAddressPrefix: "*",
      destinationAddressPrefix: "*",
    },
  }));
  return [{ id: group, body: { location: "westus", properties: { securityRules } } }];
}

// `22-22` was written as `22`.
function single(range: unknown): string {
  const [from, to] = String(range).split("-");
  if (from === "0" && to === "65535") return "*";
  return from === to ? (from ?? "*") : String(range);
}

function askedMachine(body: unknown): readonly Stub[] {
  if (!isJsonObject(body)) return [];
  const { targetResourceId, sourceIPAddress, localIPAddress } = body;
  const id = String(targetResourceId);
  if (parseArmId(id) === undefined) return [];
  const scope = id.split("/providers/")[0] ?? "";
  const nic = `${scope}/providers/Microsoft.Network/networkInterfaces/nic-of-the-question`;
  const address = String(sourceIPAddress ?? localIPAddress);
  const networkProfile = { networkInterfaces: [{ id: nic }] };
  return [
    ...machine({ nic, address }),
    { id, body: { location: "westus", properties: { networkProfile } } },
  ];
}

function gateway(id: string): readonly Stub[] {
  const scope = id.split("/providers/")[0] ?? "";
  const network = `${scope}/providers/Microsoft.Network/virtualNetworks/vnet-of-the-gateway`;
  const subnet = { id: `${network}/subnets/GatewaySubnet` };
  const seat = { name: "default", properties: { subnet, privateIPAllocationMethod: "Dynamic" } };
  const properties = {
    gatewayType: "Vpn",
    vpnType: "RouteBased",
    ipConfigurations: [seat],
    bgpSettings: { asn: 65515, bgpPeeringAddress: "10.0.0.254" },
  };
  const addressSpace = { addressPrefixes: ["10.0.0.0/16"] };
  return [
    { id: network, body: { location: "westus", properties: { addressSpace } } },
    { id: subnet.id, body: { properties: { addressPrefix: "10.0.0.0/24" } } },
    { id, body: { location: "westus", properties } },
  ];
}
