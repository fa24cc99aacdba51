/** What a server bears of a client. */
export interface Limits {
  /** Largest body, in bytes. */
  readonly bodyBytes: number;
  /** Longest path with its query, in characters. */
  readonly addressLength: number;
  /** All headers with the path, in bytes. */
  readonly headerBytes: number;
  /** For how long the headers may take to arrive, and a connection to be secured; in milliseconds. */
  readonly headersMs: number;
  /** For how long a whole request may take to arrive, in milliseconds. */
  readonly requestMs: number;
  /** For how long a connection is kept for the next request, in milliseconds. */
  readonly idleMs: number;
  /** How many connections there may be. */
  readonly connections: number;
  /** For how long requests under way are waited for when the server ends, in milliseconds. */
  readonly closeMs: number;
}

/**
 * The limits of a server whose caller sets none. Azure Resource Manager takes bodies up to 4 MB;
 * its longest names make paths far below 8,192 characters, and continuation tokens stay below, too.
 */
export const usualLimits: Limits = {
  bodyBytes: 4 * 1_048_576,
  addressLength: 8_192,
  headerBytes: 65_536,
  headersMs: 15_000,
  requestMs: 60_000,
  // Longer than clients keep a connection, so that it is they who close it.
  idleMs: 120_000,
  connections: 1_000,
  closeMs: 10_000,
};
