import { inOrderOfKey, lastOfEachKey } from "./changes.ts";
import type { ResourceStore, StoredChange } from "./resource-store.ts";
import { floorAt, keptRevisions, needsWhole } from "./retention.ts";

interface Entry extends StoredChange {
  readonly revision: number;
}

/** Creates an empty store that is gone with the process. Every read looks at all entries. */
export function createMemoryStore(kept: number = keptRevisions): ResourceStore {
  const entries = new Map<string, Entry>();
  let [revision, floor] = [0, 0];
  return {
    async readSince(since) {
      const isWhole = needsWhole(since, { revision, floor });
      const found = [...entries.values()].filter((entry) =>
        isWhole ? entry.text !== undefined : entry.revision > since,
      );
      const changes = inOrderOfKey(found.map(({ key, text }) => ({ key, text })));
      return { revision, isWhole, changes };
    },
    async commit(seen, changes) {
      if (seen !== revision) return undefined;
      if (changes.length === 0) return revision;
      const last = lastOfEachKey(changes);
      revision += 1;
      for (const { key, text } of last) entries.set(key, { key, text, revision });
      const newFloor = floorAt(revision, kept);
      if (newFloor !== undefined) {
        floor = newFloor;
        for (const [key, entry] of entries) {
          if (entry.text === undefined && entry.revision <= floor) entries.delete(key);
        }
      }
      return revision;
    },
    close: async () => undefined,
  };
}
