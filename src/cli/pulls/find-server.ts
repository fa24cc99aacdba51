import { chooseServer } from "../clients/choose-server.ts";
import type { ConversationOptions, ServerOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { readServerAddress } from "./server-address.ts";

/** The server that is meant, with what is known of it. */
export interface NamedServer {
  /** Scheme, name and port; absent: nobody named one, and it is Azure. */
  readonly origin: string | undefined;
  /** File with the certificate of its authority; absent: nobody named one. */
  readonly ca: string | undefined;
  /** What it wants to hear; absent: nobody knows. */
  readonly secret: string | undefined;
}

/** The word for the server that runs on this machine. */
const localWord = "local";

/**
 * Finds the server of `--from`: the word `local` is the one of trueroute that runs on this machine,
 * which is known by its address, too. Throws `UsageError`.
 */
export async function findServer(
  { io, conversation }: Session<ConversationOptions>,
  { from, ca }: ServerOptions,
): Promise<NamedServer> {
  if (from === undefined) return { origin: undefined, ca, secret: undefined };
  if (from.toLowerCase() === localWord) {
    const { address, caFile, token } = await chooseServer({ io, conversation, options: {} });
    return { origin: address, ca: ca ?? caFile, secret: token };
  }
  const origin = readServerAddress(from);
  const known = (await io.runningServers.list()).find(({ address }) => address === origin);
  return { origin, ca: ca ?? known?.caFile, secret: known?.token };
}
