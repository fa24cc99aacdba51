import type { Resolution } from "../dns/index.ts";
import type { Flow } from "../flow/index.ts";
import type { ApplicationRule } from "../model/index.ts";
import { fitsFqdn } from "./fqdn.ts";
import { lookUpFqdnTag } from "./fqdn-tag.ts";
import { anyOf, assuming, type Match, matchOf, no, unknownOf, yes } from "./match.ts";

/** Asks for a name as the firewall does. */
export type Resolve = (name: string) => Resolution;

/**
 * Whether the name in a request is one that an application rule names. A flow that names no host
 * fits `*` alone.
 */
export function matchName(rule: ApplicationRule, { name }: Pick<Flow, "name">): Match {
  if (rule.fqdns.includes("*")) return yes;
  if (name === undefined) return assuming(no, "matchUnknown", rule.name);
  const match = anyOf([
    ...rule.fqdns.map((pattern) => matchOf(fitsFqdn(pattern, name))),
    ...rule.urls.map((url) => matchUrl(url, name)),
    ...rule.fqdnTags.map((tag) => matchTag(tag, name)),
    ...rule.webCategories.map(unknownOf),
  ]);
  return match.answer === "no" ? match : assuming(match, "nameInRequest", name);
}

// A flow has a name and no path.
function matchUrl(url: string, name: string): Match {
  const slash = url.indexOf("/");
  const host = slash < 0 ? url : url.slice(0, slash);
  const isWholeSite = slash < 0 || url.slice(slash) === "/*" || url.slice(slash) === "/";
  if (!fitsFqdn(host, name)) return no;
  return isWholeSite ? yes : unknownOf(url);
}

function matchTag(tag: string, name: string): Match {
  switch (lookUpFqdnTag(tag, name)) {
    case "listed":
      return assuming(yes, "tagAsDocumented", tag);
    case "unlisted":
      return assuming(no, "tagAsDocumented", tag);
    case "unknown":
      return unknownOf(tag);
  }
}

/**
 * Whether a name of a network rule stands for a destination: the sender asked for it, or the
 * firewall resolves it to that address. Asterisks do not work there.
 */
export function matchFqdn(fqdn: string, flow: Flow, resolve: Resolve | undefined): Match {
  if (flow.name === fqdn) return yes;
  const resolution = resolve?.(fqdn);
  if (resolution?.kind !== "addresses") return unknownOf(fqdn);
  return matchOf(resolution.addresses.includes(flow.destination));
}
