import type { FilterStep } from "../../../filter/index.ts";
import type { Flow } from "../../../flow/index.ts";
import { formatIp, type Ip, isPublicIp } from "../../../net/index.ts";
import { flowAnswer } from "../../flow-answer.ts";
import { isDefaultRule } from "../../security-words.ts";
import { peekText, readIp, readPort, readText, readWord } from "../field.ts";
import { answered, type Outcome, type Refusal, refuseBadRequest } from "../outcome.ts";
import { configurationWith, machineOf, nicWith } from "../place.ts";
import type { Answer } from "../question.ts";

/** Whether a flow passes the filters at an interface, and which rule decides. */
export interface IpFlow {
  readonly access: "Allow" | "Deny";
  /** Empty where no rule decides. */
  readonly ruleName: string;
  /** Id of a written rule; empty for Azure's own. */
  readonly ruleId: string;
}

/** `POST networkWatchers/X/ipFlowVerify`: whether one flow passes a machine's rules. */
export const ipFlow: Answer<IpFlow> = ({ walker }, { body }) => {
  const { model, filters } = walker.world;
  const id = readText(body, "targetResourceId");
  if (id.kind === "refused") return id;
  const asked = readFlow(body);
  if (asked.kind === "refused") return asked;
  const machine = machineOf(model, id.value);
  if (machine.kind === "refused") return machine;
  const { direction, flow, local, remote } = asked.body;
  const wanted = peekText(body, "targetNicResourceId");
  const nic = nicWith(machine.body, wanted, local, refuseLocal(local));
  if (nic.kind === "refused") return nic;
  const configuration = configurationWith(nic.body, local);
  const subnet = configuration?.subnet ?? nic.body.subnet;
  if (subnet === undefined) {
    return refuseBadRequest(`${nic.body.id} stands in a subnet that is not there.`);
  }
  const sku = isPublicIp(remote) ? configuration?.publicIp?.sku : undefined;
  const steps = filters.judge({
    direction,
    flow,
    subnet,
    nic: nic.body.key,
    privateEndpoint: undefined,
    ...(sku === undefined ? {} : { publicAddressSku: sku }),
  });
  return answerOf(steps);
};

interface AskedFlow {
  readonly direction: FilterStep["direction"];
  readonly flow: Flow;
  readonly local: Ip;
  readonly remote: Ip;
}

function readFlow(body: unknown): Outcome<AskedFlow> {
  const direction = readWord(body, "direction", {
    Inbound: "inbound",
    Outbound: "outbound",
  } as const);
  if (direction.kind === "refused") return direction;
  const protocol = readWord(body, "protocol", { TCP: "tcp", UDP: "udp" } as const);
  if (protocol.kind === "refused") return protocol;
  const local = readIp(body, "localIPAddress");
  if (local.kind === "refused") return local;
  const remote = readIp(body, "remoteIPAddress");
  if (remote.kind === "refused") return remote;
  const localPort = readPort(body, "localPort");
  if (localPort.kind === "refused") return localPort;
  const remotePort = readPort(body, "remotePort");
  if (remotePort.kind === "refused") return remotePort;
  const isInbound = direction.value === "inbound";
  const [source, destination] = isInbound
    ? [remote.value, local.value]
    : [local.value, remote.value];
  const [sourcePort, destinationPort] = isInbound
    ? [remotePort.value, localPort.value]
    : [localPort.value, remotePort.value];
  const ends = { source, sourcePort, destination, destinationPort };
  return answered({
    direction: direction.value,
    flow: { protocol: protocol.value, ...ends, name: undefined },
    local: local.value,
    remote: remote.value,
  });
}

function refuseLocal(local: Ip): Refusal {
  return refuseBadRequest(
    `localIPAddress is ${formatIp(local)}, which is no address of the machine's interfaces.`,
  );
}

function answerOf(steps: readonly FilterStep[]): Outcome<IpFlow> {
  const answer = flowAnswer(steps);
  const last = steps.at(-1);
  if (answer === undefined || last === undefined) {
    const rule = last?.rule?.name ?? "a rule";
    return refuseBadRequest(
      `Nobody can tell: ${rule} names a service tag whose prefixes are not known, or its group is ` +
        "not there. Run 'trueroute tags update' to install Microsoft's list of service tags.",
    );
  }
  return answered({ ...answer, ruleId: ruleIdOf(last) });
}

// Azure's own rules have no id here.
function ruleIdOf({ group, rule, level }: FilterStep): string {
  if (group === undefined || rule === undefined || isDefaultRule(rule)) return "";
  return `${group.id}/${level === "admin" ? "rules" : "securityRules"}/${rule.name}`;
}
