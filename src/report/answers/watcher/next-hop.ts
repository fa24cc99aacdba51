import { formatIp, type Ip } from "../../../net/index.ts";
import { type NextHopAnswer, nextHopAnswer } from "../../next-hop.ts";
import { peekText, readIp, readText } from "../field.ts";
import { answered, type Refusal, refuse, refuseBadRequest } from "../outcome.ts";
import { configurationWith, machineOf, nicWith } from "../place.ts";
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
  const nic = nicWith(machine.body, wanted, source.value, refuseSource(source.value));
  if (nic.kind === "refused") return nic;
  const { subnet } = configurationWith(nic.body, source.value) ?? nic.body;
  const table = subnet && router.tableOf({ subnet, gateway: undefined });
  return table
    ? answered(nextHopAnswer(table, destination.value))
    : refuseBadRequest(`${nic.body.id} stands in a subnet that is not there.`);
};

// ERR-85
function refuseSource(address: Ip): Refusal {
  return refuse(
    400,
    "SourceIpDoesNotMatchNicIp",
    `Source IP address ${formatIp(address)} for the inbound packet does not match ` +
      "any IP address on the network interface.",
  );
}
