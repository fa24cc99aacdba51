import type { TraceAssumption } from "../walk/index.ts";
import { egressAssumptions } from "./egress-words.ts";
import { filterAssumptions } from "./filter-sentence.ts";
import { firewallAssumptions } from "./firewall-words.ts";
import { accessAssumptions, nameAssumptions } from "./service-words.ts";

type Assumed = (about: readonly string[]) => string;

// What the walk itself and the question take for granted.
const own: Readonly<Record<string, Assumed>> = {
  portAssumed: ([port]) => `nobody says a port, so it is ${port}`,
  hostInSubnet: ([address, subnet]) =>
    subnet === address ? `a host is at ${address}` : `a host is at ${address} in ${subnet}`,
  hostBehindGateway: ([address, gateway]) =>
    `a host with address ${address} sends it from behind ${gateway}`,
  hostOfSite: ([address, site]) => `a host of ${site} has address ${address}`,
  hostOfTag: ([address, tag]) => `${address} stands for all addresses of service tag ${tag}`,
  anyInternetHost: ([address]) => `${address} stands for any address of the Internet`,
  guestForwards: ([nic]) => `the guest behind ${nic} forwards packets`,
  guestState: ([keeps]) =>
    keeps === "true"
      ? "guests that forward keep state of the flows that they see"
      : "guests that forward keep no state of flows",
  guestTranslates: ([nic]) =>
    `the guest behind ${nic} puts its own address on what it sends to the Internet`,
  siteUnknown: ([link, address]) =>
    `nothing tells which place is behind ${link}; ${address} is taken to be there`,
  siteRoutesTunnel: ([name]) => `the other side of ${name} routes what belongs into the tunnel`,
};

const sentences: Readonly<Record<string, Assumed>> = {
  ...own,
  ...filterAssumptions,
  ...firewallAssumptions,
  ...egressAssumptions,
  ...accessAssumptions,
  ...nameAssumptions,
};

/**
 * Says in one sentence what an answer about a flow takes for granted; the code stands for it where
 * nobody has written one.
 */
export function flowAssumptionSentence({
  code,
  about,
}: Pick<TraceAssumption, "code" | "about">): string {
  const sentence = sentences[code];
  return sentence === undefined ? [code, ...about].join(" ") : sentence(about);
}
