import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { createDiagnostic } from "../../diagnostic/index.ts";
import type { Scope } from "../pull-request.ts";
import { reasonOf } from "../wire/ask.ts";
import { inTurn } from "../wire/in-turn.ts";
import type { Failure } from "../wire/list.ts";
import { type GraphQuery, graphQueries, otherTypesQuery } from "./graph-query.ts";
import type { Job } from "./job.ts";

/** What Resource Graph answered. */
export interface GraphAnswer {
  readonly rows: readonly JsonObject[];
  /** Types of which it gave everything. */
  readonly covered: ReadonlySet<string>;
  /** Numbers of resources of other types. */
  readonly leftOut: readonly (readonly [type: string, count: number])[];
}

const path = "/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01";

// The most that one request may name, and the most rows that one answer has.
const mostSubscriptions = 1000;
const mostRows = 1000;

/**
 * Asks Resource Graph for all resources of types; `undefined` where it does not answer for the
 * resources themselves. A table of its that a cloud does not have is not covered, and no more.
 */
export async function askGraph(
  job: Job,
  types: readonly string[],
): Promise<GraphAnswer | undefined> {
  const { resourceGroups, scope } = job.request;
  const places = placesOf(scope);
  const queries = graphQueries(types, resourceGroups);
  const asked = queries.flatMap((query) => places.map((place) => ({ query, place })));
  const answers = await inTurn(asked, job.concurrency, ({ query, place }) =>
    pagesOf(job, query, place),
  );
  const failed = new Set<GraphQuery>();
  const rows: JsonObject[] = [];
  for (const [index, answer] of answers.entries()) {
    const query = asked[index]?.query;
    if (query === undefined) continue;
    if (answer.kind === "rows") {
      for (const row of answer.rows) rows.push(row);
      if (answer.rows.length === 0 && query.mayLack) failed.add(query);
    } else if (query === queries[0]) {
      job.note(`Resource Graph does not answer (${describe(answer)}); asking type by type`);
      return undefined;
    } else failed.add(query);
  }
  const seen = new Set(rows.map(({ type }) => String(type).toLowerCase()));
  const answered = queries.filter((one) => !failed.has(one));
  const covered = new Set(
    answered.flatMap(({ covers, mayLack }) => (mayLack ? covers : covers.filter(isSure(seen)))),
  );
  return { rows, covered, leftOut: await countOthers(job, types, places) };
}

// Not every server has children in the table of all resources, and none may mean that.
function isSure(seen: ReadonlySet<string>): (type: string) => boolean {
  return (type) => type.split("/").length === 2 || seen.has(type);
}

/** Asks Resource Graph one question, for the whole scope. */
export async function queryGraph(job: Job, query: GraphQuery): Promise<GraphRows> {
  const rows: JsonObject[] = [];
  for (const place of placesOf(job.request.scope)) {
    const answer = await pagesOf(job, query, place);
    if (answer.kind !== "rows") return answer;
    for (const row of answer.rows) rows.push(row);
  }
  return { kind: "rows", rows };
}

function describe(failure: Failure): string {
  if (failure.kind === "broken") return failure.reason;
  return reasonOf(failure.status, failure.code, failure.message);
}

/** Which part of the tenant a question is about; all of it where it says nothing. */
interface PlaceInTenant {
  readonly subscriptions?: readonly string[];
  readonly managementGroups?: readonly string[];
}

function placesOf(scope: Scope): readonly PlaceInTenant[] {
  switch (scope.kind) {
    case "subscriptions": {
      const count = Math.ceil(scope.ids.length / mostSubscriptions);
      return Array.from({ length: count }, (_, index) => ({
        subscriptions: scope.ids.slice(index * mostSubscriptions, (index + 1) * mostSubscriptions),
      }));
    }
    case "managementGroup":
      return [{ managementGroups: [scope.id] }];
    case "tenant":
      return [{}];
  }
}

/** Rows of all pages, or why there are none. */
export type GraphRows = { readonly kind: "rows"; readonly rows: readonly JsonObject[] } | Failure;

/** All pages of one answer. */
async function pagesOf(job: Job, query: GraphQuery, place: PlaceInTenant): Promise<GraphRows> {
  const rows: JsonObject[] = [];
  let token: string | undefined;
  let most = mostRows;
  for (;;) {
    const page = await askPage(job, query, place, { most, token });
    if (page.kind === "tooLarge") {
      most = Math.ceil(most / 4);
      continue;
    }
    if (page.kind !== "page") return page;
    for (const row of page.rows) rows.push(row);
    job.progress.report(`asking Resource Graph, ${rows.length} of ${page.total} rows`);
    if (page.token === undefined && !page.isCut) return { kind: "rows", rows };
    if (page.token === undefined) {
      const reason = `it gave ${rows.length} of ${page.total} rows and no next page`;
      return { kind: "broken", reason };
    }
    if (page.token === token) return { kind: "broken", reason: "its pages turn in a circle" };
    token = page.token;
  }
}

async function askPage(
  job: Job,
  query: GraphQuery,
  place: PlaceInTenant,
  { most, token }: { readonly most: number; readonly token: string | undefined },
): Promise<GraphPage | Failure | { readonly kind: "tooLarge" }> {
  const options = {
    resultFormat: "objectArray",
    $top: most,
    ...(token === undefined ? {} : { $skipToken: token }),
  };
  const body = { ...place, query: query.text, options };
  const reply = await job.client.ask({ method: "POST", path, body });
  if (reply.kind !== "answer") {
    return isTooLarge(reply) && most > 1 ? { kind: "tooLarge" } : reply;
  }
  if (reply.headers["x-ms-tenant-subscription-limit-hit"] === "true") sayLimit(job);
  return readPage(reply.body) ?? { kind: "broken", reason: "its answer has no rows" };
}

// An answer may have 16 MiB.
function isTooLarge(failure: Failure): boolean {
  return failure.kind === "refused" && failure.code === "ResponsePayloadTooLarge";
}

function sayLimit(job: Job): void {
  const place = { resource: "", pointer: "", file: "", filePointer: "" };
  const parameters = {
    what: "every subscription",
    reason: "Resource Graph answers for the first 10,000 alone",
  };
  job.report(createDiagnostic("pull-failed", place, parameters));
}

interface GraphPage {
  readonly kind: "page";
  readonly rows: readonly JsonObject[];
  readonly total: number;
  readonly token: string | undefined;
  /** Whether rows are missing that no further page has. */
  readonly isCut: boolean;
}

function readPage(body: unknown): GraphPage | undefined {
  if (!isJsonObject(body)) return undefined;
  const { data, totalRecords, resultTruncated, $skipToken: token } = body;
  if (!Array.isArray(data)) return undefined;
  return {
    kind: "page",
    rows: data.filter(isJsonObject).map(withoutEmpty),
    total: typeof totalRecords === "number" ? totalRecords : data.length,
    token: typeof token === "string" && token !== "" ? token : undefined,
    isCut: `${resultTruncated}`.toLowerCase() === "true",
  };
}

// A row has every column of the table, most of them empty for most types.
function withoutEmpty(row: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null && value !== ""),
  );
}

async function countOthers(
  job: Job,
  types: readonly string[],
  places: readonly PlaceInTenant[],
): Promise<GraphAnswer["leftOut"]> {
  const query = otherTypesQuery(types, job.request.resourceGroups);
  const counts = new Map<string, number>();
  for (const place of places) {
    const body = { ...place, query: query.text, options: { resultFormat: "objectArray" } };
    const reply = await job.client.ask({ method: "POST", path, body });
    const page = reply.kind === "answer" ? readPage(reply.body) : undefined;
    for (const { type, number } of page?.rows ?? []) {
      if (typeof type !== "string" || typeof number !== "number") continue;
      counts.set(type, (counts.get(type) ?? 0) + number);
    }
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
