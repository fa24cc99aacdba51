import type { Ground } from "../ground.ts";
import type { CheckRule } from "../rule.ts";
import { listNames } from "./cause.ts";
import { type CutOff, cutOffRule, namesOf, type Telling } from "./cut-off.ts";
import { lossWords } from "./loss-words.ts";
import { aimsOf } from "./tag-aim.ts";
import { isPolicy } from "./whole-internet.ts";
import { windowsIn } from "./windows-activation.ts";

/** Windows machines whose way to Windows Update ends at a tunnel or a firewall (FWD-49). */
export const windowsUpdate: CheckRule = cutOffRule({
  code: "TR103",
  severity: "warning",
  title: "Windows Update is cut off",
  about:
    "Windows machines get updates from Microsoft unless they are told of a server inside. No list of addresses leads there by routes alone: what they pass on the way has to let them through.",
  rules: ["FWD-49", "GW-28"],
  needsAzureSource: false,
  needOf: (tenants) => {
    const need = windowsIn(tenants);
    return need?.certainty === "known" ? need : undefined;
  },
  aimsOf: (ground, seen) => ({ aims: aimsOf(ground, seen, service).aims, assumptions: [] }),
  concerns: (_, __, lost) => isPolicy(lost),
  tell,
});

// The tags are on their way out, and still the best that is published.
const service = {
  tags: ["AzureUpdateDelivery", "AzureFrontDoor.FirstParty"],
  name: "fe2.update.microsoft.com",
  port: 443,
} as const;

function tell(ground: Ground, cutOff: CutOff): Telling {
  const [first] = cutOff.lost;
  const names = listNames(namesOf(ground, cutOff));
  const way = first === undefined ? "" : lossWords(ground.model, first.lost, "packets for it");
  return {
    severity: "warning",
    message: `Windows machines in ${names} cannot reach Windows Update: ${way}.`,
    remedy:
      cutOff.cause.kind === "firewall"
        ? "Allow the FQDN tag WindowsUpdate in an application rule of the firewall, or update the machines from a server inside."
        : "Let the place at the other end of the tunnel pass them on, lead them through a firewall that does, or update the machines from a server inside.",
    assumptions: [
      {
        code: "updatesFromMicrosoft",
        message: `Windows machines in ${names} are taken to get their updates from Microsoft, not from a server of one's own.`,
        rules: ["FWD-49"],
      },
    ],
    repair: undefined,
  };
}
