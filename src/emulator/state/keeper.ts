import {
  Draft,
  Estate,
  type KeptRow,
  keepRow,
  type Row,
  restoreRow,
} from "../../provider/index.ts";
import type { ResourceStore, StoredChange } from "../../store/index.ts";

/** What a request may change, all or nothing. */
export interface Transaction {
  readonly draft: Draft;
  /** Keeps a record that is no resource, such as an operation; `undefined` forgets it. */
  keep(key: string, record: unknown): void;
  /** A record as this request sees it. */
  record(key: string): unknown;
}

interface Waiting {
  readonly work: (transaction: Transaction) => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Keeps the estate of one server: what is committed, in memory, and the way to change it.
 *
 * Requests change it one after the other. Those that wait while the store writes are committed
 * together, and each is answered when its change is durable.
 */
export class Keeper {
  readonly #store: ResourceStore;
  #estate = new Estate();
  readonly #records = new Map<string, unknown>();
  readonly #waiting: Waiting[] = [];
  #revision = 0;
  #isWriting = false;

  private constructor(store: ResourceStore) {
    this.#store = store;
  }

  /** Reads what the store holds. */
  static async open(store: ResourceStore): Promise<Keeper> {
    const keeper = new Keeper(store);
    await keeper.refresh();
    return keeper;
  }

  /** What is committed. Not to be held across an `await`: it moves on. */
  get estate(): Estate {
    return this.#estate;
  }

  /** Grows with every commit: what was computed for one revision holds while it lasts. */
  get revision(): number {
    return this.#revision;
  }

  /** A committed record. */
  record(key: string): unknown {
    return this.#records.get(key);
  }

  /** Committed records whose keys begin with a text. */
  *records(start: string): Iterable<readonly [string, unknown]> {
    for (const entry of this.#records) if (entry[0].startsWith(start)) yield entry;
  }

  /** Takes in what other servers have committed. */
  async refresh(): Promise<void> {
    const { revision, isWhole, changes } = await this.#store.readSince(this.#revision);
    if (isWhole) {
      this.#estate = new Estate();
      this.#records.clear();
    }
    if (changes.length > 0) this.#applyTexts(changes);
    this.#revision = revision;
  }

  /**
   * Does some work on what is there and commits it. The work may be done more than once, when
   * another server was faster: it changes nothing but the transaction. Rejects when the store does
   * not take the change; then nothing has changed.
   */
  write<T>(work: (transaction: Transaction) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: (result) => resolve(result as T), reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    try {
      while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0));
    } finally {
      this.#isWriting = false;
    }
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    for (;;) {
      const attempt = this.#attempt(batch);
      try {
        if (attempt.changes.length > 0) {
          const revision = await this.#store.commit(this.#revision, attempt.changes);
          if (revision === undefined) {
            await this.refresh();
            continue;
          }
          this.#revision = revision;
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
        return;
      }
      this.#estate.apply(attempt.draft.changes);
      for (const [key, record] of attempt.records) this.#keepRecord(key, record);
      for (const settle of attempt.settles) settle();
      return;
    }
  }

  #attempt(batch: readonly Waiting[]): Attempt {
    const draft = new Draft(this.#estate);
    const records = new Map<string, unknown>();
    const settles = batch.map(({ work, resolve, reject }) => {
      const own = new Draft(draft);
      const kept = new Map<string, unknown>();
      try {
        const result = work({
          draft: own,
          keep: (key, record) => kept.set(key, record),
          record: (key) =>
            kept.has(key) ? kept.get(key) : records.has(key) ? records.get(key) : this.record(key),
        });
        draft.merge(own);
        for (const [key, record] of kept) records.set(key, record);
        return () => resolve(result);
      } catch (error) {
        return () => reject(error);
      }
    });
    const changes = [...rowTexts(draft.changes), ...recordTexts(records)];
    return { draft, records, settles, changes };
  }

  #applyTexts(changes: readonly StoredChange[]): void {
    const rows = new Map<string, Row | undefined>();
    for (const { key, text } of changes) {
      const value: unknown = text === undefined ? undefined : JSON.parse(text);
      if (key.startsWith("/"))
        rows.set(key, value === undefined ? undefined : restoreRow(value as KeptRow));
      else this.#keepRecord(key, value);
    }
    this.#estate.apply(rows);
  }

  #keepRecord(key: string, record: unknown): void {
    if (record === undefined) this.#records.delete(key);
    else this.#records.set(key, record);
  }
}

interface Attempt {
  readonly draft: Draft;
  readonly records: ReadonlyMap<string, unknown>;
  readonly settles: readonly (() => void)[];
  readonly changes: readonly StoredChange[];
}

function rowTexts(changes: ReadonlyMap<string, Row | undefined>): readonly StoredChange[] {
  return [...changes].map(([key, row]) => ({
    key,
    text: row === undefined ? undefined : JSON.stringify(keepRow(row)),
  }));
}

function recordTexts(records: ReadonlyMap<string, unknown>): readonly StoredChange[] {
  return [...records].map(([key, record]) => ({
    key,
    text: record === undefined ? undefined : JSON.stringify(record),
  }));
}
