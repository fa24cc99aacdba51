/** What a request needs of the world and a pure folder does not have. */
export interface World {
  /** A guid that nobody has had. */
  readonly guid: () => string;
  /** The time, as ARM writes it: `2026-11-21T10:00:00.1234567Z`. */
  readonly now: () => string;
}
