import type { JsonObject } from "../../arm/index.ts";

/** What is asked of Azure. */
export interface Ask {
  readonly method: "GET" | "POST";
  /** With its query, from the root of the server. */
  readonly path: string;
  readonly body?: JsonObject;
}

/** What became of a request. */
export type Reply =
  | {
      readonly kind: "answer";
      readonly body: unknown;
      readonly headers: Readonly<Record<string, string>>;
    }
  /** Azure will not: no right, nothing there, not known, or not in this state. */
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly code: string;
      readonly message: string;
      /** The whole text of the answer. */
      readonly text: string;
    }
  /** Azure could not, however often it was asked. */
  | { readonly kind: "broken"; readonly reason: string };

/** Asks Azure. Rejects with a `PullError` where going on makes no sense. */
export interface Client {
  readonly ask: (ask: Ask) => Promise<Reply>;
}

/** An error in a few words: `403 AuthorizationFailed: The client ...`. */
export function reasonOf(status: number, code: string, message: string): string {
  const head = [String(status), code].filter((part) => part !== "").join(" ");
  return message === "" ? head : `${head}: ${message}`;
}

/**
 * The path of an address with its query, where it is an address of the same server; else
 * `undefined`: a token must not go anywhere else.
 */
export function pathWithin(origin: string, address: string): string | undefined {
  if (!URL.canParse(address, origin)) return undefined;
  const url = new URL(address, origin);
  return url.origin === origin ? url.pathname + url.search : undefined;
}
