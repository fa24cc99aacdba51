import type { Diagnostic } from "../diagnostic/index.ts";
import { createGathered, type Gathered } from "./estate/gathered.ts";
import { type PulledHeader, writeSnapshot } from "./estate/snapshot-text.ts";
import { tidy } from "./estate/tidy.ts";
import { openJournal } from "./journal/open-journal.ts";
import { type RememberingClient, remembering } from "./journal/remember.ts";
import type { PullPorts, PullRequest, PullResult } from "./pull-request.ts";
import { addChildren } from "./source/children.ts";
import { addConnectionStates } from "./source/connection-states.ts";
import { askGraph } from "./source/graph.ts";
import type { Job } from "./source/job.ts";
import { listResources } from "./source/listing.ts";
import { addPolicyMembers } from "./source/policy-members.ts";
import { addLearnedRoutes, askEffectiveRoutes } from "./source/route-answers.ts";
import { subscriptionsOf } from "./source/scope.ts";
import { factTypes, pulledTypes } from "./type/pulled-type.ts";
import type { Client } from "./wire/ask.ts";
import { createClient } from "./wire/client.ts";
import { readingOnly } from "./wire/guard.ts";
import { withOfferedVersions } from "./wire/versioned.ts";

/**
 * Reads the resources of subscriptions and gives them as a snapshot.
 *
 * Only reads. Secrets are left out before anything is kept or written. What has been answered stays
 * in the journal, and an equal request that comes later goes on from there; the journal is cleared by
 * the caller, once the snapshot is safe. Rejects with a `PullError` where nothing sensible can be
 * given: no sign-in, no network, another pull's journal. Everything else that fails is a problem,
 * and the rest is read.
 */
export async function pull(request: PullRequest, ports: PullPorts): Promise<PullResult> {
  const opened = await openJournal(request, ports);
  const client = remembering(createReadingClient(request, ports), ports.journal, opened);
  const problems: Diagnostic[] = [];
  const notes: string[] = [];
  const job: Job = {
    request,
    client,
    concurrency: ports.concurrency,
    progress: ports.progress,
    report: (problem) => problems.push(problem),
    note: (text) => notes.push(text),
  };
  const gathered = createGathered();
  const base = await gatherBase(job, gathered);
  await addChildren(job, gathered, base.covered);
  await addConnectionStates(job, gathered);
  if (base.usedResourceGraph) await addPolicyMembers(job, gathered);
  if (request.takesLearnedRoutes) await addLearnedRoutes(job, gathered);
  const answers = request.takesEffectiveRoutes ? await askEffectiveRoutes(job, gathered) : [];
  // Who failed first depends on who was asked first.
  problems.sort((a, b) => (a.message < b.message ? -1 : 1));
  ports.progress.report(`writing ${gathered.size()} resources`);
  const found = { base, client, begun: opened.begun, problems };
  const resources = [...gathered.resources()].map(tidy);
  return {
    ...writeSnapshot(headerOf(request, ports, found), resources, answers),
    captures: answers.length,
    withheld: client.withheld(),
    leftOut: base.leftOut,
    reused: client.reused(),
    usedResourceGraph: base.usedResourceGraph,
    problems,
    notes,
  };
}

function createReadingClient(
  { origin }: PullRequest,
  { http, tokens, clock, random, limits }: PullPorts,
): Client {
  return withOfferedVersions(
    createClient({ origin, http: readingOnly(http), tokens, clock, random, limits }),
  );
}

/** What the resources that stand alone came from. */
interface Base {
  readonly covered: ReadonlySet<string>;
  readonly leftOut: PullResult["leftOut"];
  readonly usedResourceGraph: boolean;
}

async function gatherBase(job: Job, gathered: Gathered): Promise<Base> {
  const { typeKeys, asksResourceGraph, takesFacts } = job.request;
  const chosen = typeKeys === undefined ? undefined : new Set(typeKeys);
  const own = pulledTypes.filter(({ typeKey }) => chosen?.has(typeKey) ?? true);
  const types = takesFacts ? [...own, ...factTypes] : own;
  if (asksResourceGraph) {
    const answer = await askGraph(
      job,
      types.map(({ typeKey }) => typeKey),
    );
    if (answer !== undefined) {
      gathered.add(answer.rows);
      return { ...answer, usedResourceGraph: true };
    }
  }
  const { bodies, leftOut } = await listResources(job, await subscriptionsOf(job), types);
  gathered.add(bodies);
  return { covered: new Set(), leftOut, usedResourceGraph: false };
}

function headerOf(
  request: PullRequest,
  { clock, program }: PullPorts,
  found: {
    readonly base: Base;
    readonly client: RememberingClient;
    readonly begun: string;
    readonly problems: readonly Diagnostic[];
  },
): PulledHeader {
  const { origin, scope, resourceGroups, typeKeys } = request;
  const { base, client, begun, problems } = found;
  return {
    by: program,
    from: origin,
    scope: {
      ...scopeWords(scope),
      ...(resourceGroups.length === 0 ? {} : { resourceGroups }),
      ...(typeKeys === undefined ? {} : { types: typeKeys }),
    },
    begun,
    ended: new Date(clock.now()).toISOString(),
    resourceGraph: base.usedResourceGraph,
    secretsLeftOut: client.withheld(),
    typesLeftOut: Object.fromEntries(base.leftOut),
    missing: problems.map(({ message }) => message),
  };
}

function scopeWords(scope: PullRequest["scope"]): PulledHeader["scope"] {
  switch (scope.kind) {
    case "subscriptions":
      return { subscriptions: scope.ids };
    case "managementGroup":
      return { managementGroup: scope.id };
    case "tenant":
      return { tenant: true };
  }
}
