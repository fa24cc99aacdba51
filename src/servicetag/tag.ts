/** Whether a tag stands for a service everywhere, or in one region. */
export type ServiceTagKind = "top" | "regional";

/** One service tag of an edition. */
export interface ServiceTag {
  /** As Microsoft writes it: `Storage`, `Storage.WestEurope`, `AzureFrontDoor.Frontend`. */
  readonly name: string;
  readonly kind: ServiceTagKind;
  /**
   * The name without the region: `Storage` of `Storage.WestEurope`. A top-level tag is its own
   * service.
   */
  readonly service: string;
  /** ARM location name, such as `francecentral`; `undefined` on top-level tags. */
  readonly region: string | undefined;
  /** Microsoft's name of the service behind the tag, such as `AzureStorage`; often empty. */
  readonly systemService: string;
  /**
   * Where Azure takes the tag: `API`, `NSG`, `UDR`, `FW`, `VSE`, in the order of the file; may be
   * empty.
   */
  readonly features: readonly string[];
  /** Counts the changes of this tag alone. */
  readonly changeNumber: number;
  /**
   * Whether the tag is `AzureCloud` or one of its regions: every public address of Azure, not one
   * service.
   */
  readonly isAggregate: boolean;
  /** Number of prefixes, at least 0. */
  readonly prefixCount: number;
}

/** The part of a tag that its precedence depends on. */
export type RankedTag = Pick<ServiceTag, "kind" | "isAggregate" | "name">;

/**
 * Ranks a tag among tags that hold the same prefix, 0..3; the lowest wins.
 * Regional before top-level, `AzureCloud` last, its regions before itself: UDR-9.
 */
export function tagRank(tag: Pick<ServiceTag, "kind" | "isAggregate">): number {
  return (tag.isAggregate ? 2 : 0) + (tag.kind === "regional" ? 0 : 1);
}

/** Orders tags that hold the same prefix, the one that wins a route first (UDR-9); then by name. */
export function compareTagPrecedence(a: RankedTag, b: RankedTag): number {
  return tagRank(a) - tagRank(b) || compareNames(tagKey(a.name), tagKey(b.name));
}

/** The form of a tag's name that is compared: lower case. */
export function tagKey(name: string): string {
  return name.toLowerCase();
}

/** Orders texts by their UTF-16 units, which no locale changes. */
export function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Whether a name is `AzureCloud` or one of its regional tags. */
export function isAggregateName(name: string): boolean {
  const key = tagKey(name);
  return key === "azurecloud" || key.startsWith("azurecloud.");
}
