// A server that runs and answers what clients ask first, without a socket.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AskLocally, RunningServer } from "../src/host/index.ts";

export interface FakeServer {
  /** A user's data folder. */
  readonly dataFolder: string;
  readonly servers: readonly RunningServer[];
  readonly askLocally: AskLocally;
  readonly address: string;
}

/** What is not as usual. */
export interface FakeServerSetting {
  readonly token?: string;
  readonly keyId?: string;
  readonly subscriptions?: readonly string[];
  /** Ports, that of the newest first. */
  readonly ports?: readonly [number, ...number[]];
  readonly caFile?: string;
}

export const fakeSubscription = "66666666-7777-4888-9999-aaaaaaaaaaaa";
export const fakeTenant = "11111111-2222-4333-8444-555555555555";
export const fakeAuthority = "-----BEGIN CERTIFICATE-----\nb3Vycw==\n-----END CERTIFICATE-----\n";

/** Runs a test with servers; the data folder is gone afterwards. */
export async function withServer<T>(
  setting: FakeServerSetting,
  use: (server: FakeServer) => Promise<T>,
): Promise<T> {
  const dataFolder = mkdtempSync(join(tmpdir(), "trueroute-clients-"));
  try {
    return await use(create(dataFolder, setting));
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

function create(dataFolder: string, setting: FakeServerSetting): FakeServer {
  const { token, keyId = "k1", subscriptions = [fakeSubscription], ports = [7443] } = setting;
  const caFile = join(dataFolder, "authority.pem");
  writeFileSync(caFile, fakeAuthority);
  const servers = ports.map(
    (port): RunningServer => ({
      pid: process.pid,
      port,
      address: `https://127.0.0.1:${port}`,
      caFile: setting.caFile ?? caFile,
      subscriptionId: fakeSubscription,
      tenantId: fakeTenant,
      ...(token === undefined ? {} : { token }),
    }),
  );
  const json = (body: unknown, status = 200) => ({ status, text: JSON.stringify(body) });
  const askLocally: AskLocally = async ({ url, form, bearer, authority }) => {
    if (authority !== fakeAuthority) throw new Error("an unknown authority");
    switch (new URL(url).pathname) {
      case "/common/discovery/keys":
        return json({ keys: [{ kid: keyId }] });
      case "/adfs/oauth2/token":
        return token === undefined || form?.["client_secret"] === token
          ? json({ access_token: "t" })
          : json({ error: "invalid_client" }, 401);
      default:
        return bearer === "t"
          ? json({ value: subscriptions.map((id) => describeSubscription(id)) })
          : json({}, 401);
    }
  };
  return { dataFolder, servers, askLocally, address: `https://127.0.0.1:${ports[0]}` };
}

function describeSubscription(subscriptionId: string) {
  return { subscriptionId, tenantId: fakeTenant, displayName: `name of ${subscriptionId}` };
}
