import type { Ip, Prefix } from "../net/index.ts";

/** Where the prefixes of service tags come from: Microsoft's file, or nothing at all. */
export interface ServiceTagPrefixes {
  /** Names the edition for messages, for example "change number 398". */
  readonly edition: string;
  /**
   * Prefixes of a tag, sorted; `undefined` when no such tag is known. Names are compared without
   * regard to case.
   */
  prefixesOf(tag: string): readonly Prefix[] | undefined;
  /**
   * Whether a tag stands for one region of a service (UDR-9); `undefined` when no such tag is
   * known.
   */
  isRegional?(tag: string): boolean | undefined;
  /** What holds an address, the longest prefix first; absent where the source cannot tell. */
  tagsOf?(ip: Ip): readonly TagMatch[];
}

/** A service tag that holds an address, and by which prefix. */
export interface TagMatch {
  readonly tag: {
    readonly name: string;
    /** The name without the region. */
    readonly service: string;
    readonly region: string | undefined;
    /** Whether it stands for all of Azure, not for one service. */
    readonly isAggregate: boolean;
  };
  readonly prefix: Prefix;
}
