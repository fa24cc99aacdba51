import type { Ask, Client, Reply } from "./ask.ts";
import { offeredVersion } from "./refusal.ts";

/**
 * A client that takes the version of an interface that a cloud offers, where it does not have the
 * one that was asked for. Sovereign clouds are behind, and regions of a cloud are not all alike.
 */
export function withOfferedVersions(client: Client): Client {
  // By the version asked for and the type, so that the next request need not fail first.
  const known = new Map<string, string>();
  return {
    ask: async (ask) => {
      const key = keyOf(ask);
      const version = known.get(key);
      const reply = await client.ask(version === undefined ? ask : replaceVersion(ask, version));
      const offered = version === undefined ? offerIn(reply) : undefined;
      if (offered === undefined) return reply;
      known.set(key, offered);
      return client.ask(replaceVersion(ask, offered));
    },
  };
}

function offerIn(reply: Reply): string | undefined {
  return reply.kind === "refused" && [400, 404].includes(reply.status)
    ? offeredVersion(reply.text)
    : undefined;
}

// The types of the path and its version: /subscriptions/S/providers/N/virtualNetworks?api-version=V.
function keyOf({ path }: Ask): string {
  const { pathname, searchParams } = new URL(path, "https://none");
  const [namespace, ...rest] = (pathname.split(/\/providers\//i).at(-1) ?? "").split("/");
  const types = rest.filter((_, index) => index % 2 === 0);
  return [namespace, ...types, searchParams.get("api-version")].join("/").toLowerCase();
}

function replaceVersion(ask: Ask, version: string): Ask {
  return { ...ask, path: ask.path.replace(/([?&]api-version=)[^&]*/i, `$1${version}`) };
}
