import type { Place } from "../diagnostic/index.ts";
import type { BuiltInHost, Model } from "../model/index.ts";
import type { RuleId } from "../rule/index.ts";
import { judgeService } from "./judge-service.ts";
import { activationRefusal } from "./refusal.ts";
import type { ServiceAtAddress } from "./service.ts";
import type { AccessReason, AccessVerdict, Caller, Refusal } from "./verdict.ts";

/** Judges whether what answers at an address lets a caller in. */
export function judgeAccess(
  model: Model,
  service: ServiceAtAddress,
  caller: Caller,
): AccessVerdict {
  switch (service.kind) {
    case "cloudService":
      return judgeService(service, caller);
    case "endpointService": {
      const { isApproved, place } = service.endpoint;
      const reason = isApproved ? "endpointApproved" : "endpointNotApproved";
      const base = { reason, places: [place], rules: ["PE-11"] } as const;
      return isApproved ? verdict("allowed", base) : verdict("denied", base);
    }
    case "builtInHost":
      return service.host.acceptsAzureOnly
        ? judgeAzureOnly(model, caller, builtInGuard(service.host))
        : verdict("allowed", { reason: "open", rules: [service.host.rule] });
    case "publicHost": {
      const guard: Guard = { places: [service.host.place], rules: ["FWD-21"], refusal: undefined };
      return service.host.accepts === "azurePublicSource"
        ? judgeAzureOnly(model, caller, guard)
        : verdict("allowed", { reason: "open", places: guard.places });
    }
    case "taggedService":
      return notModelled([service.tag.name]);
    case "azure":
      return notModelled([`AzureCloud${service.region === undefined ? "" : `.${service.region}`}`]);
    case "internet":
      return verdict("allowed", { reason: "notModelled", rules: ["FWD-18"] });
  }
}

interface Guard {
  readonly places: readonly Place[];
  readonly rules: readonly RuleId[];
  readonly refusal: Refusal | undefined;
}

function builtInGuard({ kind, rule }: BuiltInHost): Guard {
  const isActivation = kind === "kms";
  const rules: readonly RuleId[] = isActivation ? [rule, "FWD-23"] : [rule];
  return { places: [], rules, refusal: isActivation ? activationRefusal : undefined };
}

// FWD-23, last row: over a peering for Microsoft's services the customer's own public address
// arrives, and whether that is good enough is a matter of belief.
function judgeAzureOnly({ behavior }: Model, caller: Caller, guard: Guard): AccessVerdict {
  const { refusal, ...base } = guard;
  if (caller.isAzureSource) {
    return verdict("allowed", { ...base, reason: "azureSourceAccepted" });
  }
  if (caller.path === "servicePeering") {
    const accepted = behavior.peeringSourceAccepted === "true";
    const rules: readonly RuleId[] = [...new Set<RuleId>([...guard.rules, "FWD-23", "ER-2"])];
    const assumption = { code: "peeringSourceAccepted", about: [], rules: ["FWD-23"] } as const;
    const reason = accepted ? "azureSourceAccepted" : "azureSourceOnly";
    const parts = { ...base, rules, reason, assumptions: [assumption] } as const;
    return accepted ? verdict("allowed", parts) : verdict("denied", { ...parts, refusal });
  }
  return verdict("denied", { ...base, reason: "azureSourceOnly", refusal });
}

function notModelled(about: readonly string[]): AccessVerdict {
  const assumptions = [{ code: "notModelled", about, rules: ["FWD-17"] }] as const;
  return verdict("allowed", { reason: "notModelled", rules: ["FWD-17"], assumptions });
}

interface VerdictParts extends Partial<Omit<AccessVerdict, "verdict" | "reason">> {
  readonly reason: AccessReason;
}

function verdict(
  said: AccessVerdict["verdict"],
  { reason, refusal, places = [], rules = [], assumptions = [] }: VerdictParts,
): AccessVerdict {
  return { verdict: said, reason, refusal, places, rules, assumptions };
}
