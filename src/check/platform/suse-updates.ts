import type { RepairDestination } from "../../finding/index.ts";
import { builtInHosts } from "../../model/index.ts";
import { formatPrefix } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import type { CheckRule } from "../rule.ts";
import { suseAims } from "./aim.ts";
import { assumedOf } from "./assumption.ts";
import { listNames } from "./cause.ts";
import { type CutOff, cutOffRule, type Need, namesOf, type Telling } from "./cut-off.ts";
import { directRoutes } from "./direct-route.ts";
import { lossWords } from "./loss-words.ts";
import type { Tenants } from "./tenant.ts";
import { leavesBySubnet } from "./whole-internet.ts";

/** SUSE machines that reach SUSE's update servers from no address of Azure (FWD-22). */
export const suseUpdates: CheckRule = cutOffRule({
  code: "TR102",
  severity: "warning",
  title: "SUSE updates are cut off",
  about:
    "SUSE machines that Microsoft bills get updates from servers which answered addresses of Azure alone. Under forced tunneling they come from another one, or not at all.",
  rules: ["FWD-22"],
  needsAzureSource: true,
  needOf: suseIn,
  aimsOf: () => ({ aims: suseAims, assumptions: [] }),
  concerns: (_, seen, lost) => !leavesBySubnet(seen, lost),
  tell,
});

function suseIn({ machines }: Tenants): Need | undefined {
  const found = machines.find(({ system }) => system === "suse");
  return found && { certainty: "known", nic: found.nic };
}

function tell(ground: Ground, cutOff: CutOff): Telling {
  const [first] = cutOff.lost;
  const names = listNames(namesOf(ground, cutOff));
  const some = cutOff.isPartial ? "some of SUSE's update servers" : "SUSE's update servers";
  const way = first === undefined ? "" : lossWords(ground.model, first.lost, `packets for ${some}`);
  const message = `SUSE machines in ${names} may get no updates: ${way}.`;
  return {
    severity: "warning",
    message,
    remedy:
      "Add routes to the Internet for the update servers of your region, which SUSE lists, or let the machines update from a server of your own.",
    assumptions: [
      ...assumedOf(ground, cutOff, { system: "SUSE", needsAzureSource: true }),
      {
        code: "rangesOf2015",
        message: `The update servers are taken to be in ${rangeWords()}, as Microsoft wrote in 2015, and to refuse other callers than Azure's; SUSE has changed both since.`,
        rules: ["FWD-22"],
      },
    ],
    repair: directRoutes(ground, cutOff, destinations),
  };
}

const ranges = builtInHosts.flatMap(({ kind, prefixes }) => (kind === "suse" ? prefixes : []));

function rangeWords(): string {
  return listNames(ranges.map(formatPrefix));
}

const destinations: readonly RepairDestination[] = ranges.map((prefix, at) => ({
  kind: "prefix",
  name: `suse-updates-${at + 1}`,
  prefix,
}));
