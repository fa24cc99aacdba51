import { platformPlace } from "../diagnostic/index.ts";
import type { Behavior } from "../model/index.ts";
import { type Prefix, parsePrefix } from "../net/index.ts";
import { RouteGroup } from "./group.ts";
import { createRoute } from "./route.ts";

type Profile = Behavior["noneProfile"];

/**
 * The drop rows that the platform adds, by the year in which they were captured, in the order
 * printed (SYS-3).
 *
 * The list drifts with platform versions, so it is data. `2023h` was recorded through a hybrid API
 * profile (CAP-15).
 */
const profiles: Readonly<Record<Profile, string>> = {
  doc: "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10",
  "2019": "10.0.0.0/8 100.64.0.0/10 192.168.0.0/16",
  "2021": "10.0.0.0/8 100.64.0.0/10 192.168.0.0/16 25.33.80.0/20 25.41.3.0/25",
  "2022":
    "10.0.0.0/8 100.64.0.0/10 25.48.0.0/12 25.4.0.0/14 198.18.0.0/15 157.59.0.0/16 192.168.0.0/16 " +
    "25.33.0.0/16 40.109.0.0/16 104.147.0.0/16 40.108.0.0/17 104.146.0.0/17 23.103.0.0/18 " +
    "25.41.0.0/20 20.35.252.0/22",
  "2023":
    "10.0.0.0/8 127.0.0.0/8 100.64.0.0/10 172.16.0.0/12 25.48.0.0/12 25.4.0.0/14 198.18.0.0/15 " +
    "157.59.0.0/16 192.168.0.0/16 25.33.0.0/16 40.109.0.0/16 104.147.0.0/16 104.146.0.0/17 " +
    "40.108.0.0/17 23.103.0.0/18 25.41.0.0/20 20.35.252.0/22",
  "2023h":
    "10.0.0.0/8 100.64.0.0/10 172.16.0.0/12 25.48.0.0/12 25.4.0.0/14 198.18.0.0/15 " +
    "157.59.0.0/16 192.168.0.0/16 25.33.0.0/16 40.109.0.0/16 104.147.0.0/16 104.146.0.0/17 " +
    "40.108.0.0/17 23.103.0.0/18 25.41.0.0/20 20.35.252.0/22",
  "2025":
    "10.0.0.0/8 127.0.0.0/8 100.64.0.0/10 172.16.0.0/12 25.176.0.0/13 25.152.0.0/14 25.184.0.0/14 " +
    "25.4.0.0/14 25.148.0.0/15 198.18.0.0/15 25.150.0.0/16 25.156.0.0/16 25.159.0.0/16 " +
    "40.109.0.0/16 192.168.0.0/16 104.147.0.0/16 157.59.0.0/16 40.108.0.0/17 104.146.0.0/17 " +
    "23.103.0.0/18 20.35.252.0/22",
};

/** Prefixes of a profile, in the order printed. */
export function dropPrefixes(profile: Profile): readonly Prefix[] {
  return profiles[profile].split(" ").flatMap((text) => parsePrefix(text) ?? []);
}

/**
 * The platform's drop routes of a profile (SYS-3). IPv4 only: no capture shows an IPv6 one (SYS-8).
 */
export function dropGroup(profile: Profile): RouteGroup {
  return new RouteGroup(
    "drop",
    dropPrefixes(profile).map((prefix) =>
      createRoute({
        origin: "platformDrop",
        source: "system",
        prefixes: [prefix],
        nextHop: { kind: "none" },
        places: [platformPlace],
        rules: profile === "2023h" ? ["SYS-3", "CAP-15"] : ["SYS-3"],
      }),
    ),
  );
}
