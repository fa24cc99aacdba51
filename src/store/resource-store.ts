/** One key with the text it has now. */
export interface StoredChange {
  /** Any text without U+0000. Keys are compared letter by letter. */
  readonly key: string;
  /** Any text without U+0000; undefined: the key is gone. */
  readonly text: string | undefined;
}

/** What a store holds, or what has changed in it. */
export interface StoreReading {
  /** The revision that this is true of. */
  readonly revision: number;
  /**
   * Whether `changes` are everything that is there: what the reader has besides is gone. Otherwise
   * they come on top of what the reader has.
   */
  readonly isWhole: boolean;
  /** One for each key, in the order of keys as JavaScript compares them. */
  readonly changes: readonly StoredChange[];
}

/**
 * Texts by key that outlive the process. Several servers may have one store open; a revision, which
 * starts at 0 and grows by one with each commit, tells them what they have not seen.
 *
 * Each method rejects with `StoreError`.
 */
export interface ResourceStore {
  /**
   * What has changed after a revision, deletions too. The answer is whole from 0, from a revision
   * whose deletions are forgotten (10,000 commits and more ago), and from one that the store has
   * never had, as after a backup was put back. One round trip when nothing has changed.
   */
  readSince(revision: number): Promise<StoreReading>;
  /**
   * Makes all changes or none; of several for one key the last counts. Gives the new revision, and
   * then the changes are durable. `undefined`: the store is no longer at `revision`, and nothing was
   * changed. Without changes it only tells whether the store is still there.
   *
   * When it rejects with a code other than `uncertain`, nothing was changed.
   */
  commit(revision: number, changes: readonly StoredChange[]): Promise<number | undefined>;
  /** Waits for what is under way. Nothing may be asked afterwards. */
  close(): Promise<void>;
}
