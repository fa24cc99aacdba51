import { answered } from "../outcome.ts";
import type { Answer } from "../question.ts";
import { locationScope } from "./scope.ts";

/** Services that subnets can have endpoints for. */
export interface EndpointServices {
  readonly value: readonly EndpointServiceRow[];
}

/** One service. */
export interface EndpointServiceRow {
  readonly name: string;
  readonly id: string;
  readonly type: string;
}

// As westcentralus answered in February 2025; some locations have one less.
const services = [
  "Microsoft.Storage",
  "Microsoft.Sql",
  "Microsoft.AzureActiveDirectory",
  "Microsoft.AzureCosmosDB",
  "Microsoft.Web",
  "Microsoft.KeyVault",
  "Microsoft.EventHub",
  "Microsoft.ServiceBus",
  "Microsoft.ContainerRegistry",
  "Microsoft.CognitiveServices",
  "Microsoft.MachineLearningServices",
  "Microsoft.CosmosDBManagedInstance",
  "Microsoft.Storage.Global",
];

/** `GET locations/L/virtualNetworkAvailableEndpointServices`: a fixed list (SE-3). */
export const endpointServices: Answer<EndpointServices> = (_asked, { target }) => {
  const scope = `${locationScope(target).subscription}/providers/Microsoft.Network`;
  return answered({
    value: services.map((name) => ({
      name,
      id: `${scope}/virtualNetworkEndpointServices/${name}`,
      type: "Microsoft.Network/virtualNetworkEndpointServices",
    })),
  });
};
