/** What a template says beside its resources. */
export interface Remarks {
  /** The changes, a sentence each. */
  readonly changes: readonly string[];
  /** Words of the command that deploys it; empty where there is nothing to deploy. */
  readonly deploy: readonly string[];
  /** What whoever deploys has to know, a sentence each. */
  readonly notes: readonly string[];
  /** Commands for what no template can do. */
  readonly commands: readonly string[];
}
