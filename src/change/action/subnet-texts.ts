import type { ArmId } from "../../arm/index.ts";
import { type Command, command, type Option } from "../azure-cli/command.ts";
import { idOfText, parentOf, shortName } from "../id.ts";
import { quoteName, variable } from "../powershell/script.ts";
import { type Telling, writtenId } from "../telling.ts";
import type { Block, Body } from "../terraform/block.ts";
import { groupOf } from "./route-texts.ts";

/** The command that changes a subnet. */
export function updateSubnet(
  telling: Telling,
  subnet: string,
  ...options: readonly Option[]
): Command {
  const id = writtenId(telling, subnet);
  return command(
    "network vnet subnet update",
    id,
    ["--vnet-name", networkOf(id).name],
    ["--name", id.name],
    ...options,
  );
}

/** The network of a subnet. */
export function networkOf({ text }: ArmId): ArmId {
  return idOfText(parentOf(text));
}

/** Attributes of a subnet that change in a configuration. */
export function editSubnetBlock(
  { addresses }: Telling,
  subnet: string,
  body: Body,
  note?: string,
): Block {
  const edit = { kind: "edit", at: addresses.of(subnet), body } as const;
  return note === undefined ? edit : { ...edit, note };
}

/** Lines of PowerShell that set a property of a subnet and leave its others as they are. */
export function setSubnetProperty(
  telling: Telling,
  subnet: string,
  assignment: string,
): readonly string[] {
  const id = writtenId(telling, subnet);
  const network = networkOf(id);
  const vnet = variable("network", network.name);
  const config = variable("subnet", network.name, id.name);
  return [
    `${vnet} = Get-AzVirtualNetwork -ResourceGroupName ${groupOf(network)} -Name ${quoteName(network.name)}`,
    `${config} = Get-AzVirtualNetworkSubnetConfig -VirtualNetwork ${vnet} -Name ${quoteName(id.name)}`,
    `${config}.${assignment}`,
    `Set-AzVirtualNetwork -VirtualNetwork ${vnet}`,
  ];
}

/** What people call a subnet. */
export function subnetWords(subnet: string): string {
  return `subnet ${shortName(subnet)}`;
}
