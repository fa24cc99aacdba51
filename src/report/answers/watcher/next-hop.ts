import type { Nic } from "../../../model/index.ts";
import { keyOf } from "../../../model/index.ts";
import { formatIp, type Ip } from "../../../net/index.ts";
import { type NextHopAnswer, nextHopAnswer } from "../../next-hop.ts";
import { peekText, readIp, readText } from "../field.ts";
import { answered, type Outcome, refuse, refuseBadRequest } from "../outcome.ts";
import { configurationWith, machineOf } from "../place.ts";
import type { Answer } from "../question.ts";

/**
 * `POST networkWatchers/X/nextHop`: where a machine's packets to an address go (CAP-27). The source
 * has to be an address of its interface, unless that forwards for others.
 */
export const nextHop: Answer<NextHopAnswer> = ({ walker }, { body }) => {
  const { router } = walker;
  const id = readText(body, "targetResourceId");
  if (id.kind === "refused") return id;
  const source = readIp(body, "sourceIPAddress");
  if (source.kind === "refused") return source;
  const destination = readIp(body, "destinationIPAddress");
  if (destination.kind === "refused") return destination;
  const machine = machineOf(router.model, id.value);
  if (machine.kind === "refused") return machine;
  const wanted = peekText(body, "targetNicResourceId");
  const nic = nicWith(machine.body, wanted, source.value);
  if (nic.kind === "refused") return nic;
  const { subnet } = configurationWith(nic.body, source.value) ?? nic.body;
  const table = subnet && router.tableOf({ subnet, gateway: undefined });
  return table
    ? answered(nextHopAnswer(table, destination.value))
    : refuseBadRequest(`${nic.body.id} stands in a subnet that is not there.`);
};

/**
 * The interface that sends from an address: the one that was named, or the one that has it. Refused
 * where it may not send from there (ERR-85).
 */
export function nicWith(
  nics: readonly [Nic, ...Nic[]],
  wanted: string | undefined,
  address: Ip,
): Outcome<Nic> {
  const named = wanted === undefined ? nics : nics.filter(({ key }) => key === keyOf(wanted));
  const [first] = named;
  if (first === undefined) {
    return refuseBadRequest(`The machine has no network interface ${wanted}.`);
  }
  const owner = named.find((nic) => configurationWith(nic, address) !== undefined);
  const forwarders = named.filter(({ forwardsIp }) => forwardsIp);
  const [only, ...others] = forwarders;
  if (owner !== undefined) return answered(owner);
  if (others.length > 0) {
    return refuseBadRequest(
      `Several network interfaces of the machine forward packets from ${formatIp(address)}. ` +
        "Name one as targetNicResourceId.",
    );
  }
  return only === undefined
    ? refuse(
        400,
        "SourceIpDoesNotMatchNicIp",
        `Source IP address ${formatIp(address)} for the inbound packet does not match ` +
          "any IP address on the network interface.",
      )
    : answered(only);
}
