import { bicepMessages } from "./bicep-messages.ts";
import { gatewayMessages } from "./gateway-messages.ts";
import { inputMessages } from "./input-messages.ts";
import { layerMessages } from "./layer-messages.ts";
import { networkMessages } from "./network-messages.ts";
import { pullMessages } from "./pull-messages.ts";
import { routeMessages } from "./route-messages.ts";
import { templateMessages } from "./template-messages.ts";
import { terraformMessages } from "./terraform-messages.ts";

/**
 * Every diagnostic of trueroute: code, severity and the two sentences it prints.
 *
 * Codes are stable and kebab-case. `message` says what is wrong, `remedy` what to do; names in
 * braces are parameters.
 * Severity: `error` = something was left out of the answer, `warning` = Azure would refuse it or
 * the answer may surprise, `info` = something a reader should know.
 */
export const catalogue: typeof inputMessages &
  typeof templateMessages &
  typeof bicepMessages &
  typeof layerMessages &
  typeof networkMessages &
  typeof routeMessages &
  typeof gatewayMessages &
  typeof pullMessages &
  typeof terraformMessages = {
  ...inputMessages,
  ...templateMessages,
  ...bicepMessages,
  ...layerMessages,
  ...networkMessages,
  ...routeMessages,
  ...gatewayMessages,
  ...pullMessages,
  ...terraformMessages,
};

/** A stable, kebab-case name of one kind of message. */
export type DiagnosticCode = keyof typeof catalogue;
