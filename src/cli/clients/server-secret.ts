import { type AnnouncedServer, describeFailure } from "../../host/index.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";

/** The variable that a user puts the token of a server into. */
export const tokenVariable = "TRUEROUTE_TOKEN";

const mostBytes = 2 ** 20;

/** Reads the certificate that clients of a server must trust, in PEM. Throws `UsageError`. */
export async function readAuthority({ authorityFile }: AnnouncedServer, io: Io): Promise<string> {
  try {
    return new TextDecoder().decode(await io.fileSystem.readFile(authorityFile, mostBytes));
  } catch (thrown) {
    throw new UsageError(
      `the certificate of the server, ${authorityFile}, cannot be read: ${describeFailure(thrown)}`,
      "Stop trueroute serve and start it again: it makes a new one.",
    );
  }
}

/**
 * Reads what a client must say to be let in: the server's token, or anything where it demands none.
 * Throws `UsageError`.
 */
export async function readSecret(server: AnnouncedServer, io: Io): Promise<string> {
  if (!server.needsToken) return "local";
  const given = io.environment[tokenVariable];
  if (given) return given;
  const { tokenFile, port } = server;
  const remedy = `Put it into the variable ${tokenVariable}, or start the server with --token-file.`;
  if (tokenFile === undefined) {
    throw new UsageError(`the server on port ${port} demands a token`, remedy);
  }
  try {
    return new TextDecoder().decode(await io.fileSystem.readFile(tokenFile, mostBytes)).trim();
  } catch (thrown) {
    throw new UsageError(
      `the token of the server on port ${port}, ${tokenFile}, cannot be read: ${describeFailure(thrown)}`,
      remedy,
    );
  }
}
