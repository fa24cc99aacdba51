import type { RepairDestination } from "../../finding/index.ts";
import { formatPrefix, type Prefix } from "../../net/index.ts";

/** A prefix as the destination of a route that a repair adds, with a name for the route. */
export function destinationOf(prefix: Prefix): RepairDestination {
  return { kind: "prefix", name: nameOf(prefix), prefix };
}

function nameOf(prefix: Prefix): string {
  const text = formatPrefix(prefix);
  switch (text) {
    case "0.0.0.0/0":
      return "default";
    case "0.0.0.0/1":
      return "lower-half";
    case "128.0.0.0/1":
      return "upper-half";
    default:
      return text.replaceAll(/[^0-9a-z]+/g, "-");
  }
}
