import { formatIp } from "../../net/index.ts";
import {
  type Scenario,
  type Stage,
  type StagedWay,
  stagesOf,
  type Way,
} from "../../replay/index.ts";
import { storyLine, traceReport } from "../../report/flows/index.ts";
import { Router } from "../../route/index.ts";
import { type Trace, Walker } from "../../walk/index.ts";
import { beside } from "../documents/beside.ts";
import { withEstate } from "../estate/estate.ts";
import { exitCode } from "../exit-code.ts";
import type { SnapshotOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UnresolvedName } from "../walks/find-ends.ts";
import { readEndpoint } from "../walks/read-endpoint.ts";
import { traceFlow } from "../walks/trace-flow.ts";

/** A stage of a scenario, and what becomes of the application's flow in it. */
export interface FollowedStage extends StagedWay {
  readonly layers: readonly string[];
  readonly disposition: string;
  readonly story: string;
  /** Sentences. */
  readonly assumptions: readonly string[];
}

type Followed = Omit<FollowedStage, "from" | "layers">;

/**
 * Follows the application's flow in each stage of a scenario. Nothing where a snapshot could not be
 * read. Throws `UsageError` for ends that are not there.
 */
export async function followStages(
  session: Session<SnapshotOptions>,
  file: string,
  scenario: Scenario,
): Promise<readonly FollowedStage[] | undefined> {
  const known = new Map<string, Followed>();
  const followed: FollowedStage[] = [];
  for (const { from, layers } of stagesOf(scenario)) {
    // A stage may come back: layers that are added are often removed again.
    const key = JSON.stringify(layers);
    const one = known.get(key) ?? (await followStage(session, file, { scenario, layers }));
    if (one === undefined) return undefined;
    known.set(key, one);
    followed.push({ from, layers, ...one });
  }
  return followed;
}

async function followStage(
  session: Session<SnapshotOptions>,
  file: string,
  { scenario, layers }: Pick<Stage, "layers"> & { readonly scenario: Scenario },
): Promise<Followed | undefined> {
  const { options } = session;
  const paths = [...(options.snapshot ?? []), ...layers.map((layer) => beside(file, layer))];
  const snapshot = paths.length === 0 ? {} : { snapshot: paths };
  const found: Followed[] = [];
  const code = await withEstate(
    { ...session, options: { ...options, ...snapshot } },
    ({ model }) => {
      found.push(follow(new Walker(new Router(model)), scenario));
      return exitCode.answered;
    },
  );
  return code === exitCode.answered ? found[0] : undefined;
}

function follow(walker: Walker, { application: { from, to } }: Scenario): Followed {
  const endpoint = readEndpoint(to);
  try {
    const { trace } = traceFlow(walker, { from, to: endpoint });
    const report = traceReport(trace);
    return {
      way: wayOf(trace),
      disposition: trace.disposition,
      story: storyLine(report),
      assumptions: report.assumptions.map(({ message }) => message),
    };
  } catch (error) {
    if (!(error instanceof UnresolvedName)) throw error;
    const refusal = `Name or service not known (${endpoint.name}:${endpoint.port})`;
    const way: Way = { kind: "refused", error: refusal };
    return { way, disposition: "noSuchHost", story: error.message, assumptions: [] };
  }
}

/** What becomes of packets on a way; the reply belongs to it. */
function wayOf({ works, journeys: [{ forward }], sourceSeen }: Trace): Way {
  if (works) {
    const source = formatIp(sourceSeen ?? forward.arrived.source);
    const isEndpoint = forward.hops.some(({ steps }) =>
      steps.some((step) => step.kind === "route" && step.route.nextHop.kind === "serviceEndpoint"),
    );
    return { kind: "open", identity: `${source}${isEndpoint ? " by service endpoint" : ""}` };
  }
  const refusal = forward.hops
    .flatMap(({ steps }) => steps)
    .findLast((step) => step.kind === "access" && step.verdict.verdict === "denied");
  if (refusal?.kind !== "access") return { kind: "silent" };
  const { status, code } = refusal.verdict.refusal ?? { status: undefined, code: "refused" };
  const number = status === undefined ? "" : `${status} `;
  return {
    kind: "refused",
    error: `Response status code does not indicate success: ${number}(${code}).`,
  };
}
