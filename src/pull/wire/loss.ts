/** Why no answer came. */
export interface Loss {
  readonly reason: string;
  /** One sentence: what to do about it. */
  readonly remedy: string;
  /** Whether the server is not the one that it says, as far as anybody knows: asking again is no use. */
  readonly isDistrusted: boolean;
  /** Whether nobody is there at that address. */
  readonly isAbsent: boolean;
}

const distrusted = /CERT|SIGNATURE|SELF_SIGNED|ALTNAME/;
const absent: ReadonlySet<string> = new Set(["ENOTFOUND", "ECONNREFUSED"]);

/** Reads an error of the network, which hides its reason in a chain of causes. */
export function readLoss(error: unknown): Loss {
  const { reason, code } = deepest(error);
  const isDistrusted = distrusted.test(code);
  return {
    reason,
    remedy: isDistrusted
      ? "Name the certificate of its authority with --ca FILE, or in the variable NODE_EXTRA_CA_CERTS."
      : "Check the network and the address, then run the same command again; what has been read is kept.",
    isDistrusted,
    isAbsent: absent.has(code),
  };
}

function deepest(error: unknown): { readonly reason: string; readonly code: string } {
  if (!(error instanceof Error)) return { reason: String(error), code: "" };
  if (error instanceof AggregateError && error.errors.length > 0) return deepest(error.errors[0]);
  if (error.cause !== undefined) return deepest(error.cause);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { reason: error.message, code };
}
