import { isJsonObject, type JsonObject, peekOwn } from "../../arm/index.ts";
import {
  type EstateView,
  groupTypeKey,
  invalidBody,
  type Refusal,
  type Row,
  refuse,
  showRow,
} from "../../provider/index.ts";
import type { Handler } from "../dispatch/route.ts";
import type { Host } from "../host.ts";
import { parseQuery } from "./query.ts";

/** `POST /providers/Microsoft.ResourceGraph/resources`: the estate, by a query. */
export const askGraph: Handler = (request, _found, host) => {
  const { body } = request;
  const text = isJsonObject(body) ? peekOwn(body, "query") : undefined;
  if (!isJsonObject(body) || typeof text !== "string") return invalidBody("there is no query");
  const query = parseQuery(text);
  if ("problem" in query) return notUnderstood(query.problem);
  const wanted = subscriptionsIn(body);
  const rows = rowsOf(query.table, host, wanted);
  if (rows === undefined) return notUnderstood(`the table '${query.table}' is not offered`);
  const result = query.stages.reduce<readonly JsonObject[]>((some, stage) => stage(some), rows);
  const options = peekOwn(body, "options");
  return { status: 200, body: page(result, isJsonObject(options) ? options : {}) };
};

function notUnderstood(problem: string): Refusal {
  const refusal = refuse(
    400,
    "BadRequest",
    `Please provide below info when asking for support: the query is not understood: ${problem}. ` +
      "trueroute answers where, project, order by, take, count, distinct and summarize count() by over " +
      "resources, resourcecontainers and dnsresources.",
  );
  return { ...refusal, details: [{ code: "InvalidQuery", message: problem }], by: "provider" };
}

function subscriptionsIn(body: JsonObject): ReadonlySet<string> | undefined {
  const wanted = peekOwn(body, "subscriptions");
  return Array.isArray(wanted) && wanted.length > 0
    ? new Set(wanted.map((one) => String(one).toLowerCase()))
    : undefined;
}

function rowsOf(
  table: string,
  host: Host,
  wanted: ReadonlySet<string> | undefined,
): readonly JsonObject[] | undefined {
  const isIn = ({ id }: Row): boolean =>
    id.subscription !== undefined && (wanted?.has(id.subscription.toLowerCase()) ?? true);
  const { estate } = host.keeper;
  switch (table) {
    case "resources":
      return everything(estate, (row) => isIn(row) && isResource(row), host);
    case "dnsresources":
      return everything(estate, (row) => isIn(row) && isRecord(row), host);
    case "resourcecontainers":
      return [
        ...everything(estate, (row) => isIn(row) && row.typeKey === groupTypeKey, host),
        ...subscriptionRows(host, wanted),
      ];
    default:
      return undefined;
  }
}

function everything(
  estate: Host["keeper"]["estate"],
  belongs: (row: Row) => boolean,
  host: Host,
): readonly JsonObject[] {
  const rows: Row[] = [];
  for (const row of estate.rows()) if (belongs(row)) rows.push(row);
  rows.sort((left, right) => left.order - right.order);
  return rows.map((row) => lazily(estate, row, host));
}

// Children of networks stand inside their parents; those with a location of their own do not.
function isResource({ typeKey, id, body }: Row): boolean {
  if (/^microsoft\.(?:authorization|resources)\//.test(typeKey)) return false;
  return id.names.length === 1 || body["location"] !== undefined;
}

function isRecord({ typeKey }: Row): boolean {
  return /^microsoft\.network\/(?:dns|privatedns)zones\/(?!virtualnetworklinks)/.test(typeKey);
}

const asTheyAre: readonly string[] = [
  "kind",
  "sku",
  "plan",
  "identity",
  "zones",
  "managedBy",
  "extendedLocation",
];

// A query looks at few columns, and a body is composed only when one of them is asked for.
function lazily(estate: EstateView, row: Row, { tenant }: Host): JsonObject {
  const { id, body, typeKey } = row;
  let shown: JsonObject | undefined;
  const whole = (): JsonObject => {
    shown ??= showRow(estate, row);
    return shown;
  };
  const columns: Record<string, unknown> = {
    id: id.text,
    name: id.name,
    type: typeKey === groupTypeKey ? groupContainer : typeKey,
    tenantId: tenant,
    location: body["location"] ?? "",
    resourceGroup: id.resourceGroup?.toLowerCase() ?? "",
    subscriptionId: id.subscription,
    tags: body["tags"] ?? null,
  };
  for (const name of [...asTheyAre, "properties"]) {
    const get =
      typeKey === groupTypeKey && name === "properties"
        ? () => ({ provisioningState: row.pending?.state ?? "Succeeded" })
        : () => whole()[name] ?? null;
    Object.defineProperty(columns, name, { enumerable: true, get });
  }
  return columns;
}

const groupContainer = "microsoft.resources/subscriptions/resourcegroups";

function subscriptionRows(
  { keeper, subscription, tenant }: Host,
  wanted: ReadonlySet<string> | undefined,
): readonly JsonObject[] {
  const ids = new Set([subscription]);
  for (const { id } of keeper.estate.ofType(groupTypeKey)) ids.add(id.subscription ?? "");
  return [...ids]
    .filter((id) => wanted?.has(id.toLowerCase()) ?? true)
    .map((id) => ({
      id: `/subscriptions/${id}`,
      name: id === subscription ? "trueroute" : `trueroute ${id.slice(0, 8)}`,
      type: "microsoft.resources/subscriptions",
      tenantId: tenant,
      location: "",
      resourceGroup: "",
      subscriptionId: id,
      tags: null,
      properties: { state: "Enabled" },
    }));
}

const most = 1000;

function page(rows: readonly JsonObject[], options: JsonObject): unknown {
  const top = Number(peekOwn(options, "$top") ?? 100);
  const token = peekOwn(options, "$skipToken");
  const from =
    typeof token === "string"
      ? Number(Buffer.from(token, "base64url").toString())
      : Number(peekOwn(options, "$skip") ?? 0);
  const start = Number.isInteger(from) && from > 0 ? from : 0;
  const length = Number.isInteger(top) && top > 0 ? Math.min(top, most) : most;
  const some = rows.slice(start, start + length);
  const isTable = String(peekOwn(options, "resultFormat")).toLowerCase() === "table";
  const end = start + some.length;
  return {
    totalRecords: rows.length,
    count: some.length,
    data: isTable ? tableOf(some) : some,
    facets: [],
    resultTruncated: "false",
    ...(end < rows.length ? { $skipToken: Buffer.from(String(end)).toString("base64url") } : {}),
  };
}

function tableOf(rows: readonly JsonObject[]): unknown {
  const names = Object.keys(rows[0] ?? {});
  const kind = (value: unknown): string =>
    typeof value === "number" ? "integer" : typeof value === "object" ? "object" : "string";
  return {
    columns: names.map((name) => ({ name, type: kind(rows[0]?.[name]) })),
    rows: rows.map((row) => names.map((name) => row[name] ?? null)),
  };
}
