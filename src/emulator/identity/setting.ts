import type { SigningKey } from "./signing-key.ts";

/** What the identity endpoints need to know of the server that they are part of. */
export interface IdentitySetting {
  readonly key: SigningKey;
  /** The one tenant there is, a GUID: whatever tenant a client names, its tokens are of this one. */
  readonly tenantId: string;
  /** What a client must know to get a token; undefined: every client gets one. */
  readonly token: string | undefined;
  /** Seconds since 1970. */
  readonly now: () => number;
  /** A GUID that nobody else has. */
  readonly createId: () => string;
}

/** The scheme and host that a client used, without a slash: `https://127.0.0.1:8443`. */
export function originOf(request: Request): string {
  return new URL(request.url).origin;
}
