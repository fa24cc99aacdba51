import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { PullError } from "../pull-error.ts";
import type { Client } from "../wire/ask.ts";
import { createClient } from "../wire/client.ts";
import { readingOnly } from "../wire/guard.ts";
import type { Clock, Http } from "../wire/http.ts";
import type { Limits } from "../wire/wait.ts";
import { cloudAt, clouds } from "./cloud.ts";

/** How to get a token for a server. */
export type SignIn =
  /** From Microsoft's directory, or the one of an Azure Stack. */
  | { readonly kind: "directory"; readonly authority: string; readonly audience: string }
  /** From the server itself. */
  | { readonly kind: "own"; readonly authority: string }
  /** The server asks for none. */
  | { readonly kind: "none" };

/** What finding out takes. */
export interface Reach {
  readonly origin: string;
  readonly http: Http;
  readonly clock: Clock;
  readonly random: () => number;
  readonly limits: Limits;
}

/**
 * Finds out how to sign in at a server: Microsoft's clouds are known, others say it themselves. A
 * server that asks for a token of one of Microsoft's clouds does not get it: rejects with a
 * `PullError`.
 */
export async function discoverSignIn(reach: Reach): Promise<SignIn> {
  const { origin } = reach;
  const cloud = cloudAt(origin);
  if (cloud !== undefined) {
    return { kind: "directory", authority: cloud.authority, audience: origin };
  }
  const path = "/metadata/endpoints?api-version=2015-01-01";
  const reply = await openClient(reach).ask({ method: "GET", path });
  const authentication = reply.kind === "answer" ? objectAt(reply.body, "authentication") : {};
  const { loginEndpoint: authority, audiences } = authentication;
  if (typeof authority !== "string" || !URL.canParse(authority)) return { kind: "none" };
  if (new URL(authority).origin === origin) {
    return { kind: "own", authority: authority.replace(/\/+$/, "") };
  }
  const [audience] = Array.isArray(audiences) ? audiences : [];
  return { kind: "directory", authority, audience: checkAudience(origin, audience) };
}

/** Asks without a token. */
export function openClient({ origin, http, clock, random, limits }: Reach): Client {
  return createClient({
    origin,
    http: readingOnly(http),
    tokens: async () => undefined,
    clock,
    random,
    limits,
  });
}

function checkAudience(origin: string, audience: unknown): string {
  const text = typeof audience === "string" && audience !== "" ? audience : origin;
  const isOfMicrosoft = clouds.some(({ resourceManager }) => text.startsWith(resourceManager));
  if (!isOfMicrosoft && URL.canParse(text)) return text.replace(/\/+$/, "");
  throw new PullError(
    `${origin} asks for a token that is meant for ${text}`,
    "Check the address of --from: only Azure itself is to have such a token.",
  );
}

function objectAt(value: unknown, name: string): JsonObject {
  const property = isJsonObject(value) ? value[name] : undefined;
  return isJsonObject(property) ? property : {};
}
