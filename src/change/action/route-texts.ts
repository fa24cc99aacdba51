import type { ArmId } from "../../arm/index.ts";
import { type Command, command, type Option } from "../azure-cli/command.ts";
import { oneLine } from "../one-line.ts";
import { quoteName, variable } from "../powershell/script.ts";
import { type Telling, writtenId } from "../telling.ts";
import type { RouteText } from "./route-body.ts";

/** The command that makes a route. */
export function createRouteCommand(table: ArmId, route: RouteText): Command {
  return command(
    "network route-table route create",
    table,
    ["--route-table-name", table.name],
    ["--name", route.name],
    ["--address-prefix", route.destination],
    ...nextHopOptions(route),
  );
}

/** The options that say where a route leads. */
export function nextHopOptions({
  hopType,
  addresses,
}: Pick<RouteText, "hopType" | "addresses">): readonly Option[] {
  const [first] = addresses;
  const type: Option = ["--next-hop-type", hopType];
  if (addresses.length > 1) {
    return [type, ["--next-hop", `{next-hop-ip-addresses:[${addresses.join(",")}]}`]];
  }
  return first === undefined ? [type] : [type, ["--next-hop-ip-address", first]];
}

/** Lines of PowerShell that read a table, edit it and write it back. */
export function editTable(
  telling: Telling,
  table: string,
  edit: (name: string) => readonly string[],
): readonly string[] {
  const id = writtenId(telling, table);
  const name = variable("table", id.name);
  return [
    `${name} = Get-AzRouteTable -ResourceGroupName ${groupOf(id)} -Name ${quoteName(id.name)}`,
    ...edit(name),
    `Set-AzRouteTable -RouteTable ${name}`,
  ];
}

/** Lines of classic PowerShell that read a table and edit it. */
export function editClassicTable(
  telling: Telling,
  table: string,
  edit: (name: string) => readonly string[],
): readonly string[] {
  const { name } = writtenId(telling, table);
  return [`$rt = Get-AzureRouteTable -Name ${quoteName(name)}`, ...edit("$rt")];
}

/** A command of today's PowerShell that adds or sets a route of a table in a variable. */
export function routeConfig(verb: "Add" | "Set", table: string, route: RouteText): string {
  if (route.addresses.length > 1) return sharedRoute(route);
  if (route.addresses.length > 1) return sharedRoute(route);
  const words = [
    `${verb}-AzRouteConfig -RouteTable ${table}`,
    `-Name ${quoteName(route.name)}`,
    `-AddressPrefix ${quoteName(route.destination)}`,
    hopOptions(route.hopType, route),
  ];
  return `${words.join(" ")} | Out-Null`;
}

/** The command of classic PowerShell that sets a route of a table in a variable. */
export function setClassicRoute(table: string, route: RouteText): string {
  if (route.addresses.length > 1) return sharedRoute(route);
  const words = [
    `Set-AzureRoute -RouteTable ${table}`,
    `-RouteName ${quoteName(route.name)}`,
    `-AddressPrefix ${quoteName(route.destination)}`,
    hopOptions(classicHops.get(route.hopType.toLowerCase()) ?? route.hopType, route),
  ];
  return words.join(" ");
}

/** The resource group of a resource, quoted for PowerShell. */
export function groupOf({ resourceGroup }: ArmId): string {
  return quoteName(resourceGroup ?? "");
}

function sharedRoute({ name, addresses }: RouteText): string {
  const hops = oneLine(`${name}: ${addresses.join(", ")}`);
  return `# No command for a route with several next hops is known here: ${hops}`;
}

function hopOptions(type: string, { addresses }: RouteText): string {
  const [address] = addresses;
  const via = address === undefined ? "" : ` -NextHopIpAddress ${quoteName(address)}`;
  // A word of Azure's needs no quotes; the input may hold any other.
  return `-NextHopType ${/^\w+$/.test(type) ? type : quoteName(type)}${via}`;
}

const classicHops: ReadonlyMap<string, string> = new Map([
  ["virtualnetworkgateway", "VPNGateway"],
  ["vnetlocal", "VNETLocal"],
  ["none", "Null"],
]);
