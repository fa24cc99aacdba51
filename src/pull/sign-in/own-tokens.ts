import { isJsonObject } from "../../arm/index.ts";
import type { Environment } from "../../host/index.ts";
import { PullError } from "../pull-error.ts";
import { readingOnly } from "../wire/guard.ts";
import type { HttpAnswer } from "../wire/http.ts";
import { readRefusal } from "../wire/refusal.ts";
import type { Reach } from "./discover.ts";

/** A token and the time until which it is good, in milliseconds since 1970. */
export interface Token {
  readonly text: string;
  readonly expiresAt: number;
}

/** What a server that gives its own tokens may be told. */
export interface OwnSignIn {
  readonly environment: Environment;
  /** What this server wants to hear, where somebody knows it. */
  readonly secret: string | undefined;
}

/**
 * Asks a server for a token of its own, as an application. AZURE_CLIENT_ID and AZURE_CLIENT_SECRET
 * are for it only where AZURE_AUTHORITY_HOST names it: else they are for Azure, and nobody else is to
 * have them. Rejects with a `PullError`.
 */
export async function askOwnToken(
  { origin, http, clock, limits }: Reach,
  authority: string,
  { environment, secret }: OwnSignIn,
): Promise<Token> {
  const meant = isMeantFor(environment, origin) ? environment : {};
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: meant["AZURE_CLIENT_ID"] || "trueroute",
    client_secret: meant["AZURE_CLIENT_SECRET"] || secret || "local",
    resource: `${origin}/`,
  });
  let answer: HttpAnswer;
  try {
    answer = await readingOnly(http)({
      method: "POST",
      url: `${authority}/oauth2/token`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: form.toString(),
      signal: AbortSignal.timeout(limits.timeoutMs),
    });
  } catch (error) {
    throw refusal(origin, "it does not answer", error);
  }
  const token = answer.status === 200 ? readToken(answer.text, clock.now()) : undefined;
  if (token !== undefined) return token;
  throw refusal(origin, readRefusal(answer.text).message || `it answers ${answer.status}`);
}

function isMeantFor(environment: Environment, origin: string): boolean {
  const authority = environment["AZURE_AUTHORITY_HOST"] ?? "";
  return URL.canParse(authority) && new URL(authority).origin === origin;
}

function readToken(text: string, nowMs: number): Token | undefined {
  const value = parse(text);
  if (!isJsonObject(value)) return undefined;
  const { access_token: token, expires_in: seconds } = value;
  const lifetime = Number(seconds);
  if (typeof token !== "string" || token === "") return undefined;
  return { text: token, expiresAt: nowMs + (Number.isFinite(lifetime) ? lifetime : 3600) * 1000 };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(origin: string, reason: string, cause?: unknown): PullError {
  return new PullError(
    `cannot sign in at ${origin}: ${reason}`,
    "Set AZURE_AUTHORITY_HOST to its address, and AZURE_CLIENT_ID and AZURE_CLIENT_SECRET to what it takes.",
    cause,
  );
}
