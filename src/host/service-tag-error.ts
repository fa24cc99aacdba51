/**
 * Service tags could not be read, installed or fetched. Thrown by this folder only; shown to the
 * user as it is.
 */
export class ServiceTagError extends Error {
  /** One sentence: what to do about it. */
  readonly remedy: string;

  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ServiceTagError";
    this.remedy = remedy;
  }
}

/** Microsoft's page that names the file of the week. */
export const downloadPage = "https://www.microsoft.com/en-us/download/details.aspx?id=56519";

/** How to get the file by other means than our own. */
export const fileRemedy: string = `Download "Azure IP Ranges and Service Tags - Public Cloud" from ${downloadPage} with a browser, then: trueroute tags update --file PATH.`;
