import type { UserNextHop } from "../../model/index.ts";
import { formatIp } from "../../net/index.ts";
import { listNames } from "../list-names.ts";

/** Where a user route leads, after `to`. */
export function hopName(nextHop: UserNextHop): string {
  switch (nextHop.kind) {
    case "appliance":
      return nextHop.addresses.length === 0
        ? "an appliance whose address only Azure knows"
        : listNames(nextHop.addresses.map(formatIp));
    case "gateway":
      return "the gateway";
    case "network":
      return "the own network";
    case "internet":
      return "the Internet";
    case "none":
      return "nowhere";
  }
}
