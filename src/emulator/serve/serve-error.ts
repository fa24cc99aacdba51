/** A server cannot start. Shown to the user as it is. */
export class ServeError extends Error {
  /** One sentence: what to do about it. */
  readonly remedy: string;

  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ServeError";
    this.remedy = remedy;
  }
}
