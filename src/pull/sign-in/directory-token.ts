import { PullError } from "../pull-error.ts";
import type { Token } from "./own-tokens.ts";

/** Where a token comes from and what it is for. */
export interface DirectoryAsk {
  readonly authority: string;
  readonly audience: string;
  /** Absent: the one that the sign-in belongs to. */
  readonly tenant: string | undefined;
}

/**
 * Creates what asks Microsoft's directory for tokens, with whatever sign-in there is: variables of
 * the environment, the identity of a machine or workload, `az login`, and so on. Loads the library
 * for it. Rejects with a `PullError`.
 */
export async function createDirectoryTokens({
  authority,
  audience,
  tenant,
}: DirectoryAsk): Promise<() => Promise<Token>> {
  const { DefaultAzureCredential } = await import("@azure/identity");
  const credential = new DefaultAzureCredential({
    authorityHost: authority,
    ...(tenant === undefined ? {} : { tenantId: tenant }),
  });
  return async () => {
    try {
      const { token, expiresOnTimestamp } = await credential.getToken(`${audience}/.default`);
      return { text: token, expiresAt: expiresOnTimestamp };
    } catch (error) {
      throw new PullError(
        `cannot sign in: ${signInReason(error)}`,
        "Sign in with az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.",
        error,
      );
    }
  };
}

// In characters.
const longestReason = 300;

/**
 * Says why there is no token: nobody is signed in in any way that was tried, or one of the ways
 * failed.
 */
export function signInReason(error: unknown): string {
  const errors = error instanceof Error && "errors" in error ? error.errors : undefined;
  const tried: readonly unknown[] = Array.isArray(errors) ? errors : [error];
  const failed = tried.find((one) => !isUnavailable(one));
  if (failed === undefined) {
    return "neither the environment, nor this machine, nor az or its like has a sign-in";
  }
  const message = failed instanceof Error ? failed.message : String(failed);
  const line = message
    .replaceAll(/To troubleshoot, visit \S+/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return line.length > longestReason ? `${line.slice(0, longestReason)}...` : line;
}

function isUnavailable(error: unknown): boolean {
  return error instanceof Error && error.name === "CredentialUnavailableError";
}
