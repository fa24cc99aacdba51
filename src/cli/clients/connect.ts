import {
  describeFailure,
  type LocalReply,
  type LocalRequest,
  type RunningServer,
} from "../../host/index.ts";
import type { Io } from "../io.ts";
import type { PortOptions } from "../server-options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { chooseServer } from "./choose-server.ts";
import { fieldOf, parseReply } from "./reply.ts";

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
  /** Every one; the first is where a client begins. */
  readonly subscriptions: readonly [Subscription, ...Subscription[]];
}

/**
 * Chooses a running server and asks it what clients must know. Throws `UsageError` when there is none,
 * and when it does not answer.
 */
export async function connect(session: Session<PortOptions>): Promise<Connection> {
  const { io } = session;
  const server = await chooseServer(session);
  const { port, address, subscriptionId } = server;
  const authority = await readAuthority(server, io);
  const secret = server.token ?? "local";
  const ask = asking(server, authority, io);
  const keyId = keyIdOf(await ask("/common/discovery/keys"));
  const bearer = tokenOf(await ask("/adfs/oauth2/token", { form: credentials(server, secret) }));
  const listed = subscriptionsOf(await ask("/subscriptions?api-version=2022-12-01", { bearer }));
  const first = listed.find(({ id }) => id.toLowerCase() === subscriptionId.toLowerCase());
  if (first === undefined) throw unlike(server);
  const others = listed.filter((one) => one !== first);
  return { port, address, authority, secret, keyId, subscriptions: [first, ...others] };
}

const mostBytes = 2 ** 20;

async function readAuthority({ caFile }: RunningServer, io: Io): Promise<string> {
  try {
    return new TextDecoder().decode(await io.fileSystem.readFile(caFile, mostBytes));
  } catch (thrown) {
    throw new UsageError(
      `the certificate of the server, ${caFile}, cannot be read: ${describeFailure(thrown)}`,
      "Stop trueroute serve and start it again: it makes a new one.",
    );
  }
}

function credentials({ address }: RunningServer, secret: string): Readonly<Record<string, string>> {
  return {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: secret,
    resource: `${address}/`,
  };
}

type Ask = (path: string, more?: Pick<LocalRequest, "bearer" | "form">) => Promise<unknown>;

function asking(server: RunningServer, authority: string, io: Io): Ask {
  return async (path, more = {}) => {
    const url = server.address + path;
    const reply = await send(server, () => io.askLocally({ url, authority, ...more }));
    if (reply.status !== 200) throw unlike(server);
    return parseReply(reply.text);
  };
}

async function send(
  { address }: RunningServer,
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

function tokenOf(body: unknown): string {
  const token = fieldOf(body, "access_token");
  return typeof token === "string" ? token : "";
}

function unlike({ address }: RunningServer): UsageError {
  return new UsageError(
    `what answers at ${address} is not a server of this trueroute`,
    "Stop it and start it again: trueroute serve.",
  );
}
