/** One request. There are no other methods than these two: a pull only reads. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** Absolute. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Ends the request. */
  readonly signal: AbortSignal;
}

/** What came back, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * Sends requests, as a port: the shells get Node's, tests get an Azure in memory. Rejects when no
 * whole answer came: there is no way there, the connection broke, or `signal` ended it.
 */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

/**
 * Gives the token to sign requests with; `undefined` where requests go without one. `refused` is a
 * token that the server did not take: another one is wanted then. Rejects with a `PullError`.
 */
export type TokenSource = (refused: string | undefined) => Promise<string | undefined>;

/** Time, as a port. In milliseconds. */
export interface Clock {
  now(): number;
  sleep(durationMs: number): Promise<void>;
}
