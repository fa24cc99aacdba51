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
        `cannot sign in: ${firstLine(error)}`,
        "Sign in with az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.",
        error,
      );
    }
  };
}

// The rest lists every way that was tried.
function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0] ?? "";
}
