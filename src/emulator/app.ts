import { Hono } from "hono";
import type { Snapshot } from "../arm/index.ts";
import type { Behavior } from "../model/index.ts";
import { isRefusal, type Refusal, refuse } from "../provider/index.ts";
import type { ServiceTagIndex } from "../servicetag/index.ts";
import { type ResourceStore, StoreError } from "../store/index.ts";
import { dispatch } from "./dispatch/dispatch.ts";
import { createMatcher, type Matcher } from "./dispatch/match.ts";
import { table } from "./dispatch/table.ts";
import { type Chance, type Clock, createWorld, type Host } from "./host.ts";
import { openIdentity } from "./identity/open-identity.ts";
import { findIdentityRoute } from "./identity/routes.ts";
import type { IdentitySetting } from "./identity/setting.ts";
import { verifyToken } from "./identity/verify-token.ts";
import { createAlarm } from "./operation/alarm.ts";
import { finishDue, nextEnd } from "./operation/finish.ts";
import { createEngineSource } from "./question/engine.ts";
import { largestSubscription } from "./scope/largest-subscription.ts";
import type { Caller } from "./serve/access.ts";
import { Keeper } from "./state/keeper.ts";
import { plant } from "./state/plant.ts";
import { type Answer, encodeAnswer, type RequestIds } from "./wire/answer.ts";
import { readRequest } from "./wire/arm-request.ts";
import { refusalAnswer } from "./wire/refusal.ts";

/** What an app is made of. */
export interface AppSetting {
  readonly store: ResourceStore;
  /** Resources that take the place of all that the store holds, in one commit; absent: none. */
  readonly seed?: Snapshot;
  readonly clock: Clock;
  readonly chance: Chance;
  /** How long operations take, in milliseconds. */
  readonly operationDelay?: number;
  /** Whether questions are refused that Azure refuses. */
  readonly isStrict?: boolean;
  readonly tenant?: string;
  /** Where clients begin; absent: the subscription that holds most, or a made-up one. */
  readonly subscription?: string;
  /** Whether other servers change the store too: each request then sees what they have committed. */
  readonly isShared?: boolean;
  /** Whether a client may meet another server of the same store at its next request. */
  readonly hasPeers?: boolean;
  /** Microsoft's list; absent: routes to tags show their names. */
  readonly serviceTags?: ServiceTagIndex;
  /** Switches that are not as usual. */
  readonly behavior?: Partial<Behavior>;
  /** What clients must show to be signed in; absent: everybody is. */
  readonly token?: string;
  /** Takes what a handler threw: a bug, which the client sees as a 500 without its text. */
  readonly reportBug?: (error: unknown) => void;
}

/** A server without sockets: requests in, responses out. Whoever opened the store closes it. */
export interface App {
  fetch(request: Request): Promise<Response>;
  /**
   * Whether a request may come in that does not show the server's own token: it asks to be signed
   * in, or shows a token that it got so.
   */
  isAuthorized(caller: Caller): boolean;
  /** The subscription in which clients begin. */
  readonly subscription: string;
  readonly tenant: string;
  close(): Promise<void>;
}

/** Opens the estate that a store holds, and answers for it. */
export async function createApp(setting: AppSetting): Promise<App> {
  const { store, seed, clock, chance } = setting;
  const keeper = await Keeper.open(store, {
    ...(setting.isShared === true ? { writer: chance.guid() } : {}),
    hasPeers: setting.hasPeers ?? false,
  });
  const alarm = createAlarm(clock, () => finishDue(host));
  const world = createWorld(clock, chance);
  if (seed !== undefined) await plant({ keeper, world, chance }, seed);
  const isStrict = setting.isStrict ?? false;
  const subscription =
    setting.subscription ?? largestSubscription(keeper.estate) ?? defaultSubscription;
  const host: Host = {
    keeper,
    world,
    clock,
    chance,
    operationDelay: setting.operationDelay ?? 0,
    isStrict,
    wakeAt: alarm.wakeAt,
    tenant: setting.tenant ?? defaultTenant,
    subscription,
    engine: createEngineSource({
      keeper,
      serviceTags: setting.serviceTags,
      behavior: setting.behavior ?? {},
      isStrict,
      world,
    }),
  };
  // What was on its way when the last server stopped goes on from here.
  await finishDue(host);
  const next = nextEnd(host);
  if (next !== undefined) alarm.wakeAt(next);
  const match = createMatcher(table);
  const hono = new Hono();
  // Making a key takes a tenth of a second, and a client that has its token needs none.
  let opened: Promise<IdentitySetting> | undefined;
  const openOnce = (): Promise<IdentitySetting> => {
    opened ??= openIdentity(host, setting.token);
    return opened;
  };
  const identity = setting.token === undefined ? undefined : await openOnce();
  hono.use("*", async (context, next) => {
    const route = findIdentityRoute(context.req.method, context.req.path);
    return route === undefined ? next() : route.answer(context.req.raw, await openOnce());
  });
  hono.all("*", (context) => answer(context.req.raw, { host, match, setting }));
  return {
    subscription,
    tenant: host.tenant,
    fetch: async (request) => hono.fetch(request),
    isAuthorized: ({ method, path, bearer }) =>
      findIdentityRoute(method, path) !== undefined ||
      (identity !== undefined &&
        bearer !== undefined &&
        verifyToken(bearer, identity).kind === "valid"),
    close: async () => alarm.stop(),
  };
}

/** The tenant of a server that is told of none. */
export const defaultTenant = "00000000-0000-0000-0000-000000000001";

/** The subscription of a server that holds nothing: that of resources without an id. */
export const defaultSubscription = "00000000-0000-0000-0000-000000000000";

interface Serving {
  readonly host: Host;
  readonly match: Matcher;
  readonly setting: AppSetting;
}

async function answer(request: Request, serving: Serving): Promise<Response> {
  const ids = idsOf(request, serving.host);
  const result = await handle(request, serving);
  return encodeAnswer(isRefusal(result) ? refusalAnswer(result) : result, ids);
}

async function handle(request: Request, serving: Serving): Promise<Answer | Refusal> {
  try {
    const read = await readRequest(request);
    return isRefusal(read) ? read : await dispatch(read, serving.match, serving.host);
  } catch (error) {
    if (error instanceof StoreError) return storeUnavailable(error);
    serving.setting.reportBug?.(error);
    return refuse(500, "InternalServerError", "An error of trueroute itself; its log says more.");
  }
}

// Clients try again after a while, which is what helps here.
function storeUnavailable({ message, remedy }: StoreError): Answer {
  const error = { code: "ServiceUnavailable", message: `${message} ${remedy}`.trim() };
  return { status: 503, body: { error }, headers: { "retry-after": "5" } };
}

function idsOf({ headers, method }: Request, { chance, clock }: Host): RequestIds {
  const request = chance.guid();
  return {
    method: method.toUpperCase(),
    request,
    correlation: headers.get("x-ms-correlation-request-id") ?? request,
    client: headers.get("x-ms-client-request-id") ?? undefined,
    time: new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, ""),
  };
}
