import {
  isJsonObject,
  type JsonObject,
  makeArmId,
  parseArmId,
  peekProperty,
  type Resource,
} from "../arm/index.ts";
import { idAt, listAt, textAt, withProperty } from "./body.ts";
import { addressOrMark } from "./configuration.ts";
import { endpointMembers } from "./endpoint-member.ts";
import type { Estate } from "./estate.ts";

const nicType = "Microsoft.Network/networkInterfaces";

/**
 * A private endpoint and the interface that Azure makes for it, with one address for each member of
 * the service that it stands for.
 *
 * An endpoint that exists has its interface already, even where the input lacks that: so does one of
 * which a state or plan tells the interface or the addresses. The name of a new interface ends in
 * `{guid}` for the identifier that only Azure knows.
 */
export function completeEndpoint(estate: Estate, endpoint: Resource): readonly Resource[] {
  const { body, id } = endpoint;
  const subnet = idAt(body, "subnet");
  if (subnet === undefined || isPlaced(body)) return [endpoint];
  const name = textAt(body, "customNetworkInterfaceName") ?? `${id.name}.nic.{guid}`;
  const scope = id.text.slice(0, id.key.lastIndexOf("/providers/"));
  const nicId = parseArmId(makeArmId(nicType, name, scope) ?? "");
  if (nicId === undefined) return [endpoint];
  const completed = {
    ...endpoint,
    body: withProperty(body, "networkInterfaces", [{ id: nicId.text }]),
  };
  if (estate.find(nicId.key) !== undefined) return [completed];
  const nic: JsonObject = {
    id: nicId.text,
    type: nicType,
    name,
    ...(Object.hasOwn(body, "location") ? { location: body["location"] } : {}),
    properties: {
      ipConfigurations: configurationsOf(estate, endpoint, { subnet, nicId: nicId.text }),
      privateEndpoint: { id: id.text },
      enableIPForwarding: false,
    },
  };
  const typeKey = nicId.type.toLowerCase();
  return [completed, { id: nicId, typeKey, body: nic, place: endpoint.place }];
}

// What Azure keeps of an endpoint that it replaces stands in the body by now.
function isPlaced(body: JsonObject): boolean {
  const told = listAt(body, "customDnsConfigs");
  return (
    idAt(listAt(body, "networkInterfaces")[0], "id") !== undefined ||
    told.some((config) => listAt(config, "ipAddresses").some((one) => typeof one === "string"))
  );
}

function configurationsOf(
  estate: Estate,
  endpoint: Resource,
  { subnet, nicId }: { readonly subnet: string; readonly nicId: string },
): readonly JsonObject[] {
  const { body, id } = endpoint;
  const asked = listAt(body, "ipConfigurations").filter(isJsonObject);
  const members = endpointMembers(body, (key) => estate.find(key));
  const given = asked.map((configuration) => ({
    name: textAt(configuration, "name") ?? "ipConfiguration",
    member: textAt(configuration, "memberName"),
    group: textAt(configuration, "groupId"),
    address: peekProperty(configuration, "privateIPAddress"),
  }));
  // Members that no configuration names get addresses of the subnet, as far as there are fewer
  // configurations than members.
  const named = new Set(given.map(({ member }) => member?.toLowerCase()));
  const rest = members
    .filter(({ member }) => !named.has(member?.toLowerCase() ?? "") || member === undefined)
    .slice(0, Math.max(members.length - given.length, 0));
  if (given.length > 0 && rest.length > 0) estate.reserve(endpoint);
  const what = `privateIPAddress of private endpoint ${id.name}`;
  const assigned = rest.map(({ group, member }, index) => ({
    name: `privateEndpointIpConfig.${given.length + index}`,
    member,
    group,
    address: addressOrMark(estate, { resource: id.text, subnet, family: 4 }, { what }),
  }));
  return [...given, ...assigned].map(({ name, member, group, address }, index) => ({
    id: `${nicId}/ipConfigurations/${name}`,
    name,
    properties: {
      ...(address === undefined ? {} : { privateIPAddress: address }),
      privateIPAllocationMethod: index < given.length ? "Static" : "Dynamic",
      subnet: { id: subnet },
      primary: index === 0,
      ...(group === undefined
        ? {}
        : { privateLinkConnectionProperties: { groupId: group, requiredMemberName: member } }),
    },
  }));
}
