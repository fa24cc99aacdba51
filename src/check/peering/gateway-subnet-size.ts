import { type Diagnostic, namedIn } from "../../diagnostic/index.ts";
import { keyOf } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { said } from "../said.ts";
import { subnetName } from "../subnet-name.ts";

/** GW-31, ERR-61: a GatewaySubnet without room. */
export const gatewaySubnetSize: CheckRule = {
  code: "TR521",
  family: "peering",
  severity: "warning",
  title: "GatewaySubnet is too small for its gateways",
  about:
    "Gateways above Basic, and two gateways together, need a GatewaySubnet of /27 or larger. Azure refuses them in a smaller one, and a subnet in use cannot grow.",
  rules: ["GW-31"],
  replaces: ["subnet-too-small"],
  begin: (ground) => ({
    finish: () => said(ground, "subnet-too-small").map((one) => draftOf(ground, one)),
  }),
};

function draftOf({ model }: Ground, diagnostic: Diagnostic): Draft {
  const { subnet: id = "", prefix = "", need = "" } = namedIn(diagnostic);
  const subnet = model.subnets.get(keyOf(id));
  const name = subnet === undefined ? id : subnetName(model, subnet);
  const gateways = [...model.gateways.values()].filter((one) => one.subnet === subnet?.key);
  return {
    message: `Subnet ${name} is ${prefix}, and ${need}: Azure refuses ${gateways.map((one) => one.name).join(" and ")} there, or a second gateway later.`,
    remedy: "Recreate the subnet as /27 or larger before the gateways are created.",
    place: diagnostic.place,
    affected: gateways.map((one) => one.id),
  };
}
