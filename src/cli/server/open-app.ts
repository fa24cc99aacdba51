import { randomUUID } from "node:crypto";
import type { App, Clock } from "../../emulator/index.ts";
import type { ServeOptions } from "../server-options.ts";
import { openServiceTags } from "../service-tags.ts";
import type { Session } from "../session.ts";
import type { OpenStore } from "./open-store.ts";
import { readSeed } from "./read-seed.ts";

/** What an app is opened with. */
export interface AppRequest {
  readonly open: OpenStore;
  readonly token: string | undefined;
  /** Takes what a handler threw. */
  readonly reportBug: (error: unknown) => void;
}

/** Opens what answers requests over a store, with the snapshot of the options where there is one. */
export async function openApp(
  session: Session<ServeOptions>,
  { open, token, reportBug }: AppRequest,
): Promise<App> {
  const { createApp } = await import("../../emulator/index.ts");
  const { io, options } = session;
  const serviceTags = openServiceTags(session);
  const seed = await readSeed(session, open);
  return createApp({
    store: open.store,
    clock: createClock(io.now),
    chance: { guid: () => randomUUID() },
    isStrict: options.strictAzure === true,
    isShared: open.isShared,
    hasPeers: open.hasPeers,
    operationDelay: (options.operationDelay ?? 0) * 1_000,
    reportBug,
    ...(token === undefined ? {} : { token }),
    ...(serviceTags === undefined ? {} : { serviceTags }),
    ...(seed === undefined ? {} : { seed }),
  });
}

function createClock(now: () => number): Clock {
  return {
    now,
    after: (milliseconds, work) => {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}
