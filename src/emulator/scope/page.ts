import { type Refusal, type Row, refuse } from "../../provider/index.ts";
import type { Answer } from "../wire/answer.ts";
import type { ArmRequest } from "../wire/arm-request.ts";

// As ARM does for lists of resources.
const usualLength = 1000;

/**
 * One page of a list: `$top` rows, or a thousand, from where `$skiptoken` says, with the address of the
 * next page when there is one. Pages follow the order of making, so that rows which come and go
 * between two pages neither repeat nor hide others.
 */
export function pageOf(
  request: ArmRequest,
  rows: readonly Row[],
  show: (row: Row) => unknown,
): Answer | Refusal {
  const { query } = request;
  const top = query.get("$top");
  const length = top === undefined ? usualLength : Number(top);
  if (!Number.isInteger(length) || length < 1) return invalidTop(top ?? "");
  const token = query.get("$skiptoken");
  const after = token === undefined ? 0 : readToken(token);
  if (after === undefined) return invalidToken();
  const rest = after === 0 ? rows : rows.slice(firstAfter(rows, after));
  const page = rest.slice(0, Math.min(length, usualLength));
  const last = page.at(-1);
  const value = page.map(show);
  return last === undefined || page.length === rest.length
    ? { status: 200, body: { value } }
    : { status: 200, body: { value, nextLink: linkAfter(request, last.order) } };
}

function firstAfter(rows: readonly Row[], order: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.order ?? 0) <= order) low = middle + 1;
    else high = middle;
  }
  return low;
}

function linkAfter({ origin, path, query }: ArmRequest, order: number): string {
  const parameters = new URLSearchParams(Object.fromEntries(query));
  parameters.set("$skiptoken", Buffer.from(`after:${order}`).toString("base64url"));
  return `${origin}${path}?${parameters.toString()}`;
}

function readToken(token: string): number | undefined {
  const [, digits] = /^after:(\d{1,15})$/.exec(Buffer.from(token, "base64url").toString()) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function invalidTop(top: string): Refusal {
  return refuse(
    400,
    "InvalidTopInQueryString",
    `Invalid $top '${top}' specified in the query string. It has to be a whole number from 1 on.`,
  );
}

function invalidToken(): Refusal {
  return refuse(
    400,
    "InvalidSkipToken",
    "The $skiptoken of the query string is none that this server gave. Ask for the first page again.",
  );
}
