// Walks through estates that tests write, as short texts.
import type { Flow } from "../../src/flow/index.ts";
import { type Behavior, keyOf, type Protocol } from "../../src/model/index.ts";
import { formatIp, type Ip, parseIp } from "../../src/net/index.ts";
import { Router } from "../../src/route/index.ts";
import { createOwners } from "../../src/translate/index.ts";
import { nicEmitter } from "../../src/walk/emitter.ts";
import { followAll, type Way } from "../../src/walk/engine.ts";
import { noMemory } from "../../src/walk/memory.ts";
import type { Position } from "../../src/walk/position.ts";
import type { Next, World } from "../../src/walk/visit.ts";
import { compile, type Estate } from "./estate.ts";

/** One way there and the ways back that belong to it. */
export interface Walked {
  readonly forward: Way;
  readonly replies: readonly Way[];
}

/** A question: an interface or `site:address` of a host, and where to. */
export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly port?: number;
  readonly protocol?: Protocol;
  readonly switches?: Partial<Behavior>;
}

/** Every way that a flow takes, with the ways of its replies; no filter takes part. */
export function walkAll(base: Estate, asked: Asked): readonly Walked[] {
  const world = worldOf(base, asked.switches);
  return followAll(world, startOf(world, asked)).ways.map((forward) => {
    const { answer } = forward.ending;
    return { forward, replies: answer === undefined ? [] : followAll(world, answer).ways };
  });
}

/** What visitors look things up in, without any filter. */
export function worldOf(base: Estate, switches: Partial<Behavior> = {}): World {
  const { model } = compile(base, switches);
  const filters = { judge: () => [] } as unknown as World["filters"];
  const owners = createOwners(model);
  return { model, router: new Router(model), filters, owners, supposed: [] };
}

function startOf({ model }: World, { from, to, port = 443, protocol = "tcp" }: Asked): Next {
  const [site, hostAddress] = from.split(":");
  const nic = [...model.nics.values()].find(({ name }) => name === from);
  const emitter = nic && nicEmitter(nic);
  const source = parseIp(hostAddress ?? "") ?? nic?.ipConfigurations[0]?.address;
  const destination = parseIp(to);
  if (source === undefined || destination === undefined) throw new Error(`${from} to ${to}?`);
  const known = [...model.sites.values()].find(({ name }) => name === site)?.key;
  const position: Position =
    emitter === undefined
      ? { kind: "siteOut", site: known, link: undefined }
      : { kind: "leave", emitter };
  const hasPorts = protocol === "tcp" || protocol === "udp";
  const flow: Flow = {
    protocol,
    source,
    sourcePort: undefined,
    destination,
    destinationPort: hasPorts ? port : undefined,
    name: undefined,
  };
  return { position, packet: { flow, direction: "forward" }, memory: noMemory, label: "start" };
}

/**
 * Every way as one line, `NODE > NODE > NODE: DISPOSITION REASON`, and its replies after `<`. Each
 * node once, as the kind of thing that it is unless its name says enough.
 */
export function walkLines(base: Estate, asked: Asked): readonly string[] {
  return walkAll(base, asked).map(({ forward, replies }) =>
    [wayLine(forward), ...replies.map((reply) => `< ${wayLine(reply)}`)].join(" "),
  );
}

/** The ways there alone. */
export function forwardLines(base: Estate, asked: Asked): readonly string[] {
  return walkAll(base, asked).map(({ forward }) => wayLine(forward));
}

/** One way as a line. */
export function wayLine({ pass, ending }: Way): string {
  const names = pass.hops.map(({ node }) => node.name).join(" > ");
  return `${names}: ${pass.disposition} ${ending.reason}`;
}

/** The remarks on a way, `CODE NAMES`. */
export function remarksOf({ pass }: Way): readonly string[] {
  return pass.hops.flatMap(({ steps }) =>
    steps.flatMap((step) =>
      step.kind === "remark" ? [[step.code, ...step.about].join(" ").trim()] : [],
    ),
  );
}

/** Every rule that a way names. */
export function rulesOf({ pass }: Way): readonly string[] {
  return [...new Set(pass.hops.flatMap(({ steps }) => steps.flatMap(({ rules }) => rules)))];
}

/** What a traceroute shows of a way: addresses, `*` for hops that nobody knows. */
export function tracerouteOf({ pass }: Way): readonly string[] {
  const shown = ({
    address,
    otherAddresses,
  }: {
    address: Ip | undefined;
    otherAddresses: readonly Ip[];
  }) =>
    [address, ...otherAddresses].map((one) => (one === undefined ? "*" : formatIp(one))).join("|");
  return pass.hops.slice(1).flatMap((hop) => (hop.isVisible ? [shown(hop)] : []));
}

/** The codes of what a way takes for granted. */
export function assumptionsOf({ assumptions }: Way): readonly string[] {
  return assumptions.map(({ code, about }) => [code, ...about].join(" "));
}

/** Key of a resource of `Microsoft.Network` in the tests' one resource group. */
export function keyTo(path: string) {
  return keyOf(`/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/${path}`);
}
