import { Filters } from "../../filter/index.ts";
import type { Key, Model } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import type { Router } from "../../route/index.ts";
import { createOwners } from "../../translate/index.ts";
import type { Sender, WalkQuestion } from "../question.ts";
import type { Trace } from "../trace.ts";
import { assembleTrace, type Travelled } from "./assemble.ts";
import { firewallEmitter, nicEmitter, supposedEmitter } from "./emitter.ts";
import { followAll } from "./engine.ts";
import type { Loss } from "./loss.ts";
import { noMemory } from "./memory.ts";
import type { Emitter, Position } from "./position.ts";
import type { Next, Supposed, World } from "./visit.ts";

/**
 * Follows flows through one model.
 *
 * Everything that it looks things up in is built when first asked for and shared by all walks: one
 * walk in a large estate builds little more than the tables on its way. Not for another model, or
 * other switches.
 */
export class Walker {
  readonly router: Router;
  readonly #world: World;

  constructor(router: Router) {
    const { model } = router;
    this.router = router;
    this.#world = {
      model,
      router,
      filters: new Filters(router),
      owners: createOwners(model),
      supposed: [],
    };
  }

  /** Who has an address in a network, and the other look-ups of this walker. */
  get world(): World {
    return this.#world;
  }

  /** Follows a flow on every way that it can take, and its replies on theirs. */
  trace(question: WalkQuestion): Trace {
    const world = { ...this.#world, supposed: supposedBy(this.#world.model, question) };
    const forward = followAll(world, startOf(world, question));
    let isCut = forward.isCut;
    const travelled = forward.ways.flatMap((way): readonly Travelled[] => {
      const { answer } = way.ending;
      if (answer === undefined) return [{ forward: way, reply: undefined }];
      const back = followAll(world, answer);
      isCut ||= back.isCut;
      return back.ways.map((reply) => ({ forward: way, reply }));
    });
    return assembleTrace(question.flow, travelled, isCut);
  }
}

function supposedBy(
  { subnets }: Model,
  { sender, flow, supposedIn }: WalkQuestion,
): readonly Supposed[] {
  const at = (subnet: Key, address: Ip): readonly Supposed[] => {
    const network = subnets.get(subnet)?.network;
    return network === undefined ? [] : [{ subnet, network, address }];
  };
  const there = supposedIn === undefined ? [] : [supposedIn].flat();
  return [
    ...(sender.kind === "subnet" ? at(sender.subnet, flow.source) : []),
    ...there.flatMap((subnet) => at(subnet, flow.destination)),
  ];
}

function startOf(world: World, { sender, flow }: WalkQuestion): Next {
  const packet = { flow, direction: "forward" } as const;
  const position = startPosition(world, sender, flow.source);
  return { position, packet, memory: noMemory, label: "start" };
}

function startPosition(world: World, sender: Sender, source: Ip): Position {
  const { model } = world;
  switch (sender.kind) {
    case "nic": {
      const nic = model.nics.get(sender.nic);
      const emitter = nic === undefined ? undefined : nicEmitter(nic);
      if (emitter === undefined) throw new RangeError(`no interface ${sender.nic}`);
      const sending: Emitter = { ...emitter, address: source };
      return nic?.privateEndpoint === undefined
        ? { kind: "leave", emitter: sending }
        : { kind: "lost", from: sending, loss: silentEndpoint(sending) };
    }
    case "subnet":
      return leaving(supposedEmitter(model, sender.subnet, source), sender.subnet);
    case "firewall": {
      const firewall = model.firewalls.get(sender.firewall);
      const emitter = firewall === undefined ? undefined : firewallEmitter(firewall);
      return leaving(emitter, sender.firewall);
    }
    case "gateway":
      return { kind: "gatewayIn", gateway: sender.gateway, connection: undefined };
    case "host":
      return { kind: "siteOut", site: sender.site, link: undefined };
    case "internet":
      return { kind: "public", from: undefined, entry: "internet" };
  }
}

function leaving(emitter: Emitter | undefined, key: Key): Position {
  if (emitter === undefined) throw new RangeError(`${key} cannot send`);
  return { kind: "leave", emitter };
}

// Nothing behind a private endpoint ever opens a connection (PE-11).
function silentEndpoint({ node }: Emitter): Loss {
  return {
    disposition: "guestDrops",
    reason: "endpointInitiates",
    about: [node.name],
    rules: ["PE-11"],
    places: node.place === undefined ? [] : [node.place],
  };
}
