import type { Host } from "../host.ts";
import type { IdentitySetting } from "./setting.ts";
import { openSigningKey } from "./signing-key.ts";

const keyRecord = "identity/signing-key";

/**
 * The identity of a server: whoever has a token keeps it over a restart, and at every server that
 * shares the store, because the key stands there.
 */
export async function openIdentity(
  { keeper, clock, chance, tenant }: Host,
  token: string | undefined,
): Promise<IdentitySetting> {
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

function keptKey(record: unknown): string | undefined {
  return typeof record === "string" ? record : undefined;
}
