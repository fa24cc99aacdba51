// What ARM writes beside `properties`, in lower case: names of every resource first, then those
// that some types or clients add.
const envelopeNames: ReadonlyMap<string, string> = new Map(
  [
    "id",
    "name",
    "type",
    "location",
    "tags",
    "sku",
    "kind",
    "zones",
    "identity",
    "plan",
    "extendedLocation",
    "placement",
    "managedBy",
    "managedByExtended",
    "etag",
    "systemData",
    "apiVersion",
    "resourceGroup",
    "subscriptionId",
    "tenantId",
  ].map((name) => [name.toLowerCase(), name]),
);

/**
 * The name of a property that ARM has beside `properties` and not inside, in ARM's spelling;
 * `undefined` for every other.
 */
export function envelopeName(name: string): string | undefined {
  return envelopeNames.get(name.toLowerCase());
}

// These have their SKU among the properties.
const innerSkus: ReadonlySet<string> = new Set([
  "microsoft.network/virtualnetworkgateways",
  "microsoft.network/azurefirewalls",
  "microsoft.network/firewallpolicies",
  "microsoft.network/virtualhubs",
  "microsoft.network/applicationgateways",
]);

/** As `envelopeName`, for resources of a type. */
export function envelopeNameOf(typeKey: string, name: string): string | undefined {
  const known = envelopeName(name);
  return known === "sku" && innerSkus.has(typeKey) ? undefined : known;
}
