import {
  isJsonObject,
  isUnknown,
  type JsonObject,
  normalForm,
  platformProperties,
  type Resource,
  typeKeys,
} from "../../arm/index.ts";

/** What a template writes of a resource: all of it that is not Azure's own. */
export interface Writable {
  /** Location, tags, SKU and the like, in the order in which templates have them. */
  readonly outer: JsonObject;
  readonly properties: JsonObject;
  /** What Azure asks for and the input does not tell: `sku`, `tenantId`. */
  readonly missing: readonly string[];
}

/**
 * Takes from a resource what Azure alone decides, so that the rest can be put again.
 *
 * A template replaces the whole resource, so that everything that is known has to be written, and
 * with it the children that Azure would take away otherwise.
 *
 * @param children of the kinds that a request for their parent replaces, where they stand alone
 */
export function writableOf(resource: Resource, children: readonly Resource[]): Writable {
  const forms = normalForm([resource, ...children]);
  const form = forms.find(({ id }) => id === resource.id.text) ?? {};
  const { properties } = form;
  const outer = Object.fromEntries(
    outerNames.flatMap((name) => (form[name] === undefined ? [] : [[name, form[name]] as const])),
  );
  const held = isJsonObject(properties) ? properties : {};
  const own = new Set([
    ...platformProperties(resource.typeKey),
    ...(readOnly.get(resource.typeKey) ?? []),
  ]);
  const kept = Object.entries(held).filter(([name]) => !own.has(name));
  const bare = strip(Object.fromEntries(kept), resource.id.key);
  const identity = identityOf(outer["identity"]);
  return {
    outer: identity === undefined ? outer : { ...outer, identity },
    properties: bare,
    missing: missingIn(resource.typeKey, outer, bare),
  };
}

const outerNames = ["location", "tags", "sku", "kind", "zones", "identity", "extendedLocation"];

/** What ARM marks as read-only beside what says something about a network. */
const readOnly: ReadonlyMap<string, readonly string[]> = new Map([
  [typeKeys.subnet, ["purpose", "ipConfigurationProfiles"]],
  [
    typeKeys.peering,
    ["remoteVirtualNetworkEncryption", "localAddressSpace", "localVirtualNetworkAddressSpace"],
  ],
  [typeKeys.route, ["hasBgpOverride"]],
  [
    typeKeys.nic,
    [
      "tapConfigurations",
      "vnetEncryptionSupported",
      "defaultOutboundConnectivityEnabled",
      "hostedWorkloads",
      "dscpConfiguration",
      "allowPort25Out",
    ],
  ],
  [typeKeys.securityGroup, ["flowLogs"]],
  [
    typeKeys.storageAccount,
    [
      "accountMigrationInProgress",
      "blobRestoreStatus",
      "creationTime",
      "failoverInProgress",
      "geoReplicationStats",
      "isSkuConversionBlocked",
      "keyCreationTime",
      "lastGeoFailoverTime",
      "privateEndpointConnections",
      "secondaryLocation",
      "statusOfPrimary",
      "statusOfSecondary",
      "storageAccountSkuConversionStatus",
    ],
  ],
  [typeKeys.keyVault, ["hsmPoolResourceId", "privateEndpointConnections"]],
]);

// Wherever they stand inside a resource.
const readOnlyInside: ReadonlySet<string> = new Set([
  "etag",
  "hasBgpOverride",
  "privateLinkConnectionProperties",
  "provisioningState",
  "resourceGuid",
]);

// References of which an answer may tell more than the id.
const references: ReadonlySet<string> = new Set([
  "natGateway",
  "networkSecurityGroup",
  "publicIPAddress",
  "remoteVirtualNetwork",
  "routeTable",
  "subnet",
]);

/** Without what is read-only; parts of the resource lose the ids that Azure gives them. */
function strip(object: JsonObject, owner: string): JsonObject {
  if (isUnknown(object)) return object;
  const { id, name } = object;
  const isPart = typeof id === "string" && id.toLowerCase().startsWith(`${owner}/`);
  const isNamed = isPart && typeof name === "string";
  const entries = Object.entries(object).flatMap(([key, value]) => {
    if (readOnlyInside.has(key) || (isNamed && (key === "id" || key === "type"))) return [];
    if (references.has(key) && isJsonObject(value) && typeof value["id"] === "string") {
      return [[key, { id: value["id"] }] as const];
    }
    return [[key, stripValue(value, owner)] as const];
  });
  return Object.fromEntries(entries);
}

function stripValue(value: unknown, owner: string): unknown {
  if (Array.isArray(value)) return value.map((element) => stripValue(element, owner));
  return isJsonObject(value) ? strip(value, owner) : value;
}

// Principals and tenants are given by Azure; identities of users are named by their ids.
function identityOf(identity: unknown): JsonObject | undefined {
  if (!isJsonObject(identity)) return undefined;
  const { type, userAssignedIdentities: users } = identity;
  if (!isJsonObject(users)) return { type };
  const named = Object.fromEntries(Object.keys(users).map((id) => [id, {}]));
  return { type, userAssignedIdentities: named };
}

// Each of several names is enough.
const required: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  [typeKeys.routeTable, [["location"]]],
  [typeKeys.subnet, [["addressPrefix", "addressPrefixes", "ipamPoolPrefixAllocations"]]],
  [typeKeys.peering, [["remoteVirtualNetwork"]]],
  [typeKeys.nic, [["location"], ["ipConfigurations"]]],
  [typeKeys.securityGroup, [["location"]]],
  [typeKeys.storageAccount, [["location"], ["sku"], ["kind"]]],
  [
    typeKeys.keyVault,
    [["location"], ["sku"], ["tenantId"], ["accessPolicies", "enableRbacAuthorization"]],
  ],
]);

function missingIn(typeKey: string, outer: JsonObject, properties: JsonObject): readonly string[] {
  const isThere = (name: string) => outer[name] !== undefined || properties[name] !== undefined;
  const lists = required.get(typeKey) ?? [];
  return lists.flatMap((names) => (names.some(isThere) ? [] : (names[0] ?? [])));
}
