import type { ServiceAtAddress } from "../../access/index.ts";
import { type Node, nodeOf, placelessNode } from "../node.ts";

/** What is known of a service, whatever it was found by. */
export interface ServiceFacts {
  readonly name: string;
  readonly region: string | undefined;
  /** Whether it is one of Azure's, so that traffic from Azure stays on the backbone (FWD-17). */
  readonly isAzure: boolean;
  /** Whether it is storage, which its own region reaches without an egress (SE-8). */
  readonly isStorage: boolean;
  readonly node: Node;
}

/** Tells a service's name and place. */
export function factsOf(service: ServiceAtAddress): ServiceFacts {
  switch (service.kind) {
    case "cloudService": {
      const { name, region, kind } = service.service;
      const node = nodeOf("service", service.service);
      return { name, region, isAzure: true, isStorage: kind === "storage", node };
    }
    case "endpointService": {
      const { name } = service.endpoint;
      const node = placelessNode("service", name);
      return { name, region: undefined, isAzure: true, isStorage: false, node };
    }
    case "builtInHost": {
      const { name } = service.host;
      return plain(name, undefined, true, false);
    }
    case "publicHost": {
      const { name, accepts } = service.host;
      const isAzure = accepts === "azurePublicSource" || service.isAzureAddress === true;
      const node = nodeOf("service", service.host);
      return { name, region: undefined, isAzure, isStorage: false, node };
    }
    case "taggedService": {
      const { name, service: family } = service.tag;
      return plain(name, service.region, true, family.toLowerCase() === "storage");
    }
    case "azure": {
      const name = service.region === undefined ? "Azure" : `AzureCloud.${service.region}`;
      return plain(name, service.region, true, false);
    }
    case "internet":
      return plain("internet", undefined, false, false);
  }
}

function plain(
  name: string,
  region: string | undefined,
  isAzure: boolean,
  isStorage: boolean,
): ServiceFacts {
  return { name, region, isAzure, isStorage, node: placelessNode("service", name) };
}
