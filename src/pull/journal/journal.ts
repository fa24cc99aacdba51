/**
 * What a pull has learned so far, line by line, so that an interrupted one can go on. A port: the
 * shells get a file, tests get one in memory.
 */
export interface Journal {
  /** Where it is, for people. */
  readonly place: string;
  /**
   * The lines of earlier runs, in their order. A line that an interruption cut off may be among
   * them.
   */
  lines(): AsyncIterable<string>;
  /** Adds a line; kept when it resolves, even where the program ends then. */
  append(line: string): Promise<void>;
  /** Throws everything away. */
  clear(): Promise<void>;
}
