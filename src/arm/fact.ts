import type { Place } from "../diagnostic/index.ts";
import type { Ip, Prefix } from "../net/index.ts";
import { Cursor, type Reference, type Report, type WrittenPrefix } from "./cursor.ts";
import type { JsonObject, Resource } from "./resource.ts";

/** A list of learned routes as written. */
export interface LearnedRoutesBody {
  readonly target: Reference | undefined;
  readonly routes: readonly LearnedRouteBody[];
}

/** One learned path as written. */
interface LearnedRouteBody {
  readonly prefix: Prefix;
  readonly nextHop: Ip | undefined;
  readonly asPath: readonly number[];
  readonly origin: "network" | "external" | "internal";
  readonly peer: Ip | undefined;
  readonly localAddress: Ip | undefined;
  readonly place: Place;
}

/** A place outside Azure as written. */
export interface SiteBody {
  readonly prefixes: readonly WrittenPrefix[];
  /** Absent when not written: then it announces its own prefixes. */
  readonly advertised: readonly WrittenPrefix[] | undefined;
  readonly asn: number | undefined;
  readonly links: readonly { readonly target: Reference; readonly nextHop: Ip | undefined }[];
  readonly internetAddress: Ip | undefined;
  readonly hosts: readonly { readonly name: string; readonly address: Ip; readonly place: Place }[];
  /** Absent when it does not say how names are resolved there. */
  readonly dns: SiteDns | undefined;
}

/** How names are resolved outside Azure, as written. */
interface SiteDns {
  readonly network: Reference | undefined;
  readonly records: readonly {
    readonly name: string;
    readonly addresses: readonly Ip[];
    readonly place: Place;
  }[];
}

/** What an operating system does with packets that are not its own, as written. */
export interface GuestBody {
  readonly nic: Reference | undefined;
  readonly forwarding: "forward" | "snat" | "proxy" | "drop" | undefined;
  readonly keepsState: boolean | undefined;
}

/** A public name or address as written. */
export interface PublicHostBody {
  readonly fqdns: readonly string[];
  readonly addresses: readonly Ip[];
  readonly port: number | undefined;
  readonly accepts: "any" | "azurePublicSource";
}

/** The public address of a hub router as written. */
export interface HubRouterBody {
  readonly hub: Reference | undefined;
  readonly address: Ip | undefined;
}

/** Behavior switches as written, not yet checked. */
export interface BehaviorBody {
  readonly entries: readonly {
    readonly key: string;
    readonly value: string;
    readonly place: Place;
  }[];
}

/** Reads a list of learned routes. */
export function decodeLearnedRoutes(resource: Resource, report: Report): LearnedRoutesBody {
  const cursor = Cursor.of(resource, report);
  // The list is an array, or the whole answer of the command around it.
  const list = cursor.at("routes").at("value").exists
    ? cursor.at("routes").list("value")
    : undefined;
  return {
    target: cursor.reference("target"),
    routes: (list ?? cursor.list("routes")).flatMap((route) => readLearnedRoute(route) ?? []),
  };
}

/** Reads a place outside Azure. */
export function decodeSite(resource: Resource, report: Report): SiteBody {
  const cursor = Cursor.of(resource, report);
  return {
    prefixes: cursor.prefixes("addressPrefixes"),
    advertised: cursor.at("advertisedPrefixes").exists
      ? cursor.prefixes("advertisedPrefixes")
      : undefined,
    asn: cursor.number("asn"),
    links: cursor.list("connectedTo").flatMap((link) => {
      const target = link.asReference("connectedTo");
      return target === undefined ? [] : [{ target, nextHop: link.ip("nextHop") }];
    }),
    internetAddress: cursor.at("internetEgress").ip("publicIPAddress"),
    hosts: cursor.list("hosts").flatMap((host) => {
      const address = host.ip("ipAddress");
      if (address === undefined) return [];
      return [{ name: host.text("name") ?? "", address, place: host.place }];
    }),
    dns: cursor.at("dns").exists ? readSiteDns(cursor.at("dns")) : undefined,
  };
}

/** Reads a guest. */
export function decodeGuest(resource: Resource, report: Report): GuestBody {
  const cursor = Cursor.of(resource, report);
  return {
    nic: cursor.reference("networkInterface"),
    forwarding: cursor.choice("forwarding", {
      forward: "forward",
      snat: "snat",
      proxy: "proxy",
      drop: "drop",
    }),
    keepsState: cursor.flag("stateful"),
  };
}

/** Reads a public host. */
export function decodePublicHost(resource: Resource, report: Report): PublicHostBody {
  const cursor = Cursor.of(resource, report);
  return {
    fqdns: cursor.texts("fqdns"),
    addresses: cursor.ips("ipAddresses").map(({ address }) => address),
    port: cursor.number("port"),
    accepts:
      cursor.choice("accepts", { any: "any", azurePublicSource: "azurePublicSource" }) ?? "any",
  };
}

/** Reads the public address of a hub router. */
export function decodeHubRouter(resource: Resource, report: Report): HubRouterBody {
  const cursor = Cursor.of(resource, report);
  return { hub: cursor.reference("virtualHub"), address: cursor.ip("publicIPAddress") };
}

/** Reads behavior switches; `true` and `"true"` are the same value. */
export function decodeBehavior(resource: Resource, report: Report): BehaviorBody {
  const properties = Cursor.of(resource, report).at("properties");
  const object = (properties.value ?? {}) as JsonObject;
  return {
    entries: Object.keys(object)
      .sort()
      .flatMap((key) => {
        const { value, place } = properties.at(key);
        return [
          { key, value: typeof value === "object" ? JSON.stringify(value) : `${value}`, place },
        ];
      }),
  };
}

function readSiteDns(dns: Cursor): SiteDns {
  return {
    network: dns.reference("network"),
    records: dns.list("records").flatMap((record) => {
      const name = record.text("name");
      if (name === undefined) {
        record.lacks("name", "a name");
        return [];
      }
      const addresses = record.ips("ipAddresses").map(({ address }) => address);
      return [{ name: name.toLowerCase().replace(/\.$/, ""), addresses, place: record.place }];
    }),
  };
}

const origins = {
  Network: "network",
  EBgp: "external",
  IBgp: "internal",
  Igp: "internal",
  Incomplete: "external",
} as const;

function readLearnedRoute(cursor: Cursor): LearnedRouteBody | undefined {
  const network = cursor.prefix("network");
  if (network === undefined) {
    return cursor.at("network").exists ? undefined : cursor.lacks("network", "a prefix");
  }
  return {
    prefix: network.prefix,
    nextHop: cursor.ip("nextHop"),
    asPath: readAsPath(cursor),
    origin: cursor.choice("origin", origins) ?? "external",
    peer: cursor.ip("sourcePeer"),
    localAddress: cursor.ip("localAddress"),
    place: cursor.place,
  };
}

// Azure joins the numbers with dashes; people type spaces and commas, and a path of one hop may
// come as a number.
function readAsPath(cursor: Cursor): readonly number[] {
  const { value } = cursor.at("asPath");
  if (value === undefined || value === null) return [];
  const text = typeof value === "number" ? `${value}` : value;
  if (typeof text === "string" && /^[\d\s,-]*$/.test(text)) {
    return text
      .split(/[\s,-]+/)
      .filter((part) => part !== "")
      .map(Number);
  }
  cursor.at("asPath").complain("asPath", "autonomous system numbers joined with dashes");
  return [];
}
