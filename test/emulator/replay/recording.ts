/** One exchange with Azure, as somebody recorded it. */
export interface Interaction {
  readonly index: number;
  readonly method: string;
  /** From the path on. */
  readonly url: string;
  readonly requestBody?: unknown;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly responseBody?: unknown;
}

/** A chain of exchanges. */
export interface Recording {
  readonly recording: string;
  readonly interactions: readonly Interaction[];
}

/** The path of an exchange, without its query. */
export function pathOf({ url }: Interaction): string {
  return url.split("?")[0] ?? "";
}

/** Whether an exchange only asks how far an operation is. */
export function isPoll(interaction: Interaction): boolean {
  return /\/(operations|operationResults|operationStatuses|privateDnsOperationStatuses|privateDnsOperationResults|dnsOperationStatuses|nfvOperations|nfvOperationResults|asyncOperations|operationresults)\/[^/]+$/i.test(
    pathOf(interaction),
  );
}
