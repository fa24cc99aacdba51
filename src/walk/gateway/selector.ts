import { type Flow, formatFlow } from "../../flow/index.ts";
import type { Connection } from "../../model/index.ts";
import { containsIp, type Ip, type Prefix } from "../../net/index.ts";
import { end } from "../engine/act.ts";
import type { Visit } from "../engine/visit.ts";

/** Whether the selectors of a tunnel leave out packets between an address here and one there (GW-34). */
export function excludes({ selectors }: Connection, local: Ip, remote: Ip): boolean {
  const holds = (ranges: readonly Prefix[], address: Ip): boolean =>
    ranges.some((range) => containsIp(range, address));
  return (
    selectors !== undefined &&
    !selectors.some((one) => holds(one.local, local) && holds(one.remote, remote))
  );
}

/** The walk ends because the selectors of a tunnel leave the flow out. */
export function selectorsEnd({ name, selectors }: Connection, flow: Flow): Visit["outcome"] {
  const places = (selectors ?? []).map(({ place }) => place);
  const about = [name, formatFlow(flow)];
  return end("noRouteInGateway", "selectorsExclude", { about, rules: ["GW-34"], places });
}
