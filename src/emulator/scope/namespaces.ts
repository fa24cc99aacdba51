/** A resource provider: its types as words, `(g)` behind those that have no region. */
interface Namespace {
  readonly name: string;
  readonly types: readonly string[];
}

const network = `
applicationGateways applicationGatewayWebApplicationFirewallPolicies applicationSecurityGroups
azureFirewalls bastionHosts connections customIpPrefixes ddosCustomPolicies ddosProtectionPlans
dnsForwardingRulesets dnsResolvers dnsResolverPolicies dnsZones(g) dscpConfigurations
expressRouteCircuits expressRouteCrossConnections expressRouteGateways expressRoutePorts
firewallPolicies frontDoors(g) frontDoorWebApplicationFirewallPolicies(g) ipAllocations ipGroups
loadBalancers localNetworkGateways natGateways networkInterfaces networkManagers networkProfiles
networkSecurityGroups networkSecurityPerimeters networkVirtualAppliances networkWatchers p2sVpnGateways
networkExperimentProfiles privateDnsZones(g) privateDnsZones/virtualNetworkLinks(g) privateEndpoints privateLinkServices
publicIPAddresses publicIPPrefixes routeFilters routeTables securityPartnerProviders
serviceEndpointPolicies trafficmanagerprofiles(g) virtualHubs virtualNetworkGateways virtualNetworks
virtualNetworkTaps virtualRouters virtualWans vpnGateways vpnServerConfigurations vpnSites locations(g)
operations(g)`;

const table: Readonly<Record<string, string>> = {
  "Microsoft.Network": network,
  "Microsoft.Compute":
    "availabilitySets diskEncryptionSets disks galleries images proximityPlacementGroups snapshots " +
    "sshPublicKeys virtualMachines virtualMachines/extensions virtualMachineScaleSets locations(g) operations(g)",
  "Microsoft.Storage": "storageAccounts operations(g)",
  "Microsoft.Resources":
    "deployments(g) deploymentScripts resourceGroups(g) resources(g) subscriptions(g) tags(g) providers(g) tenants(g)",
  "Microsoft.Authorization":
    "locks(g) permissions(g) policyAssignments(g) policyDefinitions(g) policySetDefinitions(g) " +
    "roleAssignments(g) roleDefinitions(g)",
  "Microsoft.KeyVault": "vaults managedHSMs",
  "Microsoft.ManagedIdentity": "userAssignedIdentities",
  "Microsoft.Insights":
    "components diagnosticSettings(g) actionGroups(g) metricAlerts(g) dataCollectionRules",
  "Microsoft.OperationalInsights": "workspaces",
  "Microsoft.Sql": "servers servers/databases managedInstances",
  "Microsoft.Web": "serverfarms sites",
  "Microsoft.ContainerService": "managedClusters",
  "Microsoft.ContainerRegistry": "registries",
};

// Asked for by tools before they begin, Terraform among them; kept as they are asked for.
const others = `ApiManagement App AppConfiguration AppPlatform Automation AVS Batch BotService Cache Cdn
CognitiveServices Communication ContainerInstance CostManagement CustomProviders Dashboard DataFactory
DataLakeAnalytics DataLakeStore DataMigration DataProtection Databricks DBforMariaDB DBforMySQL
DBforPostgreSQL DesktopVirtualization Devices DevTestLab DigitalTwins DocumentDB EventGrid EventHub Features
GuestConfiguration HDInsight HealthcareApis Kubernetes KubernetesConfiguration Kusto Logic
MachineLearningServices Maintenance ManagedServices Management Maps MarketplaceOrdering Monitor
NetApp NotificationHubs OperationsManagement PolicyInsights Portal PowerBI PowerBIDedicated Purview
RecoveryServices Relay ResourceGraph Search Security SecurityInsights ServiceBus ServiceFabric SignalRService
Solutions StorageSync StreamAnalytics Synapse TimeSeriesInsights`;

/** Every resource provider that is listed, in order of its name. */
export const namespaces: readonly Namespace[] = [
  ...Object.entries(table).map(([name, types]) => ({ name, types: types.trim().split(/\s+/) })),
  ...others.split(/\s+/).map((name) => ({ name: `Microsoft.${name}`, types: [] })),
].sort((left, right) => (left.name < right.name ? -1 : 1));

const networkTypes: ReadonlySet<string> = new Set(
  network
    .trim()
    .split(/\s+/)
    .map((type) => type.replace("(g)", "").toLowerCase()),
);

/** Whether a type is none of Microsoft.Network's, though its id says so; others are not known so well. */
export function isUnknownType(type: string): boolean {
  const [namespace = "", top = ""] = type.toLowerCase().split("/");
  return namespace === "microsoft.network" && !networkTypes.has(top);
}
