import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isLoopback } from "./loopback.ts";
import { type Refusal, refusals } from "./refusal.ts";

/** Who asks for what, as far as it matters for letting them in. */
export interface Caller {
  readonly method: string;
  /** Path without its query, and without dots that would lead elsewhere. */
  readonly path: string;
  /** What stands after `Bearer`; undefined where no such header came. */
  readonly bearer: string | undefined;
}

/** Who is let in. */
export interface AccessRule {
  /** Whether only this machine can reach the server; then names of other hosts are refused. */
  readonly isLoopback: boolean;
  /** What callers must show; absent: nothing. */
  readonly token?: string | undefined;
  /**
   * Asked where a caller does not show the token itself: who shows one that was given for it, or asks
   * for what is open to all, such as the log-in.
   */
  readonly isAuthorized?: ((caller: Caller) => boolean) | undefined;
}

/** Gives the reason for which a request is not let in; undefined: it is. */
export function refuseAccess(incoming: IncomingMessage, rule: AccessRule): Refusal | undefined {
  return refusePlace(incoming, rule) ?? refuseCaller(incoming, rule);
}

// A page of the web may give its own name the address of this machine (DNS rebinding), or send
// requests to it that need no answer. Neither may act on the user's estate.
function refusePlace(incoming: IncomingMessage, rule: AccessRule): Refusal | undefined {
  const { host = "", origin } = incoming.headers;
  if (rule.isLoopback && !hostsOf(incoming).every(isLoopback)) return refusals.foreignHost;
  if (origin === undefined || rule.token !== undefined) return undefined;
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
    ? undefined
    : refusals.foreignOrigin;
}

// The target may be a whole URL, which counts then, and not the header.
function hostsOf({ headers, url = "" }: IncomingMessage): readonly string[] {
  const named = `http://${headers.host ?? ""}`;
  const targets = url.startsWith("/") ? [named] : [named, url];
  return targets.map((target) => (URL.canParse(target) ? new URL(target).hostname : ""));
}

function refuseCaller(incoming: IncomingMessage, rule: AccessRule): Refusal | undefined {
  const { token, isAuthorized } = rule;
  if (token === undefined) return undefined;
  const { authorization } = incoming.headers;
  const bearer = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (bearer !== undefined && isSame(bearer, token)) return undefined;
  const caller = { method: incoming.method ?? "", path: pathOf(incoming), bearer };
  if (isAuthorized?.(caller) === true) return undefined;
  if (authorization === undefined) return refusals.noHeader;
  return bearer === undefined ? refusals.wrongHeader : refusals.wrongToken;
}

// What is open to all must not be the way to what is not: /open/.. is no open path.
function pathOf({ url = "" }: IncomingMessage): string {
  const whole = url.startsWith("/") ? `http://localhost${url}` : url;
  return URL.canParse(whole) ? new URL(whole).pathname : "";
}

// Takes the same time for every wrong token, so that it tells nothing about the right one.
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash("sha256").update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
