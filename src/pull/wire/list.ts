import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { type Client, pathWithin, type Reply } from "./ask.ts";

/** Why something could not be read. */
export type Failure = Exclude<Reply, { readonly kind: "answer" }>;

/** All rows of a list, or why there are none. A list that breaks off is no list. */
export type Listing = { readonly kind: "rows"; readonly rows: readonly JsonObject[] } | Failure;

// A list of Azure has fewer pages than this, whatever it lists; one that has more turns in a circle.
const mostPages = 100_000;

/**
 * Lists `{ value: [...], nextLink }` page by page. What is no list, and a next page at another
 * server, count as broken.
 */
export async function listAll(client: Client, origin: string, path: string): Promise<Listing> {
  const pages: (readonly JsonObject[])[] = [];
  const seen = new Set<string>();
  let next: string | undefined = path;
  while (next !== undefined) {
    if (seen.has(next) || seen.size >= mostPages) return broken("its pages turn in a circle");
    seen.add(next);
    const reply: Reply = await client.ask({ method: "GET", path: next });
    if (reply.kind !== "answer") return reply;
    const page = readPage(reply.body);
    if (page === undefined) return broken("its answer is no list");
    pages.push(page.rows);
    next = page.next === undefined ? undefined : pathWithin(origin, page.next);
    if (page.next !== undefined && next === undefined) {
      return broken("its next page is at another server");
    }
  }
  return { kind: "rows", rows: pages.flat() };
}

function broken(reason: string): Failure {
  return { kind: "broken", reason };
}

interface Page {
  readonly rows: readonly JsonObject[];
  readonly next: string | undefined;
}

function readPage(body: unknown): Page | undefined {
  if (!isJsonObject(body)) return undefined;
  const { value, nextLink } = body;
  if (!Array.isArray(value)) return undefined;
  const next = typeof nextLink === "string" && nextLink !== "" ? nextLink : undefined;
  return { rows: value.filter(isJsonObject), next };
}
