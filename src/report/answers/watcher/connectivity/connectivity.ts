import { isSuccess } from "../../../../flow/index.ts";
import { formatIp } from "../../../../net/index.ts";
import type { Trace } from "../../../../walk/index.ts";
import {
  findDestination,
  findSender,
  inFamilyOf,
  type Unfound,
  type Walker,
} from "../../../../walk/index.ts";
import { resolutionSentence } from "../../../service-words.ts";
import { answered, type Outcome, type Refusal, refuseBadRequest } from "../../outcome.ts";
import { machineOf } from "../../place.ts";
import type { Answer } from "../../question.ts";
import { type ConnectivityHop, linkStops, type Stop, stopsOf } from "./hops.ts";
import { unresolvedIssue } from "./issue.ts";
import { type ConnectivityRequest, readRequest } from "./request.ts";

/**
 * How a connection fares, hop by hop. Times and counts of probes are left out: nothing is sent, and
 * nobody can compute them.
 */
export interface Connectivity {
  readonly hops: readonly ConnectivityHop[];
  readonly connectionStatus: "Reachable" | "Unreachable" | "Degraded";
  readonly errors: Readonly<Record<string, never>>;
}

/**
 * `POST networkWatchers/X/connectivityCheck`: follows a machine's connection to an address, name or
 * resource, there and back. Of several equal ways the first that fails is shown; where others work,
 * the connection is degraded.
 */
export const connectivity: Answer<Connectivity> = ({ walker, newId }, { body }) => {
  const { model } = walker.world;
  const request = readRequest(model, body);
  if (request.kind === "refused") return request;
  const machine = machineOf(model, request.body.source);
  if (machine.kind === "refused") return machine;
  const followed = follow(walker, machine.body[0].id, request.body);
  if (followed.kind === "refused") return followed;
  const { stops, status } = followed.body;
  return answered({ hops: linkStops(stops, newId), connectionStatus: status, errors: {} });
};

interface Followed {
  readonly stops: readonly Stop[];
  readonly status: Connectivity["connectionStatus"];
}

function follow(walker: Walker, nic: string, request: ConnectivityRequest): Outcome<Followed> {
  const { world } = walker;
  const sender = findSender(world, nic);
  if (sender.kind !== "found") return refuseUnfound(sender, nic);
  const found = findDestination(world, request.destination, sender);
  if (found.kind === "unresolved") {
    return answered(unresolved(world.model, nic, resolutionSentence(found.resolution)));
  }
  if (found.kind === "unknown") {
    const sentence = `nothing is called ${request.destination}`;
    return answered(unresolved(world.model, nic, sentence));
  }
  if (found.kind !== "found") return refuseUnfound(found, request.destination);
  const from = inFamilyOf(world, sender, found.address);
  if (from === undefined) {
    return refuseBadRequest(`${nic} has no address of the family of ${request.destination}.`);
  }
  const trace = walker.trace({
    sender: from.sender,
    flow: {
      protocol: request.protocol,
      source: from.address,
      sourcePort: request.sourcePort,
      destination: found.address,
      destinationPort: request.port,
      name: found.name,
    },
    supposedIn: found.supposedIn,
  });
  return answered({ stops: stopsOf(world.model, trace.journeys[0]), status: statusOf(trace) });
}

function statusOf({ works, journeys }: Trace): Followed["status"] {
  if (works) return "Reachable";
  const isThere = journeys.some(({ forward, reply }) =>
    [forward, reply].every((pass) => pass === undefined || isSuccess(pass.disposition)),
  );
  return isThere ? "Degraded" : "Unreachable";
}

function unresolved(model: Walker["world"]["model"], id: string, sentence: string): Followed {
  const machine = machineOf(model, id);
  const nic = machine.kind === "answered" ? machine.body[0] : undefined;
  const [configuration] = nic?.ipConfigurations ?? [];
  const stop: Stop = {
    type: "Source",
    address: configuration?.address === undefined ? undefined : formatIp(configuration.address),
    resourceId: nic?.virtualMachine ?? id,
    onward: undefined,
    issues: [unresolvedIssue(sentence)],
  };
  return { stops: [stop], status: "Unreachable" };
}

function refuseUnfound(unfound: Unfound, text: string): Refusal {
  switch (unfound.kind) {
    case "ambiguous":
      return refuseBadRequest(`${text} names several resources: ${unfound.ids.join(", ")}.`);
    case "incomplete":
      return refuseBadRequest(
        `${unfound.id} cannot take part, since ${unfound.missing} is not there.`,
      );
    case "unknown":
      return refuseBadRequest(`Nothing is called ${text}.`);
  }
}
