import { type Claims, decodeToken, type TokenUse } from "./jwt.ts";
import type { IdentitySetting } from "./setting.ts";

/** What an access token says of who carries it. */
export interface TokenClaims {
  /** Client id of the application, or of the managed identity. */
  readonly appid: string;
  /** Object id in the tenant; the same for the same application or user. */
  readonly oid: string;
  readonly tid: string;
  readonly aud: string;
  /** Seconds since 1970. */
  readonly exp: number;
  /** Name of the user; absent for applications. */
  readonly upn?: string;
}

/** What a text is worth as a token of this server. */
export type TokenVerdict =
  | { readonly kind: "valid"; readonly claims: TokenClaims }
  /** No token at all. */
  | { readonly kind: "malformed" }
  /** Signed by somebody else, changed on its way, or given for another use. */
  | { readonly kind: "foreign" }
  /** In seconds since 1970. */
  | { readonly kind: "expired"; readonly expiredAt: number };

/** Claims of a token of ours, or why it is not taken. */
export type ClaimsVerdict =
  | { readonly kind: "valid"; readonly claims: Claims; readonly expiresAt: number }
  | Exclude<TokenVerdict, { kind: "valid" }>;

/**
 * Judges an access token. Its audience may be any: one server is Azure as a whole here, and
 * clients name it in many ways.
 */
export function verifyToken(text: string, setting: IdentitySetting): TokenVerdict {
  const verdict = verifyUse(text, "JWT", setting);
  if (verdict.kind !== "valid") return verdict;
  const { appid, oid, tid, aud, upn } = verdict.claims;
  // An id token has no application: it says who somebody is, and opens nothing.
  if (!isText(appid) || !isText(oid) || !isText(tid) || !isText(aud)) return { kind: "foreign" };
  const claims = { appid, oid, tid, aud, exp: verdict.expiresAt };
  return { kind: "valid", claims: isText(upn) ? { ...claims, upn } : claims };
}

/** Judges a token that was given for a certain use. */
export function verifyUse(text: string, use: TokenUse, setting: IdentitySetting): ClaimsVerdict {
  const token = decodeToken(text);
  if (token === undefined) return { kind: "malformed" };
  const { header, claims, signed, signature } = token;
  const isOurs =
    header["kid"] === setting.key.id &&
    header["typ"] === use &&
    setting.key.isSignedBy(signed, signature);
  const expiresAt = claims["exp"];
  if (!isOurs || typeof expiresAt !== "number") return { kind: "foreign" };
  if (expiresAt <= setting.now()) return { kind: "expired", expiredAt: expiresAt };
  return { kind: "valid", claims, expiresAt };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
