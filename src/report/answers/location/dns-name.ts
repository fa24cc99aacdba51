import { answered, refuseBadRequest } from "../outcome.ts";
import type { Answer } from "../question.ts";
import { locationScope } from "./scope.ts";

/** Whether a label is free. */
export interface DnsNameAvailability {
  readonly available: boolean;
}

/**
 * `GET locations/L/CheckDnsNameAvailability?domainNameLabel=X`: whether a public address of the
 * estate has the label in that location. Nobody knows those of others.
 */
export const dnsNameAvailability: Answer<DnsNameAvailability> = (
  { walker },
  { target, parameter },
) => {
  const label = parameter?.("domainNameLabel") ?? "";
  if (!/^[a-z][a-z0-9-]{1,61}[a-z0-9]$/.test(label)) {
    return refuseBadRequest(
      `domainNameLabel is '${label}'. Write 3 to 63 lower-case letters, digits and hyphens, ` +
        "a letter first and no hyphen last.",
    );
  }
  const start = `${label}.${locationScope(target).location.toLowerCase()}.`;
  const isTaken = [...walker.world.model.publicIps.values()].some(
    ({ fqdn }) => fqdn?.startsWith(start) === true,
  );
  return answered({ available: !isTaken });
};
