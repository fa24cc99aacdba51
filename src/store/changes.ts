import type { StoredChange } from "./resource-store.ts";

/**
 * The changes with one for each key, the last that was given. Throws a `RangeError` for U+0000,
 * which databases cut off or refuse: who commits must have refused it before.
 */
export function lastOfEachKey(changes: readonly StoredChange[]): readonly StoredChange[] {
  const last = new Map<string, StoredChange>();
  for (const change of changes) {
    if (change.key.includes("\0") || change.text?.includes("\0") === true) {
      throw new RangeError("a key or text to be stored holds U+0000");
    }
    last.set(change.key, change);
  }
  return [...last.values()];
}

/** Changes in the order of their keys. The databases have other orders, each its own. */
export function inOrderOfKey(changes: readonly StoredChange[]): readonly StoredChange[] {
  return [...changes].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
