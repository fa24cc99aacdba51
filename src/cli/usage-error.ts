/** The command cannot be carried out as it was given. Shown to the user as it is; exit code 2. */
export class UsageError extends Error {
  /** One sentence: what to do about it; absent where the message says it. */
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(message);
    this.name = "UsageError";
    this.remedy = remedy;
  }
}
