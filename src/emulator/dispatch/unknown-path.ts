import type { Answer } from "../wire/answer.ts";

/** What Microsoft.Network's own router says to a path below one of its resources. */
export function unknownNetworkPath(address: string): Answer {
  return {
    status: 404,
    body: {
      Message: `No HTTP resource was found that matches the request URI '${address}'.`,
      MessageDetail: "No route data was found for this request.",
    },
  };
}
