/** A pull cannot go on. Shown to the user as it is. */
export class PullError extends Error {
  /** One sentence: what to do about it. */
  readonly remedy: string;

  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = "PullError";
    this.remedy = remedy;
  }
}
