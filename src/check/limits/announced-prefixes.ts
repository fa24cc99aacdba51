import type { CheckRule } from "../rule.ts";
import { limitRule } from "./limit-rule.ts";

/** Prefixes that go out over ExpressRoute (ER-9). */
export const announcedPrefixes: CheckRule = limitRule({
  code: "TR706",
  kind: "announcedPrefixes",
  title: "ExpressRoute is told too many prefixes",
  about:
    "ExpressRoute takes 1000 prefixes from a gateway. With one more the connection goes down, and with it every network that uses the gateway.",
  rules: ["ER-9", "GW-23", "GW-25"],
  owner: "Connection",
  verb: "announces",
  things: "prefixes",
  cost: "The connection goes down, for all networks that use the gateway.",
  remedy:
    "Set summarizedGatewayPrefixes on the network of the gateway, and give the spokes address spaces that a summary covers.",
});
