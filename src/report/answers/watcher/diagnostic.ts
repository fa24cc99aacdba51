import {
  type Examination,
  type ExaminedEnd,
  type ExaminedList,
  type ExaminedRule,
  examine,
} from "../../../filter/index.ts";
import type { PortRange } from "../../../model/index.ts";
import { hostPrefix, parseIp, parsePrefix } from "../../../net/index.ts";
import { accessWord, watcherRuleName } from "../../security-words.ts";
import { peek, peekText, type Read, read, readText, readWord } from "../field.ts";
import { answered, type Outcome, refuseBadRequest } from "../outcome.ts";
import { machineOf, placeOf } from "../place.ts";
import type { Answer } from "../question.ts";

/** What groups say about traffic, rule by rule. */
export interface NetworkDiagnostic {
  readonly results: readonly ProfileResult[];
}

/** What groups say about one kind of traffic. */
export interface ProfileResult {
  /** As it was asked. */
  readonly profile: {
    readonly direction: string;
    readonly protocol: string;
    readonly source: string;
    readonly destination: string;
    readonly destinationPort: string;
  };
  readonly networkSecurityGroupResult: {
    readonly securityRuleAccessResult: "Allow" | "Deny";
    readonly evaluatedNetworkSecurityGroups: readonly EvaluatedGroup[];
  };
}

/** One group with the rule that decides, and those before it. */
export interface EvaluatedGroup {
  readonly networkSecurityGroupId: string;
  readonly appliedTo: string;
  readonly matchedRule?: { readonly ruleName: string; readonly action: string };
  readonly rulesEvaluationResult: readonly RuleResult[];
}

/** Which parts of a rule match. */
export interface RuleResult {
  readonly name: string;
  readonly protocolMatched: boolean;
  readonly sourceMatched: boolean;
  readonly sourcePortMatched: boolean;
  readonly destinationMatched: boolean;
  readonly destinationPortMatched: boolean;
}

/**
 * `POST networkWatchers/X/networkConfigurationDiagnostic`: which rules match traffic at a machine,
 * an interface or, beside Azure, a subnet. Ends may be addresses, prefixes, service tags or `*`.
 */
export const networkDiagnostic: Answer<NetworkDiagnostic> = ({ walker }, { body }) => {
  const { model, filters } = walker.world;
  const id = readText(body, "targetResourceId");
  if (id.kind === "refused") return id;
  const profiles = peek(body, "profiles");
  if (!Array.isArray(profiles) || profiles.length === 0) {
    return refuseBadRequest("The request has no profiles. Write a list with one or more.");
  }
  const place = whereAsked(model, id.value);
  if (place.kind === "refused") return place;
  const results: ProfileResult[] = [];
  for (const one of profiles) {
    const profile = readProfile(one);
    if (profile.kind === "refused") return profile;
    const lists = examine(filters, { ...profile.body.traffic, ...place.body });
    results.push({ profile: profile.body.asked, networkSecurityGroupResult: resultOf(lists) });
  }
  return answered({ results });
};

function whereAsked(
  model: Parameters<typeof machineOf>[0],
  id: string,
): Outcome<Pick<Examination, "subnet" | "nic">> {
  const machine = machineOf(model, id);
  if (machine.kind === "answered") {
    const [{ subnet, key, id: nic }] = machine.body;
    return subnet === undefined
      ? refuseBadRequest(`${nic} stands in a subnet that is not there.`)
      : answered({ subnet, nic: key });
  }
  const placed = placeOf(model, id);
  return placed.kind === "refused"
    ? machine
    : answered({ subnet: placed.place.view.subnet, nic: placed.place.nic?.key });
}

interface Profile {
  readonly asked: ProfileResult["profile"];
  readonly traffic: Omit<Examination, "subnet" | "nic">;
}

function readProfile(profile: unknown): Outcome<Profile> {
  const direction = readWord(profile, "direction", {
    Inbound: "inbound",
    Outbound: "outbound",
  } as const);
  if (direction.kind === "refused") return direction;
  const protocol = readWord(profile, "protocol", protocols);
  if (protocol.kind === "refused") return protocol;
  const source = readEnd(profile, "source");
  if (source.kind === "refused") return source;
  const destination = readEnd(profile, "destination");
  if (destination.kind === "refused") return destination;
  const destinationPorts = readPorts(profile);
  if (destinationPorts.kind === "refused") return destinationPorts;
  return answered({
    asked: {
      direction: direction.value === "inbound" ? "Inbound" : "Outbound",
      protocol: peekText(profile, "protocol") ?? "",
      source: peekText(profile, "source") ?? "",
      destination: peekText(profile, "destination") ?? "",
      destinationPort: portsText(profile),
    },
    traffic: {
      direction: direction.value,
      protocol: protocol.value,
      source: source.value,
      destination: destination.value,
      destinationPorts: destinationPorts.value,
    },
  });
}

const protocols = {
  TCP: "tcp",
  UDP: "udp",
  ICMP: "icmp",
  ESP: "esp",
  AH: "ah",
  Any: "any",
  "*": "any",
} as const;

function readEnd(profile: unknown, name: string): Read<ExaminedEnd> {
  const text = readText(profile, name);
  if (text.kind === "refused") return text;
  if (text.value === "*") return read({ kind: "any" });
  const address = parseIp(text.value);
  const prefix = address === undefined ? parsePrefix(text.value) : hostPrefix(address);
  if (prefix !== undefined) return read({ kind: "prefix", prefix });
  return /^[a-z]/i.test(text.value)
    ? read({ kind: "tag", tag: text.value })
    : refuseBadRequest(
        `${name} is '${text.value}'. Write an address, a prefix, a service tag or *.`,
      );
}

function portsText(profile: unknown): string {
  const value = peek(profile, "destinationPort");
  return typeof value === "number" ? `${value}` : typeof value === "string" ? value : "";
}

function readPorts(profile: unknown): Read<PortRange> {
  const text = portsText(profile);
  if (text === "*" || text === "") return read({ first: 0, last: 65_535 });
  const [, from = "", to = from] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const [first, last] = [Number(from), Number(to)];
  return from !== "" && first <= last && last <= 65_535
    ? read({ first, last })
    : refuseBadRequest(`destinationPort is '${text}'. Write a port, a range such as 80-90, or *.`);
}

function resultOf(lists: readonly ExaminedList[]): ProfileResult["networkSecurityGroupResult"] {
  return {
    securityRuleAccessResult: isAllowed(lists) ? "Allow" : "Deny",
    evaluatedNetworkSecurityGroups: lists.map(toGroup),
  };
}

// Every list has to allow, unless an admin rule ends the search (NSG-1, NSG-13).
function isAllowed(lists: readonly ExaminedList[]): boolean {
  for (const { decider } of lists) {
    if (decider?.access === "alwaysAllow") return true;
    if (decider?.access === "deny") return false;
  }
  return true;
}

function toGroup({ level, id, appliedTo, rules, decider }: ExaminedList): EvaluatedGroup {
  return {
    networkSecurityGroupId: id,
    appliedTo,
    ...(decider === undefined
      ? {}
      : {
          matchedRule: {
            ruleName: watcherRuleName(decider, level),
            action: accessWord(decider.access),
          },
        }),
    rulesEvaluationResult: rules.map((rule) => toResult(rule, level)),
  };
}

function toResult(one: ExaminedRule, level: ExaminedList["level"]): RuleResult {
  return {
    name: watcherRuleName(one.rule, level),
    protocolMatched: one.isProtocol,
    sourceMatched: one.isSource,
    sourcePortMatched: one.isSourcePort,
    destinationMatched: one.isDestination,
    destinationPortMatched: one.isDestinationPort,
  };
}
