import type { ResourceStore } from "../store/index.ts";

/** The time, as a port. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** What nobody can foresee, as a port. */
export interface Chance {
  /** A new GUID. */
  guid(): string;
}

/** What an app is made of. */
export interface AppSetting {
  readonly store: ResourceStore;
  readonly clock: Clock;
  readonly chance: Chance;
}

/** A control plane that answers requests. */
export interface App {
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** Creates a control plane over a store. */
export async function createApp({ store }: AppSetting): Promise<App> {
  let { revision } = await store.readSince(0);
  return {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      const key = pathname.toLowerCase();
      if (request.method === "PUT") {
        const next = await store.commit(revision, [{ key, text: await request.text() }]);
        revision = next ?? (await store.readSince(revision)).revision;
        return Response.json({}, { status: next === undefined ? 409 : 201 });
      }
      const { changes } = await store.readSince(0);
      const found = changes.find((one) => one.key === key)?.text;
      if (found !== undefined) return Response.json(JSON.parse(found));
      const error = { code: "NotFound", message: `Nothing is at ${pathname}.` };
      return Response.json({ error }, { status: 404 });
    },
    close: async () => undefined,
  };
}
