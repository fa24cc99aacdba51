import type { DiagnosticCode, Place, Severity } from "../diagnostic/index.ts";
import type {
  Family,
  FindingAssumption,
  FindingCode,
  FindingWalk,
  Repair,
} from "../finding/index.ts";
import type { Gateway, Subnet, VirtualNetwork } from "../model/index.ts";
import type { EffectiveTable, View } from "../route/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Ground } from "./ground.ts";

/** One rule of `check`: what it looks for, and how. One file each. */
export interface CheckRule {
  readonly code: FindingCode;
  readonly family: Family;
  /** How grave its findings usually are. */
  readonly severity: Severity;
  /** What kind of trap it is, in a few words without a full stop: `Windows activation is cut off`. */
  readonly title: string;
  /** What it means for traffic: one or two sentences for lists of rules. */
  readonly about: string;
  /** Rules of docs/semantics that it rests on, whatever it finds; never empty. */
  readonly rules: readonly RuleId[];
  /**
   * What compiling says of the same causes: whoever reads the findings need not read these too.
   * Every such diagnostic has its finding.
   */
  readonly replaces?: readonly DiagnosticCode[];
  /** Begins one run over one estate. */
  readonly begin: (ground: Ground) => Inspection;
}

/** One run of a rule. Rules that look at every table share one pass over them. */
export interface Inspection {
  /** Called once for every subnet, then once for every gateway, in the order of their keys. */
  readonly visit?: (seen: SeenTable) => void;
  /** Called once, when everything has been visited. */
  readonly finish: () => readonly Draft[];
}

/** A table of the estate, and whose it is. */
export interface SeenTable {
  readonly view: View;
  readonly network: VirtualNetwork;
  readonly subnet: Subnet;
  /** Absent where the table is that of the subnet's interfaces. */
  readonly gateway: Gateway | undefined;
  /** Shared with other subnets of the same ingredients: its groups are equal by identity. */
  readonly table: EffectiveTable;
}

/** A finding without what its rule says for all of them. */
export interface Draft {
  /** The rule's own severity where absent. */
  readonly severity?: Severity;
  readonly message: string;
  readonly remedy: string;
  /** What one would edit; for a missing thing the resource that lacks it. */
  readonly place: Place;
  readonly related?: readonly Place[];
  /** Ids as written. */
  readonly affected?: readonly string[];
  /** See `Finding.subject`; names and ids only, no positions. */
  readonly subject?: readonly string[];
  /** Further rules of this finding. */
  readonly rules?: readonly RuleId[];
  readonly assumptions?: readonly FindingAssumption[];
  readonly walks?: readonly FindingWalk[];
  readonly repair?: Repair | undefined;
}
