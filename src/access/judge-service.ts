import type { CloudService, PrivateEndpoint, ServiceIpRule } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { refusalOf } from "./refusal.ts";
import type { AccessReason, AccessVerdict, Caller } from "./verdict.ts";

/** A service of the model as a caller meets it. */
export interface MetService {
  readonly service: CloudService;
  readonly name: string | undefined;
  readonly endpoint: PrivateEndpoint | undefined;
}

/**
 * Judges a caller by the rules of a storage account, key vault or SQL server (SE-7).
 *
 * A private endpoint counts by its approval alone. Everybody else comes to the public door: closed,
 * or open to all, or guarded by rules for subnets (service endpoints) and for addresses. Trusted
 * services and resource instances are let in by who they are, which no flow shows.
 */
export function judgeService(met: MetService, caller: Caller): AccessVerdict {
  const { service } = met;
  if (caller.path === "privateEndpoint") return judgeEndpoint(met, caller);
  if (service.publicAccess === "disabled") {
    return deny(met, caller, {
      reason: "publicAccessOff",
      places: [service.publicAccessPlace],
      rules: ["SE-10"],
    });
  }
  if (service.publicAccess === "perimeter") {
    return { ...undecided("perimeter", [service.publicAccessPlace]), rules: ["SE-7", "SE-10"] };
  }
  if (service.defaultAction === "allow") return allow("open", [service.defaultActionPlace]);
  return caller.path === "serviceEndpoint" ? judgeSubnet(met, caller) : judgeAddress(met, caller);
}

type Places = AccessVerdict["places"];

// The service's own list decides; it is the side that approves. An endpoint that the list lacks
// speaks for itself.
function judgeEndpoint({ service, endpoint }: MetService, caller: Caller): AccessVerdict {
  const key = caller.privateEndpoint ?? endpoint?.key;
  const listed = service.endpointConnections.find((connection) => connection.endpoint === key);
  const isApproved = listed?.isApproved ?? endpoint?.isApproved;
  const places = [endpoint?.place ?? service.place];
  if (isApproved === undefined) return undecided("sourceUnknown", places);
  const base = { places, rules: ["SE-7", "PE-11"] as const, assumptions: [], refusal: undefined };
  return isApproved
    ? { verdict: "allowed", reason: "endpointApproved", ...base }
    : { verdict: "denied", reason: "endpointNotApproved", ...base };
}

// SE-5: the service sees the subnet, and no public address that a rule for addresses could name.
function judgeSubnet(met: MetService, caller: Caller): AccessVerdict {
  const { service } = met;
  if (caller.subnet === undefined) return undecided("sourceUnknown", [service.place]);
  const rule = service.subnetRules.find(({ subnet }) => subnet === caller.subnet);
  return rule === undefined
    ? deny(met, caller, { reason: "noRule", places: [service.defaultActionPlace] })
    : allow("subnetRule", [rule.place]);
}

function judgeAddress(met: MetService, caller: Caller): AccessVerdict {
  const { service } = met;
  const own: readonly RuleId[] = service.kind === "sql" ? ["SE-11"] : [];
  const denied = {
    reason: "noRule",
    places: [service.defaultActionPlace],
    rules: own,
  } as const;
  const everybodyInAzure = service.ipRules.find((rule) => isAzureRule(service, rule));
  if (caller.isAzureSource && everybodyInAzure !== undefined) {
    return { ...allow("ipRule", [everybodyInAzure.place]), rules: ["SE-7", "SE-11"] };
  }
  const isNear = isInSameRegion(service, caller);
  if (caller.source === undefined) {
    const [first] = service.ipRules;
    // Which address it is does not matter: none of them would count.
    if (isNear === true && first !== undefined) {
      const places = [first.place, service.defaultActionPlace];
      return deny(met, caller, { reason: "sameRegionIpRule", places, rules: ["X-16"] });
    }
    return isNear || service.ipRules.every((rule) => isAzureRule(service, rule))
      ? deny(met, caller, denied)
      : undecided("sourceUnknown", [service.defaultActionPlace]);
  }
  const rule = findRule(service, caller.source);
  if (rule === undefined) return deny(met, caller, denied);
  const places = [rule.place, service.defaultActionPlace];
  if (isNear) {
    return deny(met, caller, { reason: "sameRegionIpRule", places, rules: ["X-16"] });
  }
  return isNear === undefined
    ? { ...undecided("regionUnknown", places), rules: ["SE-7", "X-16"] }
    : { ...allow("ipRule", [rule.place]), rules: ["SE-7", ...regionRules(service, caller)] };
}

// Nobody documents that address rules of other services count for callers of their own region.
function regionRules({ kind, region }: CloudService, caller: Caller): readonly RuleId[] {
  const isNear = region !== undefined && region === caller.region && caller.isAzureSource;
  return kind !== "storage" && isNear && caller.path === "internet" ? ["SE-13"] : [];
}

/**
 * Whether the service sees a private address of Azure's instead of the caller's own: storage in the
 * caller's region does, and no other kind of service is known to (SE-13). `undefined` where a region
 * is not told.
 */
function isInSameRegion(service: CloudService, caller: Caller): boolean | undefined {
  if (service.kind !== "storage" || caller.path !== "internet" || !caller.isAzureSource) {
    return false;
  }
  if (service.region === undefined || caller.region === undefined) return undefined;
  return service.region === caller.region;
}

// Azure's own spelling of "any address inside Azure", in the rules of SQL servers.
function isAzureRule({ kind }: CloudService, { first, last }: ServiceIpRule): boolean {
  return kind === "sql" && first === 0 && last === 0;
}

function findRule({ ipRules }: CloudService, source: Ip): ServiceIpRule | undefined {
  return ipRules.find(
    ({ first, last }) => typeof first === typeof source && first <= source && source <= last,
  );
}

function allow(reason: AccessReason, places: Places): AccessVerdict {
  const rules = ["SE-7"] as const;
  return { verdict: "allowed", reason, refusal: undefined, places, rules, assumptions: [] };
}

function undecided(reason: AccessReason, places: Places): AccessVerdict {
  const rules = ["SE-7"] as const;
  return { verdict: "unknown", reason, refusal: undefined, places, rules, assumptions: [] };
}

interface Denial {
  readonly reason: AccessReason;
  readonly places: Places;
  readonly rules?: readonly RuleId[];
}

function deny(
  { service, name }: MetService,
  { path, source }: Caller,
  { reason, places, rules = [] }: Denial,
): AccessVerdict {
  const guarded = path === "serviceEndpoint" ? "subnetRules" : "ipRules";
  const door = reason === "publicAccessOff" ? "publicAccess" : guarded;
  return {
    verdict: "denied",
    reason,
    refusal: refusalOf({ service, name, source, door }),
    places,
    rules: ["SE-7", "SE-12", ...rules],
    assumptions: [],
  };
}
