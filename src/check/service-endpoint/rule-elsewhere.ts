import type { CloudService, Model, ServiceSubnetRule, Subnet } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { subnetName } from "../subnet-name.ts";
import { type Carriage, carriageOf } from "./carriage.ts";
import {
  type CallOutcome,
  hasPrivateWay,
  isGuarded,
  kindNames,
  serviceTitle,
  tryCall,
} from "./guard.ts";

/** Rules for subnets whose service endpoint does not reach the service's region (SE-16). */
export const ruleElsewhere: CheckRule = {
  code: "TR605",
  family: "serviceEndpoint",
  severity: "error",
  title: "A service lets in a subnet whose service endpoint does not reach its region",
  about:
    "Microsoft.Storage carries calls to the subnet's own region and its pair, Microsoft.Sql to its own region. Calls to a service elsewhere go without the subnet's identity, and its rule never matches.",
  rules: ["SE-7", "SE-16"],
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
  const carriage = subnet && carriageOf(model, subnet, service);
  if (subnet === undefined || carriage?.kind !== "elsewhere") return [];
  if (hasPrivateWay(model, service, subnet.network)) return [];
  const call = tryCall(ground, subnet, service);
  return call.kind === "allowed"
    ? []
    : [draft(ground.model, { service, rule, subnet, carriage, call })];
}

interface Parts {
  readonly service: CloudService;
  readonly rule: ServiceSubnetRule;
  readonly subnet: Subnet;
  readonly carriage: Extract<Carriage, { readonly kind: "elsewhere" }>;
  readonly call: CallOutcome;
}

function draft(model: Model, { service, rule, subnet, carriage, call }: Parts): Draft {
  const name = subnetName(model, subnet);
  const { endpoint, regions } = carriage;
  const remedy =
    service.kind === "storage"
      ? `Replace ${endpoint.service} by Microsoft.Storage.Global on ${name}; connections break while it is replaced.`
      : `Give ${name} a private endpoint of ${service.name}, or let in the public address by which ${name} leaves.`;
  return {
    message: `${serviceTitle(service)} lets in ${name}, but the ${kindNames[service.kind]} is in ${service.region}, and service endpoint ${endpoint.service} of ${name} reaches ${listNames(regions)} alone: its calls come without its identity, the rule never matches, and they are refused.`,
    remedy,
    place: rule.place,
    related: [endpoint.place],
    affected: [subnet.id],
    subject: [rule.subnetId],
    walks: call.walks,
  };
}
