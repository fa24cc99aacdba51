import { createUnknown, isUnknown } from "../../../arm/index.ts";
import { ExpressionFault, type Value } from "../expression/index.ts";
import { type DeploymentFunction, integerArgument, textArgument } from "./function.ts";

/** Functions about availability zones. */
export const zoneFunctions: readonly DeploymentFunction[] = [
  { name: "pickZones", count: [3, 5], call: pickZones },
  mapping("toLogicalZone"),
  mapping("toLogicalZones"),
  mapping("toPhysicalZone"),
  mapping("toPhysicalZones"),
];

/**
 * Regions with availability zones, by name in lower case.
 *
 * Source: Azure documentation, "List of Azure regions", availability zone support.
 */
const zonalRegions: ReadonlySet<string> = new Set([
  "australiaeast",
  "austriaeast",
  "belgiumcentral",
  "brazilsouth",
  "canadacentral",
  "centralindia",
  "centralus",
  "chilecentral",
  "chinanorth3",
  "eastasia",
  "eastus",
  "eastus2",
  "francecentral",
  "germanywestcentral",
  "indonesiacentral",
  "israelcentral",
  "italynorth",
  "japaneast",
  "japanwest",
  "koreacentral",
  "malaysiawest",
  "mexicocentral",
  "newzealandnorth",
  "northeurope",
  "norwayeast",
  "polandcentral",
  "qatarcentral",
  "southafricanorth",
  "southcentralus",
  "southeastasia",
  "spaincentral",
  "swedencentral",
  "switzerlandnorth",
  "uaenorth",
  "uksouth",
  "usgovvirginia",
  "westeurope",
  "westus2",
  "westus3",
]);

/**
 * Types that can be put into one zone, in lower case; all others span zones or know none.
 *
 * Source: Azure documentation, "Azure services that support availability zones".
 */
const zonalTypes: ReadonlySet<string> = new Set([
  "microsoft.compute/disks",
  "microsoft.compute/hostgroups",
  "microsoft.compute/virtualmachines",
  "microsoft.compute/virtualmachinescalesets",
  "microsoft.containerservice/managedclusters",
  "microsoft.network/applicationgateways",
  "microsoft.network/azurefirewalls",
  "microsoft.network/bastionhosts",
  "microsoft.network/loadbalancers",
  "microsoft.network/natgateways",
  "microsoft.network/publicipaddresses",
  "microsoft.network/publicipprefixes",
  "microsoft.network/virtualnetworkgateways",
  "microsoft.storage/storageaccounts",
]);

const zoneCount = 3;

/** `pickZones(namespace, type, location, [count], [offset])`. */
function pickZones(args: readonly Value[]): Value {
  const name = "pickZones";
  const type = `${textArgument(args, 0, name)}/${textArgument(args, 1, name)}`;
  const location = args[2];
  if (location !== undefined && isUnknown(location)) {
    return createUnknown(`pickZones(${location.$unknown})`);
  }
  const region = textArgument(args, 2, name).toLowerCase().replaceAll(" ", "");
  const count = integerArgument(args, 3, name) ?? 1;
  const offset = integerArgument(args, 4, name) ?? 0;
  if (!zonalRegions.has(region) || !zonalTypes.has(type.toLowerCase())) return [];
  if (count < 1 || offset < 0 || count + offset > zoneCount) {
    throw new ExpressionFault(`pickZones() has ${zoneCount} zones to pick from`);
  }
  return Array.from({ length: count }, (_, index) => `${index + offset + 1}`);
}

// Each subscription has its own order of zones, which only Azure knows.
function mapping(name: string): DeploymentFunction {
  return {
    name,
    count: [3, 3],
    call: (args) => createUnknown(`${name}('${textArgument(args, 1, name)}')`),
  };
}
