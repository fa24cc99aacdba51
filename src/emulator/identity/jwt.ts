import type { SigningKey } from "./signing-key.ts";

/** Claims of a token by name. */
export type Claims = Readonly<Record<string, unknown>>;

/** What a token of ours is for; the `typ` of its header. Clients see the first kind only as such. */
export type TokenUse = "JWT" | "refresh+jwt" | "code+jwt" | "device+jwt";

/** A token in its parts; nothing of it has been checked. */
export interface DecodedToken {
  readonly header: Claims;
  readonly claims: Claims;
  /** The part that the signature is about. */
  readonly signed: string;
  /** In base64url. */
  readonly signature: string;
}

/** Signs claims: a JSON Web Token, RFC 7519. */
export function encodeToken(use: TokenUse, claims: Claims, key: SigningKey): string {
  const header = { typ: use, alg: "RS256", x5t: key.id, kid: key.id };
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${key.sign(signed)}`;
}

/** Takes a token apart, whoever has signed it; `undefined` for what is no JSON Web Token. */
export function decodeToken(text: string): DecodedToken | undefined {
  const [first, second, signature, ...more] = text.split(".");
  if (first === undefined || second === undefined || signature === undefined || more.length > 0) {
    return undefined;
  }
  const header = decode(first);
  const claims = decode(second);
  if (header === undefined || claims === undefined) return undefined;
  return { header, claims, signed: `${first}.${second}`, signature };
}

function encode(value: Claims): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return isClaims(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isClaims(value: unknown): value is Claims {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
