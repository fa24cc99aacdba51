// An Azure in memory: lists with pages, Resource Graph, actions that take a while, tokens that end, and
// whatever trouble a test asks for.
import { type JsonObject, type Resource, typeKeys } from "../../src/arm/index.ts";
import { toResource } from "../../src/pull/estate/gathered.ts";
import type { Http, HttpAnswer, HttpRequest } from "../../src/pull/wire/http.ts";
import { asListed } from "./as-listed.ts";
import { answerGraph } from "./fake-graph.ts";

/** What goes wrong with one request. */
export type Trouble =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly headers?: HttpAnswer["headers"];
    }
  /** The connection breaks. */
  | { readonly kind: "lost" }
  /** Nothing comes until the client has enough. */
  | { readonly kind: "hang" }
  | { readonly kind: "garbage" };

/** How an Azure is. */
export interface FakeSetting {
  /** Every resource by itself; children that Azure shows inside their parents stand there. */
  readonly resources: readonly JsonObject[];
  /** Rows on one page; absent: 1000. */
  readonly pageSize?: number;
  /** Puts rows into the order in which this Azure happens to give them. */
  readonly shuffle?: <T>(rows: readonly T[]) => readonly T[];
  /** Status with which Resource Graph refuses; absent: it answers. */
  readonly graphStatus?: number;
  /** Types that Resource Graph does not have. */
  readonly missingTypes?: readonly string[];
  /** Tables of Resource Graph that are not there. */
  readonly missingTables?: readonly string[];
  /** What goes wrong; `count` is the number of requests for the same so far, from 1. */
  readonly trouble?: (request: HttpRequest, count: number) => Trouble | undefined;
  /** Answers of actions, by the path of the request in lower case. */
  readonly actions?: Readonly<Record<string, unknown>>;
  /** How many requests a token is good for; absent: for all. */
  readonly tokenLife?: number;
  /** How many times an action says that it is not done. */
  readonly patience?: number;
}

/** An Azure, and what it was asked. */
export interface FakeAzure {
  readonly http: Http;
  /** Gives a token; another one where the one before was refused. */
  readonly tokens: (refused: string | undefined) => Promise<string | undefined>;
  /** Method and path of each request that it has answered well, in order. */
  readonly answered: string[];
  /** Method and path of each request. */
  readonly asked: string[];
}

const origin = "https://management.azure.com";

/** Creates an Azure. */
export function createFakeAzure(setting: FakeSetting): FakeAzure {
  const state: State = {
    setting,
    resources: setting.resources.flatMap((body) => toResource(body) ?? []),
    counts: new Map(),
    waits: new Map(),
    issued: 1,
    uses: 0,
  };
  const asked: string[] = [];
  const answered: string[] = [];
  return {
    asked,
    answered,
    tokens: async (refused) => {
      if (refused === `token-${state.issued}`) {
        state.issued += 1;
        state.uses = 0;
      }
      return `token-${state.issued}`;
    },
    http: async (request) => {
      const line = `${request.method} ${request.url.slice(origin.length)}`;
      asked.push(line);
      const answer = await answer401(state, request);
      if (answer.status === 200) answered.push(line);
      return answer;
    },
  };
}

interface State {
  readonly setting: FakeSetting;
  readonly resources: readonly Resource[];
  readonly counts: Map<string, number>;
  readonly waits: Map<string, number>;
  issued: number;
  uses: number;
}

async function answer401(state: State, request: HttpRequest): Promise<HttpAnswer> {
  const { tokenLife = Number.POSITIVE_INFINITY } = state.setting;
  if (request.headers["authorization"] !== `Bearer token-${state.issued}`) return expired();
  state.uses += 1;
  if (state.uses > tokenLife) return expired();
  return answerTroubled(state, request);
}

function expired(): HttpAnswer {
  return refuse(401, "ExpiredAuthenticationToken", "The access token expiry UTC time is earlier.");
}

async function answerTroubled(state: State, request: HttpRequest): Promise<HttpAnswer> {
  const key = `${request.method} ${request.url} ${request.body ?? ""}`;
  const count = (state.counts.get(key) ?? 0) + 1;
  state.counts.set(key, count);
  const trouble = state.setting.trouble?.(request, count);
  switch (trouble?.kind) {
    case undefined:
      return answer(state, request);
    case "status": {
      const { status, code = "Trouble", message = "There is trouble.", headers = {} } = trouble;
      return { ...refuse(status, code, message), headers };
    }
    case "lost":
      throw new Error("fetch failed", { cause: new Error("read ECONNRESET") });
    case "garbage":
      return { status: 200, headers: {}, text: '{ "value": [ { "id": "/subscr' };
    case "hang":
      return new Promise((_, reject) => {
        request.signal.addEventListener("abort", () => reject(request.signal.reason));
      });
  }
}

function answer(state: State, request: HttpRequest): HttpAnswer {
  const url = new URL(request.url);
  const path = decodeURIComponent(url.pathname);
  if (url.searchParams.get("api-version") === null && !path.startsWith("/results/")) {
    return refuse(
      400,
      "MissingApiVersionParameter",
      "The api-version query parameter is required.",
    );
  }
  if (/^\/providers\/Microsoft\.ResourceGraph\/resources$/i.test(path)) {
    const { graphStatus, missingTables = [], pageSize = 1000 } = state.setting;
    if (graphStatus !== undefined) return refuse(graphStatus, "AuthorizationFailed", "No.");
    const { missingTypes = [] } = state.setting;
    const rows = rowsOf(state).filter(({ typeKey }) => !missingTypes.includes(typeKey));
    return answerGraph(rows, String(request.body), { missingTables, pageSize });
  }
  if (request.method === "POST") return startAction(state, path);
  if (path.startsWith("/results/")) return finishAction(state, path);
  return answerGet(state, url, path);
}

// Shuffled once for each request, so that no client can rely on an order.
function rowsOf({ resources, setting }: State): readonly Resource[] {
  return (setting.shuffle ?? ((rows) => rows))(resources) as readonly Resource[];
}

function startAction(state: State, path: string): HttpAnswer {
  const found = state.setting.actions?.[path.toLowerCase()];
  if (found === undefined) return refuse(404, "NotFound", `Resource ${path} not found.`);
  const { patience = 0 } = state.setting;
  if (patience === 0) return ok(found);
  return { status: 202, headers: { location: `${origin}/results${path}?t=1` }, text: "null" };
}

function finishAction(state: State, path: string): HttpAnswer {
  const action = path.slice("/results".length);
  const { patience = 0, actions = {} } = state.setting;
  const waits = (state.waits.get(action) ?? 0) + 1;
  state.waits.set(action, waits);
  if (waits >= patience) return ok(actions[action.toLowerCase()]);
  const headers = { location: `${origin}/results${action}?t=1`, "retry-after": "3" };
  return { status: 202, headers, text: "null" };
}

function answerGet(state: State, url: URL, path: string): HttpAnswer {
  const rows = rowsOf(state);
  const key = path.toLowerCase().replace(/\/$/, "");
  if (key === "/subscriptions") return page(state, url, rows.filter(isSubscription).map(bodyOf));
  if (/\/managementgroups\/corp\/descendants$/.test(key)) {
    return page(state, url, [
      {
        id: "/providers/Microsoft.Management/managementGroups/x",
        type: "Microsoft.Management/managementGroups",
      },
      ...rows.filter(isSubscription).map(({ id }) => ({ id: id.text, type: "/subscriptions" })),
    ]);
  }
  const one = rows.find(({ id }) => id.key === key);
  if (one !== undefined) return ok(asParent(state, one));
  const [, parent = "", segment = ""] = /^(.*)\/([^/]+)$/.exec(key) ?? [];
  if (segment === "resourcegroups") {
    return page(state, url, rows.filter(isGroup).filter(isBelow(parent)).map(bodyOf));
  }
  if (segment === "resources") {
    const named = rows.filter(isBelow(parent)).filter((row) => !isContainer(row) && isTracked(row));
    return page(state, url, named.map(nameOf));
  }
  const list = /^(.*)\/providers\/([^/]+\/[^/]+)$/.exec(key);
  if (list !== null) return listType(state, url, rows, list[1] ?? "", list[2] ?? "");
  return listBelow(state, url, rows, parent, segment);
}

const byGroupAlone: readonly string[] = [
  typeKeys.gateway,
  typeKeys.localNetworkGateway,
  typeKeys.connection,
];

function listType(
  state: State,
  url: URL,
  rows: readonly Resource[],
  scope: string,
  type: string,
): HttpAnswer {
  if (byGroupAlone.includes(type) && !scope.includes("/resourcegroups/")) {
    return refuse(404, "InvalidResourceType", "The resource type could not be found.");
  }
  const found = rows.filter(({ typeKey }) => typeKey === type).filter(isBelow(scope));
  return page(
    state,
    url,
    found.map((row) => asListed(asParent(state, row))),
  );
}

function listBelow(
  state: State,
  url: URL,
  rows: readonly Resource[],
  parent: string,
  segment: string,
): HttpAnswer {
  if (!rows.some(({ id }) => id.key === parent))
    return refuse(404, "ResourceNotFound", "Not there.");
  const children = rows.filter(
    ({ id, typeKey }) =>
      id.parent?.toLowerCase() === parent && typeKey.split("/").at(-1) === segment,
  );
  return page(
    state,
    url,
    children.map((row) => asParent(state, row)),
  );
}

// Lists of machines name their extensions.
function asParent({ resources }: State, { id, typeKey, body }: Resource): JsonObject {
  if (typeKey !== typeKeys.virtualMachine) return body;
  const named = resources.filter(
    (row) => row.typeKey === typeKeys.machineExtension && row.id.parent === id.text,
  );
  return named.length === 0
    ? body
    : { ...body, resources: named.map((row) => ({ id: row.id.text })) };
}

function bodyOf({ body }: Resource): JsonObject {
  return body;
}

function nameOf({ id, body }: Resource): JsonObject {
  return { id: id.text, name: id.name, type: id.type, location: body["location"] };
}

function isSubscription({ typeKey }: Resource): boolean {
  return typeKey === "microsoft.resources/subscriptions";
}

function isGroup({ typeKey }: Resource): boolean {
  return typeKey === "microsoft.resources/subscriptions/resourcegroups";
}

function isContainer(row: Resource): boolean {
  return isSubscription(row) || isGroup(row);
}

// What has a place of its own; children are not named, but for two kinds.
function isTracked({ id, typeKey }: Resource): boolean {
  const tracked: readonly string[] = [typeKeys.machineExtension, typeKeys.zoneLink];
  return id.parent === undefined || tracked.includes(typeKey);
}

function isBelow(scope: string): (row: Resource) => boolean {
  return ({ id }) => id.key.startsWith(`${scope}/`);
}

function page(state: State, url: URL, rows: readonly JsonObject[]): HttpAnswer {
  const { pageSize = 1000 } = state.setting;
  const sorted = [...rows].sort((a, b) => (String(a["id"]) < String(b["id"]) ? -1 : 1));
  const start = Number(url.searchParams.get("$skiptoken") ?? "0");
  const value = sorted.slice(start, start + pageSize);
  if (start + pageSize >= sorted.length) return ok({ value });
  const next = new URL(url);
  next.searchParams.set("$skiptoken", String(start + pageSize));
  return ok({ value, nextLink: next.href });
}

/** A good answer. */
export function ok(body: unknown): HttpAnswer {
  return { status: 200, headers: {}, text: JSON.stringify(body) };
}

/** A refusal as ARM words it. */
export function refuse(status: number, code: string, message: string): HttpAnswer {
  return { status, headers: {}, text: JSON.stringify({ error: { code, message } }) };
}
