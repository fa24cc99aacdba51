import type { Report } from "../arm/index.ts";
import { createDiagnostic, type Place } from "../diagnostic/index.ts";
import {
  type AddressMatch,
  findEndpointService,
  type Model,
  networkTagOf,
  type ServiceEndpoint,
  type ServiceTagPrefixes,
} from "../model/index.ts";

/** Checks that service tags can be expanded. Rules: UDR-9, SE-1, SE-3, NSG-8. */
export function validateServiceTags(model: Model, report: Report): void {
  reportUnknownServices(model, report);
  const uses = findTagRoutes(model);
  if (model.serviceTags === undefined) reportAbsentFile(model, uses, report);
  else reportUnknownTags(model.serviceTags, [...uses, ...findTagRules(model)], report);
}

// SE-3: which tag stands for a service is in no file of Microsoft's.
function reportUnknownServices({ subnets }: Model, report: Report): void {
  for (const { name, serviceEndpoints } of subnets.values()) {
    for (const endpoint of serviceEndpoints) {
      if (isKnown(endpoint)) continue;
      const parameters = { service: endpoint.service, subnet: name };
      report(createDiagnostic("service-endpoint-unknown", endpoint.place, parameters));
    }
  }
}

function isKnown({ service }: ServiceEndpoint): boolean {
  return findEndpointService(service) !== undefined;
}

interface TagUse {
  readonly tag: string;
  readonly place: Place;
}

function findTagRoutes({ routeTables }: Model): readonly TagUse[] {
  return [...routeTables.values()].flatMap(({ routes }) =>
    routes.flatMap(({ destination, place }) =>
      destination.kind === "serviceTag" ? [{ tag: destination.tag, place }] : [],
    ),
  );
}

// Each rule once, however often it names a tag; what no file holds is no fault of the file.
function findTagRules({ securityGroups, adminRules }: Model): readonly TagUse[] {
  const groups = [...securityGroups.values()].flatMap(({ rules }) => rules);
  return [...groups, ...adminRules.values()].flatMap(({ sources, destinations, place }) =>
    [...new Set([...sources, ...destinations].flatMap(fileTag))].map((tag) => ({ tag, place })),
  );
}

function fileTag(match: AddressMatch): readonly string[] {
  return match.kind === "serviceTag" && networkTagOf(match.tag) === undefined ? [match.tag] : [];
}

function reportUnknownTags(
  serviceTags: ServiceTagPrefixes,
  uses: readonly TagUse[],
  report: Report,
): void {
  for (const { tag, place } of uses) {
    if (serviceTags.prefixesOf(tag) !== undefined) continue;
    const { edition } = serviceTags;
    report(createDiagnostic("service-tag-unknown", place, { tag, edition }));
  }
}

// Said once for the whole snapshot: the remedy is the same everywhere.
function reportAbsentFile(model: Model, uses: readonly TagUse[], report: Report): void {
  const endpoints = [...model.subnets.values()].flatMap((subnet) =>
    subnet.serviceEndpoints.filter(isKnown),
  );
  const [first] = [...uses, ...endpoints];
  if (first === undefined) return;
  const parts = [count(uses.length, "user route"), count(endpoints.length, "service endpoint")];
  const need = parts.filter((part) => part !== "").join(" and ");
  const related = [...uses, ...endpoints].slice(1, 10).map(({ place }) => place);
  report(createDiagnostic("service-tags-absent", first.place, { need }, { related }));
}

function count(number: number, noun: string): string {
  if (number === 0) return "";
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
