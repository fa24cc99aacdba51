import {
  type CloudService,
  keyOf,
  type Model,
  type ServiceSubnetRule,
  type Subnet,
} from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { subnetName } from "../subnet-name.ts";
import { forwardingSubnet } from "./appliance-subnet.ts";
import { carriageOf, endpointNames } from "./carriage.ts";
import { type CallOutcome, hasPrivateWay, isGuarded, serviceTitle, tryCall } from "./guard.ts";

/** Rules for subnets whose packets carry no identity that could match (SE-2, SE-7). */
export const unmatchedRule: CheckRule = {
  code: "TR604",
  family: "serviceEndpoint",
  severity: "error",
  title: "A service lets in a subnet that lacks the service endpoint",
  about:
    "A service knows a subnet by its service endpoint alone. Without it, or without the subnet, the rule never matches, and the calls that it is for are refused.",
  rules: ["SE-7", "SE-15"],
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
  if (subnet === undefined) return isGone(model, rule) ? [gone(service, rule)] : [];
  if (carriageOf(model, subnet, service).kind !== "absent") return [];
  if (hasPrivateWay(model, service, subnet.network)) return [];
  // What leaves by an appliance with the endpoint is that appliance's subnet to the service.
  const forwarding = forwardingSubnet(ground, subnet);
  if (forwarding && carriageOf(model, forwarding, service).kind === "carried") return [];
  const call = tryCall(ground, subnet, service);
  return call.kind === "allowed" ? [] : [without(ground.model, { service, rule, subnet, call })];
}

interface Parts {
  readonly service: CloudService;
  readonly rule: ServiceSubnetRule;
  readonly subnet: Subnet;
  readonly call: CallOutcome;
}

function without(model: Model, { service, rule, subnet, call }: Parts): Draft {
  const name = subnetName(model, subnet);
  const endpoint = neededEndpoint(model, service, subnet);
  return {
    message: `${serviceTitle(service)} lets in ${name}, but ${name} has no service endpoint ${endpoint}: its calls come without its identity, the rule never matches, and they are refused.`,
    remedy: `Give ${name} service endpoint ${endpoint}.`,
    place: rule.place,
    related: [subnet.place],
    affected: [subnet.id],
    subject: [rule.subnetId],
    walks: call.walks,
    repair: { kind: "addServiceEndpoint", subnets: [subnet.key], services: [endpoint] },
  };
}

// The usual one, where it reaches the service's region.
function neededEndpoint(model: Model, service: CloudService, subnet: Subnet): string {
  const names = endpointNames[service.kind];
  const reaching = names.find((name) => {
    const place = subnet.place;
    const served = { ...subnet, serviceEndpoints: [{ service: name, locations: [], place }] };
    return carriageOf(model, served, service).kind === "carried";
  });
  return reaching ?? names[0];
}

// A network that the snapshot lacks, or has without its subnets, may have any.
function isGone({ networks }: Model, { subnet }: ServiceSubnetRule): boolean {
  const network = networks.get(keyOf(subnet.slice(0, subnet.lastIndexOf("/subnets/"))));
  return network !== undefined && network.subnets.length > 0;
}

function gone(service: CloudService, { subnetId, place }: ServiceSubnetRule): Draft {
  const [network, , subnet] = subnetId.split("/").slice(-3);
  return {
    severity: "warning",
    message: `${serviceTitle(service)} lets in ${network}/${subnet}, but ${network} has no such subnet: the rule lets nobody in, not even a new subnet of that name.`,
    remedy: "Take the rule away, or let in the subnet that is meant.",
    place,
    affected: [subnetId],
    subject: [subnetId],
  };
}
