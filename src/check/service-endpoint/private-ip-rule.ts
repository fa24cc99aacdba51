import type { CloudService, ServiceIpRule } from "../../model/index.ts";
import { containsIp, type Prefix, parsePrefix } from "../../net/index.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { kindNames, serviceTitle } from "./guard.ts";
import { rangeName } from "./regional-ip-rule.ts";

/** Rules of services for private addresses, which no service ever sees at its public door. */
export const privateIpRule: CheckRule = {
  code: "TR607",
  family: "serviceEndpoint",
  severity: "warning",
  title: "A service lets in private addresses, which it never sees",
  about:
    "Rules for addresses are about public ones. Azure refuses private ranges in the rules of storage accounts and key vaults; elsewhere they let nobody in.",
  rules: ["SE-14"],
  begin: ({ model }) => ({
    finish: () =>
      [...model.cloudServices.values()].flatMap((service) =>
        service.ipRules.filter(isPrivate).map((rule) => draft(service, rule)),
      ),
  }),
};

const privateRanges: readonly Prefix[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].flatMap(
  (text) => parsePrefix(text) ?? [],
);

function isPrivate({ first, last }: ServiceIpRule): boolean {
  return privateRanges.some((range) => containsIp(range, first) && containsIp(range, last));
}

function draft(service: CloudService, rule: ServiceIpRule): Draft {
  const { kind, id } = service;
  const consequence =
    kind === "sql"
      ? "calls by a service endpoint or private endpoint are not judged by it, and all others come from public addresses"
      : `Azure takes only public addresses in the rules of a ${kindNames[kind]}, and refuses the deployment`;
  return {
    message: `${serviceTitle(service)} lets in ${rangeName(rule)}, a private range: ${consequence}.`,
    remedy:
      "Let in the callers' subnet by its service endpoint, give them a private endpoint, or name the public address by which they leave.",
    place: rule.place,
    affected: [id],
    subject: [id, rangeName(rule)],
  };
}
