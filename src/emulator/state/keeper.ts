import {
  Draft,
  Estate,
  isRefusal,
  type KeptRow,
  keepRow,
  type Row,
  type RowChanges,
  restoreRow,
} from "../../provider/index.ts";
import { type ResourceStore, type StoredChange, StoreError } from "../../store/index.ts";
import { Records } from "./records.ts";

/** What a request may change, all or nothing. */
export interface Transaction {
  readonly draft: Draft;
  /** Keeps a record that is no resource, such as an operation; `undefined` forgets it. */
  keep(key: string, record: unknown): void;
  /** A record as this request sees it. */
  record(key: string): unknown;
}

/** How a keeper works with its store. */
export interface KeeperOptions {
  /** Names this server among those that share the store; absent: nobody else has it. */
  readonly writer?: string;
  /** Whether a client may meet another server of the store at its next request. */
  readonly hasPeers?: boolean;
}

// Each may be an effective route table: a few kilobytes, or a megabyte where tags are expanded.
const mostRemembered = 1_000;

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
  readonly #writer: string | undefined;
  readonly #hasPeers: boolean;
  readonly #records = new Records();
  readonly #waiting: Waiting[] = [];
  #estate = new Estate();
  #revision = 0;
  #isWriting = false;
  #commits = 0;
  #estateRevision = 0;
  readonly #remembered: string[] = [];
  /** The reading under way, and the one that begins after it. */
  #reading: Promise<void> | undefined;
  #nextReading: Promise<void> | undefined;

  private constructor(store: ResourceStore, { writer, hasPeers = false }: KeeperOptions) {
    this.#store = store;
    this.#writer = writer;
    this.#hasPeers = hasPeers;
  }

  /** Reads what the store holds. */
  static async open(store: ResourceStore, options: KeeperOptions = {}): Promise<Keeper> {
    const keeper = new Keeper(store, options);
    await keeper.refresh();
    return keeper;
  }

  /** What is committed. Not to be held across an `await`: it moves on. */
  get estate(): Estate {
    return this.#estate;
  }

  /** Grows whenever a resource changes: what was computed for one holds while it lasts. */
  get estateRevision(): number {
    return this.#estateRevision;
  }

  /** A committed record. */
  record(key: string): unknown {
    return this.#records.get(key);
  }

  /** Committed records of a kind: those whose keys begin with it and a slash. */
  records(kind: string): Iterable<readonly [string, unknown]> {
    return this.#records.ofKind(kind);
  }

  /**
   * Takes in what other servers have committed until now; nothing to do where the store is this
   * server's alone. Requests that come while one reads share the next reading: a reading that began
   * before a request may have missed what its client has seen elsewhere.
   */
  catchUp(): Promise<void> {
    if (this.#writer === undefined) return Promise.resolve();
    if (this.#reading === undefined) return this.#read();
    const current = this.#reading;
    this.#nextReading ??= current.catch(() => undefined).then(() => this.#read());
    return this.#nextReading;
  }

  #read(): Promise<void> {
    this.#nextReading = undefined;
    const reading = this.refresh().finally(() => {
      if (this.#reading === reading) this.#reading = undefined;
    });
    this.#reading = reading;
    return reading;
  }

  /** Reads what has changed in the store since it was read last. */
  async refresh(): Promise<void> {
    const { revision, isWhole, changes } = await this.#store.readSince(this.#revision);
    if (isWhole) {
      this.#estateRevision += 1;
      this.#estate = new Estate();
      this.#records.clear();
    } else if (revision < this.#revision) {
      // A commit of this server's own has ended meanwhile, and holds all of this.
      return;
    }
    if (changes.length > 0) this.#applyTexts(changes);
    this.#revision = revision;
  }

  /**
   * Keeps a record that only answers a question: in memory, since whoever asked can ask again, unless
   * the client may meet another server next. The oldest are forgotten.
   */
  async remember(key: string, record: unknown): Promise<void> {
    if (this.#hasPeers) return this.write(({ keep }) => keep(key, record));
    this.#records.keep(key, record);
    this.#remembered.push(key);
    const oldest = this.#remembered.length > mostRemembered ? this.#remembered.shift() : undefined;
    if (oldest !== undefined) this.#records.keep(oldest, undefined);
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
    try {
      for (;;) {
        const attempt = this.#attempt(batch);
        if (attempt.changes.length === 0 || (await this.#tryCommit(attempt))) {
          for (const settle of attempt.settles) settle();
          return;
        }
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  /** Whether the changes are there now; otherwise somebody was faster, and what is there is read. */
  async #tryCommit(attempt: Attempt): Promise<boolean> {
    const mark = this.#nextMark();
    const changes = mark === undefined ? attempt.changes : [...attempt.changes, mark];
    try {
      const revision = await this.#store.commit(this.#revision, changes);
      if (revision === undefined) {
        await this.refresh();
        return false;
      }
      // Whoever has read this revision meanwhile has the changes, and perhaps later ones.
      if (revision <= this.#revision) return true;
      this.#revision = revision;
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== "uncertain") throw error;
      await this.refresh();
      return mark !== undefined && JSON.stringify(this.record(mark.key)) === mark.text;
    }
    this.#applyRows(attempt.draft.changes);
    for (const [key, record] of attempt.records) this.#records.keep(key, record);
    return true;
  }

  // What tells afterwards whether a commit has happened whose answer was lost.
  #nextMark(): { readonly key: string; readonly text: string } | undefined {
    if (this.#writer === undefined) return undefined;
    this.#commits += 1;
    return { key: `writer/${this.#writer}`, text: JSON.stringify(this.#commits) };
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
        // Whoever is refused has changed nothing, however far the work had come.
        if (!isRefusal(result)) {
          draft.merge(own);
          for (const [key, record] of kept) records.set(key, record);
        }
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
      else this.#records.keep(key, value);
    }
    // Lists are in the order of making; rows that come in it need no sorting later.
    const inOrder = [...rows].sort(
      ([, left], [, right]) => (left?.order ?? 0) - (right?.order ?? 0),
    );
    this.#applyRows(new Map(inOrder));
  }

  #applyRows(rows: RowChanges): void {
    if (rows.size === 0) return;
    this.#estate.apply(rows);
    this.#estateRevision += 1;
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
