import { type AnnouncedServer, describeFailure, type LocalReply } from "../../host/index.ts";
import type { Io } from "../io.ts";
import type { ServerOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { chooseServer } from "./choose-server.ts";
import { fieldOf, parseReply } from "./reply.ts";
import { readAuthority, readSecret, tokenVariable } from "./server-secret.ts";

/** The application that clients log in as. A server lets any in; one name is enough. */
export const clientId = "00000000-0000-4000-8000-726f75746572";

/** One of the subscriptions that a server has. */
export interface Subscription {
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
}

/** What a client must know of a server that answers. */
export interface Connection {
  readonly port: number;
  /** Scheme, host and port, without a slash: `https://127.0.0.1:7443`. */
  readonly address: string;
  /** The certificate that clients must trust, in PEM. */
  readonly authority: string;
  /** What clients say to be let in: the server's token, or anything. */
  readonly secret: string;
  /** Changes when tokens that were given before are worth nothing. */
  readonly keyId: string;
  /** Every one, in the server's order; the first is where a client begins. */
  readonly subscriptions: readonly [Subscription, ...Subscription[]];
}

/**
 * Chooses a running server and asks it what clients must know. Throws `UsageError` when there is none,
 * when it does not answer, and when it demands a token that nobody has given.
 */
export async function connect(session: Session<ServerOptions>): Promise<Connection> {
  const { io } = session;
  const server = chooseServer(session);
  const { port, address } = server;
  const authority = await readAuthority(server, io);
  const secret = await readSecret(server, io);
  const ask = asking(server, authority, io);
  const keyId = keyIdOf(await ask("/common/discovery/keys"));
  const bearer = await logIn(server, secret, authority, io);
  const listed = subscriptionsOf(await ask(`/subscriptions?${version}`, bearer));
  const [first, ...others] = await inOrder(listed, (id) =>
    ask(`/subscriptions/${id}/resourcegroups?${version}&$top=1`, bearer),
  );
  if (first === undefined) throw unlike(server);
  return { port, address, authority, secret, keyId, subscriptions: [first, ...others] };
}

const version = "api-version=2022-12-01";

type Ask = (path: string, bearer?: string) => Promise<unknown>;

function asking(server: AnnouncedServer, authority: string, io: Io): Ask {
  return async (path, bearer) => {
    const url = server.address + path;
    const wanted = bearer === undefined ? {} : { bearer };
    const reply = await send(server, () => io.askLocally({ url, authority, ...wanted }));
    if (reply.status !== 200) throw unlike(server);
    return parseReply(reply.text);
  };
}

async function logIn(
  server: AnnouncedServer,
  secret: string,
  authority: string,
  io: Io,
): Promise<string> {
  const url = `${server.address}/adfs/oauth2/token`;
  const form = {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: secret,
    resource: `${server.address}/`,
  };
  const reply = await send(server, () => io.askLocally({ url, authority, form }));
  if (reply.status === 401) {
    throw new UsageError(
      `the server on port ${server.port} refuses the token`,
      `It wants the one that it was started with; ${tokenVariable} comes before the file of --token-file.`,
    );
  }
  const token = fieldOf(parseReply(reply.text), "access_token");
  if (typeof token !== "string") throw unlike(server);
  return token;
}

async function send(
  { address }: AnnouncedServer,
  ask: () => Promise<LocalReply>,
): Promise<LocalReply> {
  try {
    return await ask();
  } catch (thrown) {
    throw new UsageError(
      `the server at ${address} does not answer: ${describeFailure(thrown)}`,
      "Start it again: trueroute serve.",
    );
  }
}

// A client begins where there is something, and not in the server's own empty subscription.
async function inOrder(
  subscriptions: readonly Subscription[],
  listGroups: (id: string) => Promise<unknown>,
): Promise<readonly Subscription[]> {
  if (subscriptions.length < 2) return subscriptions;
  for (const one of subscriptions) {
    const groups = fieldOf(await listGroups(one.id), "value");
    if (!Array.isArray(groups) || groups.length === 0) continue;
    return [one, ...subscriptions.filter((other) => other !== one)];
  }
  return subscriptions;
}

function subscriptionsOf(body: unknown): readonly Subscription[] {
  const value = fieldOf(body, "value");
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const id = fieldOf(one, "subscriptionId");
    const tenantId = fieldOf(one, "tenantId");
    const name = fieldOf(one, "displayName");
    if (typeof id !== "string" || typeof tenantId !== "string") return [];
    return [{ id, tenantId, name: typeof name === "string" ? name : id }];
  });
}

function keyIdOf(body: unknown): string {
  const keys = fieldOf(body, "keys");
  const id = Array.isArray(keys) ? fieldOf(keys[0], "kid") : undefined;
  return typeof id === "string" ? id : "";
}

function unlike({ address }: AnnouncedServer): UsageError {
  return new UsageError(
    `what answers at ${address} is not a server of this trueroute`,
    "Stop it and start it again: trueroute serve.",
  );
}
