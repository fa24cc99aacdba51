import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

export function ruleConflict(rule: string, other: string): Refusal {
  return refuseByProvider(
    400,
    "SecurityRuleConflict",
    `Security rule ${rule} conflicts with rule ${other}. Rules cannot have the same Priority and ` +
      "Direction. To learn more, see aka.ms/nsgrules.",
  );
}

/** The code is known, the text from simulators of others. */
export function badPriority(priority: number): Refusal {
  return {
    ...refuseByProvider(
      400,
      "SecurityRuleInvalidPriority",
      `Security rule has invalid Priority. Value provided: ${priority} Allowed range 100-4096.`,
    ),
    isVerified: false,
  };
}

/** A service tag stands in the singular property, and not in a list. */
export function tagInList(rule: string, side: string, tag: string): Refusal {
  const parameter = side === "source" ? "SourceAddressPrefix" : "DestinationAddressPrefix";
  return refuseByProvider(
    400,
    "SecurityRuleParameterContainsUnsupportedValue",
    `Security rule parameter ${parameter} for rule with Id ${rule} cannot specify existing ` +
      "VIRTUALNETWORK, INTERNET, AZURELOADBALANCER, '*' or system tags. Unsupported value used: " +
      `${tag}.`,
  );
}

/** The code is known, the text from memory. */
export function badAddressPrefix(prefix: string): Refusal {
  return {
    ...refuseByProvider(
      400,
      "SecurityRuleInvalidAddressPrefix",
      `Security rule has invalid Address prefix. Value provided: ${prefix}`,
    ),
    isVerified: false,
  };
}

/** The code is known, the text from memory. */
export function badPortRange(range: string): Refusal {
  return {
    ...refuseByProvider(
      400,
      "SecurityRuleInvalidPortRange",
      `Security rule has invalid Port range. Value provided: ${range}. Value should be an integer OR ` +
        "integer range with '-' delimiter. Valid range 0-65535.",
    ),
    isVerified: false,
  };
}

export function parameterMissing(rule: string, parameter: string): Refusal {
  return refuseUnverified(
    400,
    "SecurityRuleParameterMissing",
    `Security rule ${rule} has no ${parameter}, nor anything in its place.`,
  );
}

export function tooManyRules(group: string, count: number): Refusal {
  return refuseUnverified(
    400,
    "TooManySecurityRules",
    `Network security group ${group} would have ${count} rules; a group holds at most 1000.`,
  );
}
