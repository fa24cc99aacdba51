/**
 * Namespaces whose resources are kept and shown as they were asked for, when no file of this folder
 * knows the type: templates of networks bring them along.
 */
const namespaces: readonly string[] = [
  "microsoft.network",
  "microsoft.compute",
  "microsoft.storage",
  "microsoft.keyvault",
  "microsoft.sql",
  "microsoft.insights",
  "microsoft.operationalinsights",
  "microsoft.operationsmanagement",
  "microsoft.managedidentity",
  "microsoft.authorization",
  "microsoft.web",
  "microsoft.apimanagement",
  "microsoft.containerservice",
  "microsoft.containerregistry",
  "microsoft.databricks",
  "microsoft.documentdb",
  "microsoft.dbforpostgresql",
  "microsoft.dbformysql",
  "microsoft.eventhub",
  "microsoft.servicebus",
  "microsoft.recoveryservices",
  "microsoft.automation",
  "microsoft.cognitiveservices",
  "microsoft.cache",
  "microsoft.cdn",
  "microsoft.security",
  "microsoft.resources",
  "trueroute",
];

/** Whether requests may name a type. */
export function isKnownType(type: string): boolean {
  const [namespace = ""] = type.toLowerCase().split("/");
  return namespaces.includes(namespace);
}
