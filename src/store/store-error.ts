/** Why a store cannot be used; each is a different thing to do for a program or a person. */
export type StoreErrorCode =
  /** It is not a database, or one of another program. */
  | "foreign"
  /** A newer trueroute has made it. */
  | "newer"
  /** It is damaged. */
  | "damaged"
  /** It cannot be opened, or may not be used with these credentials. */
  | "inaccessible"
  /** It can be read only. */
  | "readOnly"
  /** There is no room for what was to be written. */
  | "full"
  /** Another program has kept it locked for too long. */
  | "busy"
  /** The server of the database does not answer. Nothing was changed. */
  | "unreachable"
  /** The connection was lost while a commit was under way: it may have happened or not. */
  | "uncertain"
  /** The database said something that nobody expected. */
  | "failed";

/** A store cannot be opened or used. Shown to the user as it is. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  /** One sentence: what to do about it. */
  readonly remedy: string;

  constructor(code: StoreErrorCode, message: string, remedy: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StoreError";
    this.code = code;
    this.remedy = remedy;
  }
}
