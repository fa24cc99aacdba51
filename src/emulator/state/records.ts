/** Records that are no resources, by key: a kind, a slash and a name. */
export class Records {
  readonly #kinds = new Map<string, Map<string, unknown>>();

  get(key: string): unknown {
    return this.#kinds.get(kindOf(key))?.get(key);
  }

  /** All of a kind, those that have been here longest first. */
  ofKind(kind: string): Iterable<readonly [string, unknown]> {
    return this.#kinds.get(kind) ?? [];
  }

  /** Puts a record in, or takes it out. */
  keep(key: string, record: unknown): void {
    const kind = kindOf(key);
    const records = this.#kinds.get(kind);
    if (record === undefined) records?.delete(key);
    else if (records === undefined) this.#kinds.set(kind, new Map([[key, record]]));
    else records.set(key, record);
  }

  clear(): void {
    this.#kinds.clear();
  }
}

function kindOf(key: string): string {
  return key.slice(0, key.indexOf("/"));
}
