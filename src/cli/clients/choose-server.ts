import type { RunningServer } from "../../host/index.ts";
import type { PortOptions } from "../server-options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Chooses the server that a client talks to: the one at `--port`, else the one that was started last.
 * Throws `UsageError` when there is none.
 */
export async function chooseServer({
  io,
  options,
  conversation,
}: Session<PortOptions>): Promise<RunningServer> {
  const running = await io.runningServers.list();
  const { port } = options;
  const [newest, ...others] = running;
  if (newest === undefined) {
    throw new UsageError(
      "no trueroute server is running",
      "Start one in another terminal: trueroute serve.",
    );
  }
  if (port === undefined) {
    if (others.length > 0) {
      const ports = others.map((one) => one.port).join(", ");
      conversation.note(
        `${running.length} servers are running; this is port ${newest.port}, started last (--port: ${ports})`,
      );
    }
    return newest;
  }
  const chosen = running.find((one) => one.port === port);
  if (chosen !== undefined) return chosen;
  const ports = running.map((one) => one.port).join(", ");
  throw new UsageError(
    `no trueroute server is running on port ${port}`,
    `Servers are running on ${ports}; or start one: trueroute serve --port ${port}.`,
  );
}
