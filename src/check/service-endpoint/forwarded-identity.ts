import type { CloudService, ServiceSubnetRule } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { subnetName } from "../subnet-name.ts";
import { forwardingSubnet } from "./appliance-subnet.ts";
import { carriageOf } from "./carriage.ts";
import { hasPrivateWay, hasRuleFor, isGuarded, serviceTitle, tryCall } from "./guard.ts";

/** Rules for the subnet of callers whose calls come from an appliance's subnet (SE-2). */
export const forwardedIdentity: CheckRule = {
  code: "TR606",
  family: "serviceEndpoint",
  severity: "error",
  title: "A service lets in the callers' subnet, but their calls come from an appliance's",
  about:
    "What an appliance passes on has the identity of the appliance's subnet. A rule for the subnet of the callers does not match it.",
  rules: ["SE-2", "SE-7"],
  begin: (ground) => ({
    finish: () =>
      [...ground.model.cloudServices.values()]
        .filter(isGuarded)
        .flatMap((service) =>
          service.subnetRules.flatMap((rule) => draftOf(ground, service, rule)),
        ),
  }),
};

function draftOf(ground: Ground, service: CloudService, rule: ServiceSubnetRule): readonly Draft[] {
  const { model } = ground;
  const subnet = model.subnets.get(rule.subnet);
  if (subnet === undefined || carriageOf(model, subnet, service).kind !== "absent") return [];
  const forwarding = forwardingSubnet(ground, subnet);
  const isCarried = forwarding && carriageOf(model, forwarding, service).kind === "carried";
  if (forwarding === undefined || !isCarried || hasRuleFor(service, forwarding)) return [];
  if (hasPrivateWay(model, service, subnet.network)) return [];
  const name = subnetName(model, subnet);
  const from = subnetName(model, forwarding);
  return [
    {
      message: `${serviceTitle(service)} lets in ${name}, but what ${name} sends leaves from ${from}, to which its default route leads and which has the service endpoint: ${service.name} sees ${from}, has no rule for it, and refuses the calls.`,
      remedy: `Let ${from} in at ${service.name}, or give ${name} a service endpoint of its own, which goes past the appliance.`,
      place: rule.place,
      related: [forwarding.place],
      affected: [subnet.id],
      subject: [rule.subnetId],
      walks: tryCall(ground, subnet, service).walks,
      repair: { kind: "letSubnetIn", service: service.key, subnets: [forwarding.key] },
    },
  ];
}
