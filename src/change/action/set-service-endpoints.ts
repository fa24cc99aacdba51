import { isJsonObject, type Resource } from "../../arm/index.ts";
import type { Option } from "../azure-cli/command.ts";
import type { SetServiceEndpoints } from "../change.ts";
import { listAt, textAt, withProperty } from "../estate/body.ts";
import { editResource } from "../estate/family.ts";
import type { Action } from "./action.ts";
import { editSubnetBlock, subnetWords, updateSubnet } from "./subnet-texts.ts";
import { joinWords } from "./words.ts";

/** Decides which service endpoints a subnet has. */
export const setServiceEndpoints: Action<SetServiceEndpoints> = {
  stage: () => "edit",
  needs: ({ subnet }) => [{ id: subnet, kinds: ["subnet"] }],
  apply: (estate, { subnet, services }) => {
    editResource(estate, subnet, (resource) => edit(resource, services));
    return undefined;
  },
  describe: ({ subnet, services }) =>
    `Give the ${subnetWords(subnet)} exactly these service endpoints: ${joinWords(services)}.`,
  commands: ({ subnet, services }, telling) => {
    const none: Option = ["--remove", "serviceEndpoints"];
    const option: Option = ["--service-endpoints", ...services];
    return [updateSubnet(telling, subnet, services.length === 0 ? none : option)];
  },
  deploys: ({ subnet }) => [subnet],
  terraform: ({ subnet, services }, telling) => [
    editSubnetBlock(
      telling,
      subnet,
      [{ name: "service_endpoints", value: services }],
      "From azurerm 5 on each endpoint is a block: service_endpoint { service = ... }.",
    ),
  ],
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
