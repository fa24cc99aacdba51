import { createHash } from "node:crypto";
import type { Host } from "../host.ts";
import type { IdentitySetting } from "./setting.ts";
import { openSigningKey } from "./signing-key.ts";

/**
 * The identity of a server: whoever has a token keeps it over a restart, and at every server that
 * shares the store, because the key stands there. Each secret has a key of its own: what was given to
 * everybody, or under another secret, opens nothing.
 */
export async function openIdentity(
  { keeper, clock, chance, tenant }: Host,
  token: string | undefined,
): Promise<IdentitySetting> {
  const keyRecord = `identity/signing-key${token === undefined ? "" : `-${digest(token)}`}`;
  const key = await openSigningKey({
    read: async () => keptKey(keeper.record(keyRecord)),
    keep: (text) =>
      keeper.write(({ keep, record }) => {
        const kept = keptKey(record(keyRecord));
        if (kept === undefined) keep(keyRecord, text);
        return kept ?? text;
      }),
  });
  return {
    key,
    tenantId: tenant,
    token,
    now: () => Math.floor(clock.now() / 1000),
    createId: chance.guid,
  };
}

function digest(token: string): string {
  return createHash("sha256").update(`signing-key ${token}`).digest("hex").slice(0, 16);
}

function keptKey(record: unknown): string | undefined {
  return typeof record === "string" ? record : undefined;
}
