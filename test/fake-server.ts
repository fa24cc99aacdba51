// A server that announces itself and answers what clients ask first, without a socket.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AnnouncedServer, type AskLocally, announceServer } from "../src/host/index.ts";

export interface FakeServer {
  /** A user's data folder in which it has announced itself. */
  readonly dataFolder: string;
  readonly askLocally: AskLocally;
  readonly address: string;
}

/** What is not as usual. */
export interface FakeServerSetting {
  readonly port?: number;
  readonly token?: string;
  readonly keyId?: string;
  /** Ids, with the groups of each; the first is the server's own. */
  readonly subscriptions?: readonly (readonly [id: string, groups: number])[];
  readonly announced?: Partial<AnnouncedServer>;
}

const own = "66666666-7777-4888-9999-aaaaaaaaaaaa";
export const fakeTenant = "11111111-2222-4333-8444-555555555555";
export const fakeAuthority = "-----BEGIN CERTIFICATE-----\nb3Vycw==\n-----END CERTIFICATE-----\n";

/** Runs a test with a server; its data folder is gone afterwards. */
export async function withServer<T>(
  setting: FakeServerSetting,
  use: (server: FakeServer) => Promise<T>,
): Promise<T> {
  const dataFolder = mkdtempSync(join(tmpdir(), "trueroute-clients-"));
  try {
    return await use(announce(dataFolder, setting));
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Announces a server in a data folder, which may have others. */
export function announce(dataFolder: string, setting: FakeServerSetting): FakeServer {
  const { port = 7443, token, keyId = "k1", subscriptions = [[own, 0]] } = setting;
  mkdirSync(join(dataFolder, "tls"), { recursive: true });
  const authorityFile = join(dataFolder, "tls", "authority.pem");
  writeFileSync(authorityFile, fakeAuthority);
  const address = `https://127.0.0.1:${port}`;
  announceServer(dataFolder, {
    pid: process.pid,
    address,
    port,
    authorityFile,
    needsToken: token !== undefined,
    state: "memory",
    folder: dataFolder,
    startedAt: "2026-11-21T09:30:00.000Z",
    ...setting.announced,
  });
  const json = (body: unknown, status = 200) => ({ status, text: JSON.stringify(body) });
  const askLocally: AskLocally = async ({ url, form, bearer, authority }) => {
    if (authority !== fakeAuthority) throw new Error("an unknown authority");
    const { pathname } = new URL(url);
    if (pathname === "/common/discovery/keys") return json({ keys: [{ kid: keyId }] });
    if (pathname === "/adfs/oauth2/token") {
      const isIn = token === undefined || form?.["client_secret"] === token;
      return isIn ? json({ access_token: "t" }) : json({ error: "invalid_client" }, 401);
    }
    if (bearer !== "t") return json({}, 401);
    if (pathname === "/subscriptions") {
      const value = subscriptions.map(([subscriptionId], index) => ({
        subscriptionId,
        tenantId: fakeTenant,
        displayName: `s${index}`,
      }));
      return json({ value });
    }
    const [, , id] = pathname.split("/");
    const groups = subscriptions.find(([one]) => one === id)?.[1] ?? 0;
    return json({ value: Array.from({ length: groups }, () => ({})) });
  };
  return { dataFolder, askLocally, address };
}
