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
