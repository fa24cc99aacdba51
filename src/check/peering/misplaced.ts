import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import { keyOf } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";
import { subnetName } from "../subnet-name.ts";
import { misplacedOn } from "./gateway-subnet.ts";
import { asSaid } from "./transit.ts";

/** UDR-11, ERR-48, ERR-50, ERR-52: subnets that take no table or no group. */
export const misplaced: CheckRule = {
  code: "TR514",
  family: "peering",
  severity: "warning",
  title: "A subnet of Azure's takes no route table or security group",
  about:
    "RouteServerSubnet takes neither, AzureBastionSubnet no route table, GatewaySubnet no security group. Azure refuses them, or what stands there stops working.",
  rules: ["UDR-11"],
  replaces: ["route-table-misplaced", "security-group-misplaced"],
  begin: (ground) => ({
    finish: () => [
      ...said(ground, "route-table-misplaced").flatMap((one) => tableDraft(ground, one)),
      ...said(ground, "security-group-misplaced").map((one) => groupDraft(ground, one)),
    ],
  }),
};

function tableDraft(ground: Ground, diagnostic: Diagnostic): readonly Draft[] {
  const found = misplacedOn(ground, diagnostic, ["routeServer", "bastion"]);
  if (found === undefined) return [];
  const { table, subnet, name } = found;
  const cost =
    subnet.role === "bastion"
      ? "Azure refuses it (RouteTableCannotBeAttachedForAzureBastionSubnet), and Bastion must reach its clients and its control plane by system routes"
      : "Azure does not support it: the Route Server must reach its peers and the control plane by system routes";
  return [
    {
      message: `Route table ${table.name} is attached to ${name}; ${cost}.`,
      remedy: `Detach ${table.name} from ${name}.`,
      place: subnet.place,
      related: [table.place],
      affected: [subnet.id],
      subject: ["routeTable"],
      repair: { kind: "detachRouteTable", subnet: subnet.key },
    },
  ];
}

function groupDraft({ model }: Ground, diagnostic: Diagnostic): Draft {
  const { group = "", subnet: id = "" } = namedIn(diagnostic);
  const subnet = model.subnets.get(keyOf(id));
  if (subnet === undefined) return asSaid(diagnostic);
  const name = subnetName(model, subnet);
  const cost =
    subnet.role === "gateway"
      ? "Azure refuses it (NetworkSecurityGroupCannotBeAttachedToGatewaySubnet), and on older gateways it cuts off tunnels and control plane"
      : "Azure does not support it: it can cut the Route Server off from its peers";
  return {
    message: `Network security group ${group} is attached to ${name}; ${cost}.`,
    remedy: `Detach ${group} from ${name}, and filter at the subnets of the machines.`,
    place: diagnostic.place,
    related: diagnostic.related,
    affected: [subnet.id],
    subject: ["securityGroup"],
    repair: { kind: "detachSecurityGroup", subnet: subnet.key },
  };
}
