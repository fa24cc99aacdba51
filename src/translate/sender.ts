import type { Flow } from "../flow/index.ts";
import type { IpConfiguration, Model, Nic, Subnet } from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Egress, EgressObstacle } from "./egress.ts";

/** Who sends, looked up. */
export interface Sender {
  readonly model: Model;
  readonly flow: Flow;
  readonly subnet: Subnet;
  readonly nic: Nic | undefined;
  /** The one whose address the flow has; absent without interface and for packets of others. */
  readonly configuration: IpConfiguration | undefined;
}

/**
 * The IP configuration that a flow leaves from; `undefined` when the flow has an address that the
 * interface does not have. One whose address nobody has written may be it.
 */
export function configurationOf(nic: Nic | undefined, source: Ip): IpConfiguration | undefined {
  const all = nic?.ipConfigurations ?? [];
  return (
    all.find(({ address }) => address === source) ??
    all.find(({ address }) => address === undefined)
  );
}

const orderRules: readonly RuleId[] = ["FWD-28"];

/** A way out, with what is common to all filled in. */
export function wayOut(
  kind: Egress["kind"],
  parts: Partial<Omit<Egress, "kind">> & Pick<Egress, "places">,
): Egress {
  return {
    kind,
    address: undefined,
    among: [],
    keepsPort: false,
    by: undefined,
    obstacle: undefined,
    rules: orderRules,
    assumptions: [],
    ...parts,
  };
}

/** No way out. */
export function noWayOut(
  obstacle: EgressObstacle,
  rules: readonly RuleId[],
  parts: Partial<Egress> & Pick<Egress, "places">,
): Egress {
  return wayOut("none", { obstacle, rules: [...orderRules, ...rules], ...parts });
}

/** Whether ports can be masqueraded: load balancers and default outbound access do nothing else (FWD-30). */
export function hasPorts({ protocol }: Flow): boolean {
  return protocol === "tcp" || protocol === "udp";
}
