import type { Key, Nic, Peering, Subnet } from "../model/index.ts";
import { containsIp, type Ip } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import { type Attachment, attachments, takesNoGroup } from "./attachment.ts";
import { type AdminTests, type AdminVerdict, judgeAdmin } from "./judge-admin.ts";
import { type GroupQuestion, type GroupTests, judgeGroup, judgePlatform } from "./judge-group.ts";
import { isMulticast, isPlatformAddress } from "./platform.ts";
import { closedPeeringTo, type Scope } from "./scope.ts";
import { closedStep, nameMissing, plainStep } from "./step.ts";
import type { FilterQuestion, FilterStep } from "./verdict.ts";

/** Everything that a question is judged by. */
export interface Bench {
  readonly question: FilterQuestion;
  readonly subnet: Subnet;
  readonly nic: Nic | undefined;
  readonly scope: Scope;
  readonly admin: AdminTests;
  readonly dropsClosed: boolean;
  readonly testsOf: (group: Key) => GroupTests | undefined;
  /** Whether the host of an address at the far end of a peering has a group. */
  readonly isFilteredThere: (peering: Peering, ip: Ip) => boolean;
}

/** Judges a flow at a place; the last step decides. Never empty. */
export function judge(bench: Bench): readonly FilterStep[] {
  const { question, subnet } = bench;
  const { direction, flow } = question;
  const frame = { direction, level: "subnet" } as const;
  if (flow.protocol === "gre" || flow.protocol === "ipip" || isMulticast(flow.destination)) {
    return [plainStep(frame, "denied", { reason: "protocol", rules: ["NSG-12"] })];
  }
  const closed = closedPeeringTo(bench.scope, remoteOf(bench));
  if (bench.dropsClosed && closed !== undefined) return [closedStep(frame, closed)];
  if (question.privateEndpoint !== undefined) return judgeEndpoint(bench);
  if (direction === "outbound" && isPlatformAddress(flow.destination)) return judgeExempt(bench);
  const admin = judgeAdmin(direction, bench.admin, comparisonOf(bench));
  if (admin.isFinal && admin.step !== undefined) return [admin.step];
  const attached = attachments(direction, subnet, bench.nic);
  const steps =
    attached.length === 0 ? [withoutGroup(bench, closed)] : judgeAttached(bench, attached);
  return afterAdmin(admin, steps);
}

function remoteOf({ question: { direction, flow } }: Bench): Ip {
  return direction === "inbound" ? flow.source : flow.destination;
}

function comparisonOf({ question, scope }: Bench) {
  const ignoresSourcePorts = question.privateEndpoint !== undefined;
  return { flow: question.flow, scope, ignoresSourcePorts };
}

// An unknown step stays the last one unless something later denies for certain.
function afterAdmin({ step }: AdminVerdict, steps: readonly FilterStep[]): readonly FilterStep[] {
  if (step === undefined) return steps;
  if (step.verdict === "unknown" && steps.at(-1)?.verdict !== "denied") return [step];
  return [step, ...steps];
}

function judgeAttached(bench: Bench, attached: readonly Attachment[]): readonly FilterStep[] {
  const steps: FilterStep[] = [];
  for (const attachment of attached) {
    const step = judgeAttachment(bench, attachment);
    const isAfterDoubt = steps.some(({ verdict }) => verdict === "unknown");
    if (!isAfterDoubt || step.verdict === "denied") steps.push(step);
    if (step.verdict === "denied") break;
  }
  return steps;
}

function judgeAttachment(bench: Bench, attachment: Attachment): FilterStep {
  const { level, key, holder } = attachment;
  const frame = { direction: bench.question.direction, level };
  const asked = groupQuestion(bench, attachment);
  if (asked !== undefined) return judgeGroup(asked);
  return plainStep(frame, "unknown", {
    reason: "groupMissing",
    rules: ["NSG-1"],
    places: [holder.place],
    group: nameMissing(key),
  });
}

function groupQuestion(
  bench: Bench,
  { level, key, holder }: Attachment,
): GroupQuestion | undefined {
  const tests = bench.testsOf(key);
  if (tests === undefined) return undefined;
  const frame = { direction: bench.question.direction, level };
  return { frame, tests, holder, comparison: comparisonOf(bench), rules: ownRules(bench) };
}

function ownRules({ question }: Bench): readonly RuleId[] {
  if (question.privateEndpoint !== undefined) return ["PE-10"];
  if (question.direction === "inbound" && isPlatformAddress(question.flow.source)) {
    return ["NSG-16"];
  }
  return question.publicAddressSku === undefined ? [] : ["NSG-4"];
}

// NSG-5, X-6.
function withoutGroup(bench: Bench, closed: Peering | undefined): FilterStep {
  const { question, subnet } = bench;
  const frame = { direction: question.direction, level: "subnet" } as const;
  if (closed !== undefined && !isLeftToFarEnd(bench, closed)) return closedStep(frame, closed);
  if (subnet.role === "gateway" || takesNoGroup(subnet)) {
    return plainStep(frame, "allowed", { reason: "unfilteredSubnet", rules: ["NSG-5"] });
  }
  const isClosed = question.direction === "inbound" && question.publicAddressSku === "standard";
  return isClosed
    ? plainStep(frame, "denied", { reason: "closedPublicIp", rules: ["NSG-5", "NSG-4"] })
    : plainStep(frame, "allowed", { reason: "noGroup", rules: ["NSG-5"] });
}

// A flow between two hosts is left to the group of the other one; what an appliance hands on is
// judged where it passes, since a capture lost all of it there.
function isLeftToFarEnd({ question, subnet, isFilteredThere }: Bench, closed: Peering): boolean {
  const { direction, flow } = question;
  const [local, remote] =
    direction === "inbound" ? [flow.destination, flow.source] : [flow.source, flow.destination];
  const isEnd = subnet.prefixes.some(({ prefix }) => containsIp(prefix, local));
  return isEnd && isFilteredThere(closed, remote);
}

// PE-10: a policy of the subnet decides whether groups apply, and admin rules never do (NSG-14).
function judgeEndpoint(bench: Bench): readonly FilterStep[] {
  const { question, subnet } = bench;
  const frame = { direction: question.direction, level: "subnet" } as const;
  if (!subnet.filtersPrivateEndpoints || question.direction === "outbound") {
    const places = [subnet.privateEndpointPolicyPlace];
    return [plainStep(frame, "allowed", { reason: "endpointPolicyOff", rules: ["PE-10"], places })];
  }
  const attached = attachments(question.direction, subnet, undefined);
  if (attached.length > 0) return judgeAttached(bench, attached);
  return [plainStep(frame, "allowed", { reason: "noGroup", rules: ["NSG-5", "PE-10"] })];
}

// NSG-10: only rules that name the platform can stop what goes to the host itself.
function judgeExempt(bench: Bench): readonly FilterStep[] {
  const { question, subnet, nic } = bench;
  const { direction } = question;
  const admin = judgeAdmin(
    direction,
    bench.admin,
    comparisonOf(bench),
    ({ isForPlatform }) => isForPlatform,
  );
  const steps = admin.step === undefined ? [] : [admin.step];
  if (admin.isFinal) return steps;
  for (const attachment of attachments(direction, subnet, nic)) {
    const asked = groupQuestion(bench, attachment);
    const step = asked === undefined ? undefined : judgePlatform(asked);
    if (step !== undefined) steps.push(step);
    if (step?.verdict === "denied") return steps;
  }
  if (steps.length > 0) return steps;
  return [
    plainStep({ direction, level: "subnet" }, "allowed", {
      reason: "platform",
      rules: ["NSG-10", "FWD-20"],
    }),
  ];
}
