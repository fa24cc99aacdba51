import { isJsonObject, type Resource } from "../../arm/index.ts";
import type { SetServiceEndpoints } from "../change.ts";
import { listAt, textAt, withProperty } from "../estate/body.ts";
import { editResource } from "../estate/family.ts";
import type { Action } from "./action.ts";

/** Decides which service endpoints a subnet has. */
export const setServiceEndpoints: Action<SetServiceEndpoints> = {
  needs: ({ subnet }) => [{ id: subnet, kinds: ["subnet"] }],
  apply: (estate, { subnet, services }) => {
    editResource(estate, subnet, (resource) => edit(resource, services));
    return undefined;
  },
};

function edit(subnet: Resource, services: readonly string[]): Resource {
  const before = new Map(
    listAt(subnet.body, "serviceEndpoints").map((one) => [keyOfEndpoint(one), one]),
  );
  const endpoints = services.map((service) => before.get(service.toLowerCase()) ?? { service });
  return withProperty(subnet, "serviceEndpoints", endpoints);
}

function keyOfEndpoint(endpoint: unknown): string | undefined {
  return isJsonObject(endpoint) ? textAt(endpoint, "service")?.toLowerCase() : undefined;
}
