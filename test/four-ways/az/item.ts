// What `az ... list -o json` prints: resources with their properties lifted out of `properties`, and
// with what Azure adds to each.
import { subscription } from "../terraform/place.ts";

/** JSON as az prints it. */
export type Json = { readonly [name: string]: unknown };

/** What some commands printed, by command without `az` and `-o json`. */
export type Answers = { readonly [command: string]: readonly Json[] };

const group = `/subscriptions/${subscription}/resourceGroups/network`;

/** The whole id of a path below the resource group; the namespace is Microsoft.Network by default. */
export function idOf(path: string): string {
  const [namespace] = path.split("/");
  return `${group}/providers/${namespace?.includes(".") ? "" : "Microsoft.Network/"}${path}`;
}

/** A reference to another resource, as az prints one. */
export function to(path: string): Json {
  return { id: idOf(path), resourceGroup: "network" };
}

/** A resource, or one that stands inside another. */
export function item(path: string, fields: Json): Json {
  const id = idOf(path);
  const segments = id.split("/providers/")[1]?.split("/") ?? [];
  const type = segments.filter((_, at) => at === 0 || at % 2 === 1).join("/");
  return {
    ...fields,
    etag: 'W/"6fd0a3b1-9d1c-4e3e-8d3e-3c1f6d1f0a11"',
    id,
    name: segments.at(-1),
    provisioningState: "Succeeded",
    resourceGroup: "network",
    type,
  };
}

/** A resource of the region. */
export function placed(path: string, fields: Json): Json {
  return item(path, { location: "westeurope", tags: null, ...fields });
}
