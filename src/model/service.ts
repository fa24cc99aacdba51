/** What Azure and its documentation say about a service that subnets can have endpoints for. */
export interface EndpointService {
  /** Service tags whose prefixes Azure lists. */
  readonly tags: readonly string[];
  /** Regions that are meant when the endpoint does not name any. */
  readonly reach: "everywhere" | "region" | "regionAndPair";
  /** Rules for subnets that one resource of the service takes (SE-9); absent where nobody says. */
  readonly mostRules?: number;
}

/** By lower-case name (SE-3). */
const services: ReadonlyMap<string, EndpointService> = new Map(
  Object.entries({
    "microsoft.storage": { tags: ["Storage"], reach: "regionAndPair", mostRules: 200 },
    "microsoft.storage.global": { tags: ["Storage"], reach: "everywhere", mostRules: 200 },
    "microsoft.sql": { tags: ["Sql"], reach: "region", mostRules: 128 },
    "microsoft.azurecosmosdb": { tags: ["AzureCosmosDB"], reach: "everywhere", mostRules: 64 },
    "microsoft.keyvault": { tags: ["AzureKeyVault"], reach: "everywhere", mostRules: 200 },
    "microsoft.servicebus": { tags: ["ServiceBus"], reach: "everywhere", mostRules: 128 },
    "microsoft.eventhub": { tags: ["EventHub"], reach: "everywhere", mostRules: 128 },
    "microsoft.web": { tags: ["AppService"], reach: "everywhere" },
    "microsoft.cognitiveservices": {
      tags: ["CognitiveServicesManagement", "CognitiveServicesFrontend"],
      reach: "everywhere",
    },
    "microsoft.containerregistry": { tags: ["AzureContainerRegistry"], reach: "everywhere" },
    "microsoft.azureactivedirectory": { tags: ["AzureActiveDirectory"], reach: "everywhere" },
  }),
);

/** The service of an endpoint, by Azure's name in any casing; `undefined` when nobody knows it. */
export function findEndpointService(name: string): EndpointService | undefined {
  return services.get(name.toLowerCase());
}
