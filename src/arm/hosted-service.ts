import { Cursor, type Reference, type Report } from "./cursor.ts";
import { isJsonObject, type Resource } from "./resource.ts";

/** What every service that runs in subnets of the customer has, as written. */
interface HostedBody {
  /** In the order written; empty when it runs in a network of Azure's own. */
  readonly subnets: readonly Reference[];
}

/** An API Management instance as written. */
export interface ApiManagementBody extends HostedBody {
  readonly mode: "external" | "internal" | undefined;
  /** Whether its tier is one that is managed through port 3443 of its subnet. */
  readonly isClassic: boolean;
}

/** An App Service Environment as written. */
export interface AppServiceEnvironmentBody extends HostedBody {
  readonly version: 1 | 2 | 3 | undefined;
}

/** A SQL Managed Instance as written. */
export interface ManagedInstanceBody extends HostedBody {}

/** A Kubernetes cluster as written, with the node pools that it lists. */
export interface KubernetesClusterBody extends HostedBody {
  readonly outbound: KubernetesOutbound;
}

/** A node pool that is a resource of its own. */
export interface AgentPoolBody extends HostedBody {}

/** How the nodes of a cluster reach the Internet; Azure's own default where nothing is written. */
export type KubernetesOutbound = "loadBalancer" | "natGateway" | "userRoutes" | "none";

/** A Databricks workspace as written. */
export interface DatabricksBody extends HostedBody {
  /** Whether its clusters reach the control plane over a private endpoint. */
  readonly usesPrivateLink: boolean;
}

/** An application gateway as written. */
export interface ApplicationGatewayBody extends HostedBody {
  readonly version: 1 | 2;
  /** Whether Azure manages it without the Internet: private gateways, and those with the tag of it. */
  readonly isIsolated: boolean;
}

/** A bastion as written. */
export interface BastionBody extends HostedBody {
  readonly isPrivateOnly: boolean;
}

/** Reads an API Management instance. */
export function decodeApiManagement(resource: Resource, report: Report): ApiManagementBody {
  const cursor = Cursor.of(resource, report);
  const places = [cursor, ...cursor.list("additionalLocations")];
  return {
    subnets: places.flatMap(
      (one) => one.at("virtualNetworkConfiguration").reference("subnetResourceId") ?? [],
    ),
    mode: modes.get(cursor.text("virtualNetworkType")?.toLowerCase() ?? ""),
    isClassic: !/v2$/i.test(cursor.at("sku").text("name") ?? ""),
  };
}

/** Reads an App Service Environment. */
export function decodeAppServiceEnvironment(
  resource: Resource,
  report: Report,
): AppServiceEnvironmentBody {
  const cursor = Cursor.of(resource, report);
  const network = cursor.at("virtualNetwork");
  const version = /^ASEV([123])$/i.exec(cursor.text("kind") ?? "")?.[1];
  return {
    subnets: subnetOf(network.reference("id"), network.text("subnet")),
    version: version === undefined ? undefined : (Number(version) as 1 | 2 | 3),
  };
}

/** Reads a SQL Managed Instance. */
export function decodeManagedInstance(resource: Resource, report: Report): ManagedInstanceBody {
  return { subnets: listOf(Cursor.of(resource, report).reference("subnetId")) };
}

/** Reads a Kubernetes cluster. */
export function decodeKubernetesCluster(resource: Resource, report: Report): KubernetesClusterBody {
  const cursor = Cursor.of(resource, report);
  const outbound = cursor.at("networkProfile").text("outboundType")?.toLowerCase() ?? "";
  return {
    subnets: cursor
      .list("agentPoolProfiles")
      .flatMap((pool) => listOf(pool.reference("vnetSubnetID"))),
    outbound: outbounds.get(outbound) ?? "loadBalancer",
  };
}

/** Reads a node pool. */
export function decodeAgentPool(resource: Resource, report: Report): AgentPoolBody {
  return { subnets: listOf(Cursor.of(resource, report).reference("vnetSubnetID")) };
}

/** Reads a Databricks workspace. */
export function decodeDatabricks(resource: Resource, report: Report): DatabricksBody {
  const cursor = Cursor.of(resource, report);
  const parameters = cursor.at("parameters");
  const network = parameters.at("customVirtualNetworkId").reference("value");
  const names = ["customPublicSubnetName", "customPrivateSubnetName"];
  return {
    subnets: names.flatMap((name) => subnetOf(network, parameters.at(name).text("value"))),
    usesPrivateLink: /^NoAzureDatabricksRules$/i.test(cursor.text("requiredNsgRules") ?? ""),
  };
}

/** Reads an application gateway. */
export function decodeApplicationGateway(
  resource: Resource,
  report: Report,
): ApplicationGatewayBody {
  const cursor = Cursor.of(resource, report);
  const frontends = cursor.list("frontendIPConfigurations");
  const isPublic = frontends.some((one) => one.at("publicIPAddress").exists);
  const version = /_v2$/i.test(cursor.at("sku").text("tier") ?? "") ? 2 : 1;
  return {
    subnets: cursor
      .list("gatewayIPConfigurations")
      .flatMap((one) => listOf(one.reference("subnet"))),
    version,
    // The second version needs a public front end, unless it is isolated.
    isIsolated: isTagged(resource) || (version === 2 && frontends.length > 0 && !isPublic),
  };
}

/** Reads a bastion. */
export function decodeBastion(resource: Resource, report: Report): BastionBody {
  const cursor = Cursor.of(resource, report);
  return {
    subnets: cursor.list("ipConfigurations").flatMap((one) => listOf(one.reference("subnet"))),
    isPrivateOnly: cursor.flag("enablePrivateOnlyBastion") ?? false,
  };
}

const modes: ReadonlyMap<string, "external" | "internal"> = new Map([
  ["external", "external"],
  ["internal", "internal"],
]);

const outbounds: ReadonlyMap<string, KubernetesOutbound> = new Map([
  ["loadbalancer", "loadBalancer"],
  ["managednatgateway", "natGateway"],
  ["userassignednatgateway", "natGateway"],
  ["userdefinedrouting", "userRoutes"],
  ["none", "none"],
  ["block", "none"],
]);

function listOf(reference: Reference | undefined): readonly Reference[] {
  return reference === undefined ? [] : [reference];
}

// Some name the network and the subnet apart, others the subnet where the network is asked for.
function subnetOf(network: Reference | undefined, name: string | undefined): readonly Reference[] {
  if (network === undefined || /\/subnets\//i.test(network.id)) return listOf(network);
  return name === undefined ? [] : [{ id: `${network.id}/subnets/${name}`, place: network.place }];
}

// Azure puts this tag on gateways that can do without the Internet; that it can be taken away again
// changes nothing about them.
function isTagged({ body }: Resource): boolean {
  const tags = body["tags"];
  if (!isJsonObject(tags)) return false;
  return Object.entries(tags).some(
    ([name, value]) => /^EnhancedNetworkControl$/i.test(name) && /^true$/i.test(`${value}`),
  );
}
