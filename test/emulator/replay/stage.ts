// What has to be there before a chain of exchanges that begins in the middle of a story.
import { isJsonObject, type JsonObject, parseArmId } from "../../../src/arm/index.ts";
import { type Interaction, pathOf, type Recording } from "./recording.ts";

/** A resource that the chain takes for granted. */
export interface Stub {
  readonly id: string;
  readonly body: JsonObject;
}

/** Resource groups that the chain names and does not make. */
export function groupsOf({ interactions }: Recording): readonly string[] {
  const groups = new Map<string, string>();
  for (const interaction of interactions) {
    const text = `${interaction.url} ${JSON.stringify(interaction.requestBody ?? "")}`;
    for (const match of text.matchAll(/\/subscriptions\/[^/"]+\/resourcegroups\/([^/?"]+)/gi)) {
      groups.set(match[0].toLowerCase(), match[0]);
    }
  }
  return [...groups.values()];
}

/**
 * Resources that requests name before anybody makes them: as the first answer shows them that has
 * them, else as little as their type needs.
 */
export function stubsOf({ interactions }: Recording): readonly Stub[] {
  const made = new Set<string>();
  const stubs = new Map<string, Stub>();
  for (const [index, interaction] of interactions.entries()) {
    for (const key of deployedBy(interaction, interactions.slice(index))) made.add(key);
    for (const id of neededBy(interaction)) {
      for (const one of [...ancestors(id), id]) {
        const key = one.toLowerCase();
        if (made.has(key) || stubs.has(key)) continue;
        const body =
          shownIn(interactions, key) ?? guess(one, interactions, locationOf(interaction));
        const isChanged = key === pathOf(interaction).toLowerCase() && changes(interaction);
        stubs.set(key, { id: one, body: isChanged ? withOther(body) : body });
      }
    }
    if (interaction.method === "PUT" && interaction.status < 300) {
      for (const key of shownBy(interaction)) made.add(key);
    }
  }
  for (const stub of gatewaysBehind(interactions)) {
    const key = stub.id.toLowerCase();
    const isPut = interactions.some((one) => {
      return one.method === "PUT" && pathOf(one).toLowerCase() === key;
    });
    if (!isPut) stubs.set(key, stub);
  }
  return [...stubs.values()];
}

// An update that Azure took its time for has changed something.
function changes({ method, responseBody }: Interaction): boolean {
  if (method !== "PUT" || !isJsonObject(responseBody)) return false;
  const { properties } = responseBody;
  return isJsonObject(properties) && properties["provisioningState"] === "Updating";
}

// The request does not name it, and so takes it away.
function withOther(body: JsonObject): JsonObject {
  const { properties } = body;
  return {
    ...body,
    properties: { ...(isJsonObject(properties) ? properties : {}), other: "before" },
  };
}

// What a deployment has made is told when somebody reads it afterwards.
function deployedBy(interaction: Interaction, later: readonly Interaction[]): readonly string[] {
  const path = pathOf(interaction).toLowerCase();
  if (interaction.method !== "PUT" || !path.includes("/deployments/")) return [];
  const read = later.find((one) => one.method === "GET" && pathOf(one).toLowerCase() === path);
  const properties = isJsonObject(read?.responseBody) ? read.responseBody["properties"] : undefined;
  const outputs = isJsonObject(properties) ? properties["outputResources"] : undefined;
  if (!Array.isArray(outputs)) return [];
  return outputs.flatMap((one: unknown) =>
    isJsonObject(one) ? [String(one["id"]).toLowerCase()] : [],
  );
}

// A peering that uses the gateways of the other side needs them there.
function gatewaysBehind(interactions: readonly Interaction[]): readonly Stub[] {
  return interactions.flatMap(({ responseBody }) => {
    const properties = isJsonObject(responseBody) ? responseBody["properties"] : undefined;
    if (!isJsonObject(properties)) return [];
    const { remoteVirtualNetwork: remote, remoteGateways: gateways } = properties;
    if (!isJsonObject(remote) || !Array.isArray(gateways)) return [];
    const subnet = `${String(remote["id"])}/subnets/GatewaySubnet`;
    const seat = { name: "default", properties: { subnet: { id: subnet } } };
    const stubs = gateways.map((gateway: unknown) => ({
      id: isJsonObject(gateway) ? String(gateway["id"]) : "",
      body: { location: "westus", properties: { gatewayType: "Vpn", ipConfigurations: [seat] } },
    }));
    return [{ id: subnet, body: { properties: { addressPrefix: "10.255.255.0/27" } } }, ...stubs];
  });
}

function neededBy(interaction: Interaction): readonly string[] {
  const path = pathOf(interaction);
  const own = parseArmId(path);
  const needed: string[] = [];
  if (own !== undefined && interaction.status < 400) {
    if (interaction.method === "PUT") {
      if (own.parent !== undefined) needed.push(own.parent);
      if (interaction.status === 200) needed.push(path);
    } else if (interaction.method === "GET" || interaction.method === "DELETE") {
      if (interaction.status === 200 || interaction.status === 202) needed.push(path);
    }
  }
  if (interaction.method === "POST" && interaction.status < 400) {
    const owner = path.split("/").slice(0, -1).join("/");
    if (parseArmId(owner) !== undefined) needed.push(owner);
  }
  if (interaction.status < 400) collectIds(interaction.requestBody, needed);
  return needed.filter(
    (id) => isResource(id) && !id.toLowerCase().startsWith(`${path.toLowerCase()}/`),
  );
}

function isResource(id: string): boolean {
  const parsed = parseArmId(id);
  if (parsed === undefined || parsed.resourceGroup === undefined) return false;
  const type = parsed.type.toLowerCase();
  return (
    !type.startsWith("microsoft.resources/") &&
    !type.includes("/locations/") &&
    !elementTypes.test(type)
  );
}

// Elements of lists have ids and are no resources.
const elementTypes =
  /\/(ipconfigurations|frontendipconfigurations|probes|loadbalancingrules|backendaddresspools|inboundnatrules|inboundnatpools|outboundrules|frontendports|httplisteners|backendhttpsettingscollection|gatewayipconfigurations|requestroutingrules|urlpathmaps|redirectconfigurations|authenticationcertificates|sslcertificates|trustedrootcertificates|rewriterulesets|operationstatuses|defaultsecurityrules)$/;

function collectIds(value: unknown, found: string[]): void {
  if (Array.isArray(value)) for (const one of value) collectIds(one, found);
  if (!isJsonObject(value)) return;
  for (const [name, one] of Object.entries(value)) {
    const isId = name === "id" || name === "privateLinkServiceId";
    if (isId && typeof one === "string" && one.startsWith("/subscriptions/")) found.push(one);
    else collectIds(one, found);
  }
}

function ancestors(id: string): readonly string[] {
  const parent = parseArmId(id)?.parent;
  return parent === undefined ? [] : [...ancestors(parent), parent];
}

function shownBy({ responseBody, url }: Interaction): readonly string[] {
  const found: string[] = [];
  collectIds(responseBody, found);
  return [...found, url.split("?")[0] ?? ""].map((id) => id.toLowerCase());
}

function shownIn(interactions: readonly Interaction[], key: string): JsonObject | undefined {
  for (const { responseBody } of interactions) {
    const found = findBody(responseBody, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findBody(value: unknown, key: string): JsonObject | undefined {
  if (Array.isArray(value)) {
    for (const one of value) {
      const found = findBody(one, key);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const { id, properties } = value;
  if (typeof id === "string" && id.toLowerCase() === key && isJsonObject(properties)) return value;
  for (const one of Object.values(value)) {
    const found = typeof one === "object" ? findBody(one, key) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

// Networks stand where those are that name them.
function locationOf({ requestBody }: Interaction): string {
  const location = isJsonObject(requestBody) ? requestBody["location"] : undefined;
  return typeof location === "string" ? location : "westus";
}

function guess(id: string, interactions: readonly Interaction[], location: string): JsonObject {
  const type = parseArmId(id)?.type.toLowerCase();
  if (type === "microsoft.network/virtualnetworks") {
    const addressPrefixes = guessSpace(id.toLowerCase(), interactions);
    return { location, properties: { addressSpace: { addressPrefixes } } };
  }
  if (type === "microsoft.network/virtualnetworks/subnets") {
    return { properties: { addressPrefix: "10.0.0.0/24" } };
  }
  return { location, properties: {} };
}

// What a peering says of the network, or room for the subnets that are made in it.
function guessSpace(network: string, interactions: readonly Interaction[]): readonly string[] {
  for (const { responseBody } of interactions) {
    const said = remoteSpaceOf(responseBody, network);
    if (said !== undefined) return said;
  }
  const prefixes = interactions.flatMap((interaction) => {
    if (!pathOf(interaction).toLowerCase().startsWith(`${network}/subnets/`)) return [];
    const text = JSON.stringify(interaction.requestBody ?? "");
    return [...text.matchAll(/"(\d+\.\d+)\.\d+\.\d+\/\d+"/g)].map((match) => `${match[1]}.0.0/16`);
  });
  return prefixes.length === 0 ? ["10.0.0.0/16"] : [...new Set(prefixes)];
}

function remoteSpaceOf(value: unknown, network: string): readonly string[] | undefined {
  if (!isJsonObject(value)) return undefined;
  const { properties } = value;
  if (!isJsonObject(properties)) return undefined;
  const { remoteVirtualNetwork: remote, remoteAddressSpace: space } = properties;
  if (!isJsonObject(remote) || !isJsonObject(space)) return undefined;
  const isIt = String(remote["id"]).toLowerCase() === network;
  const prefixes: unknown = space["addressPrefixes"];
  return isIt && Array.isArray(prefixes) ? prefixes.map(String) : undefined;
}
