import { normalForm, type Snapshot } from "../arm/index.ts";
import type { Behavior } from "../model/index.ts";
import type { ServiceTagIndex } from "../servicetag/index.ts";
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
  /** Resources that take the place of all that the store holds, in one commit; absent: none. */
  readonly seed?: Snapshot;
  /** Whether to refuse what Azure refuses for reasons that have nothing to do with networks. */
  readonly strictAzure?: boolean;
  /** How long an operation takes, in milliseconds; absent: it is done at once. */
  readonly operationDelayMs?: number;
  /** Absent: no service-tag file is installed. */
  readonly serviceTags?: ServiceTagIndex;
  /** Switches that are not as usual. */
  readonly behavior?: Partial<Behavior>;
  readonly clock: Clock;
  readonly chance: Chance;
}

/** A control plane that answers requests. */
export interface App {
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** Creates a control plane over a store. */
export async function createApp({ store, seed }: AppSetting): Promise<App> {
  let { revision, changes: before } = await store.readSince(0);
  if (seed !== undefined) {
    const gone = before.map(({ key }) => ({ key, text: undefined }));
    const rows = normalForm(seed.resources.values()).map((resource) => ({
      key: String(resource["id"]).toLowerCase(),
      text: JSON.stringify(resource),
    }));
    revision = (await store.commit(revision, [...gone, ...rows])) ?? revision;
  }
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
