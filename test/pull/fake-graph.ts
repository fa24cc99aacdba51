// The part of Resource Graph that a pull asks: three tables, filters by type and resource group, pages.
import { isJsonObject, type JsonObject, type Resource } from "../../src/arm/index.ts";
import type { HttpAnswer } from "../../src/pull/wire/http.ts";
import { asListed } from "./as-listed.ts";

interface GraphRequest {
  readonly subscriptions?: readonly string[];
  readonly query: string;
  readonly options: { readonly $top?: number; readonly $skipToken?: string };
}

const tables: readonly (readonly [table: string, types: RegExp])[] = [
  ["dnsresources", /^microsoft\.network\/privatednszones\/(a|aaaa|cname)$/],
  ["networkresources", /^microsoft\.network\/networkgroupmemberships$/],
  ["resourcecontainers", /^microsoft\.resources\/subscriptions/],
  ["resources", /^[^/]+\/[^/]+(\/extensions|\/virtualnetworklinks)?$/],
];

/** Answers a query. */
export function answerGraph(
  resources: readonly Resource[],
  text: string,
  {
    missingTables,
    pageSize,
  }: { readonly missingTables: readonly string[]; readonly pageSize: number },
): HttpAnswer {
  const request = JSON.parse(text) as GraphRequest;
  const { query, subscriptions, options } = request;
  const [, table = ""] = /^(\w+)/.exec(query) ?? [];
  if (missingTables.includes(table)) {
    const details = [{ code: "InvalidQuery", message: `Table ${table} is unknown.` }];
    const error = { code: "BadRequest", message: "Please provide below info.", details };
    return { status: 400, headers: {}, text: JSON.stringify({ error }) };
  }
  const isWanted = filterOf(query);
  const rows = resources
    .filter((row) => tableOf(row) === table && isWanted(row))
    .filter(({ id }) => subscriptions?.includes(id.subscription ?? "") ?? true)
    .sort((a, b) => (a.id.key < b.id.key ? -1 : 1));
  const found = /summarize/.test(query) ? countByType(rows) : rows.map(rowOf);
  const start = Number(options.$skipToken ?? "0");
  const size = Math.min(pageSize, options.$top ?? 100);
  const data = found.slice(start, start + size);
  const isLast = start + size >= found.length;
  return {
    status: 200,
    headers: { "x-ms-user-quota-remaining": "14", "x-ms-user-quota-resets-after": "00:00:05" },
    text: JSON.stringify({
      totalRecords: found.length,
      count: data.length,
      data,
      facets: [],
      resultTruncated: "false",
      ...(isLast ? {} : { $skipToken: String(start + size) }),
    }),
  };
}

function tableOf({ typeKey }: Resource): string | undefined {
  return tables.find(([, types]) => types.test(typeKey))?.[0];
}

function filterOf(query: string): (row: Resource) => boolean {
  const types = listAfter(query, "type in~");
  const others = listAfter(query, "type !in~");
  const groups = listAfter(query, "resourceGroup in~");
  return ({ typeKey, id }) =>
    (types?.includes(typeKey) ?? true) &&
    !(others?.includes(typeKey) ?? false) &&
    (groups?.includes(id.resourceGroup?.toLowerCase() ?? "") ?? true);
}

function listAfter(query: string, words: string): readonly string[] | undefined {
  const at = query.indexOf(`${words} (`);
  if (at < 0) return undefined;
  const text = query.slice(at + words.length + 2, query.indexOf(")", at));
  return [...text.matchAll(/'([^']*)'/g)].map((match) => (match[1] ?? "").toLowerCase());
}

function countByType(rows: readonly Resource[]): readonly JsonObject[] {
  const types = [...new Set(rows.map(({ typeKey }) => typeKey))].sort();
  return types.map((type) => ({
    type,
    number: rows.filter(({ typeKey }) => typeKey === type).length,
  }));
}

// Every column of the table, most of them empty; a type in lower case.
function rowOf({ id, typeKey, body }: Resource): JsonObject {
  const { properties } = asListed(body);
  return {
    id: id.text,
    name: id.name,
    type: typeKey,
    location: body["location"] ?? "",
    kind: body["kind"] ?? "",
    sku: body["sku"] ?? null,
    plan: null,
    identity: null,
    zones: body["zones"] ?? null,
    tags: body["tags"] ?? null,
    managedBy: "",
    extendedLocation: null,
    properties: isJsonObject(properties) ? properties : {},
  };
}
