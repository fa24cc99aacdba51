import { isJsonObject, peekProperty, type Resource, typeKeys } from "../../arm/index.ts";
import type { Gathered } from "../estate/gathered.ts";
import { describeProblem, isAbsent } from "../problem.ts";
import { versionOf } from "../type/pulled-type.ts";
import { inTurn } from "../wire/in-turn.ts";
import type { Job } from "./job.ts";

const connections: readonly string[] = [typeKeys.connection, typeKeys.vpnConnection];

/**
 * Asks connections for themselves where nothing says yet whether they are up: neither lists nor
 * Resource Graph tell, and a connection that is down brings no routes. Source: recorded answers of
 * `az network vpn-connection list` and `show`.
 */
export async function addConnectionStates(job: Job, gathered: Gathered): Promise<void> {
  const silent = [...gathered.resources()].filter(isSilent).sort(byKey);
  let done = 0;
  const bodies = await inTurn(silent, job.concurrency, async ({ id, typeKey }) => {
    job.progress.report("asking whether connections are up", { done, total: silent.length });
    const path = `${id.text}?api-version=${versionOf(typeKey)}`;
    const reply = await job.client.ask({ method: "GET", path });
    done += 1;
    if (reply.kind === "answer") return isJsonObject(reply.body) ? [reply.body] : [];
    const what = `whether ${id.text} is up`;
    if (!isAbsent(reply)) job.report(describeProblem(what, id.text, reply));
    return [];
  });
  gathered.add(bodies.flat());
}

function isSilent({ typeKey, body }: Resource): boolean {
  return connections.includes(typeKey) && peekProperty(body, "connectionStatus") === undefined;
}

function byKey(a: Resource, b: Resource): number {
  return a.id.key < b.id.key ? -1 : 1;
}
