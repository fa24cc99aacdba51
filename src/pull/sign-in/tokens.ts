import type { TokenSource } from "../wire/http.ts";
import { createDirectoryTokens, type DirectoryAsk } from "./directory-token.ts";
import { discoverSignIn, type Reach } from "./discover.ts";
import { askOwnToken, type OwnSignIn, type Token } from "./own-tokens.ts";

/** What signing in takes beside the way to the server. */
export interface SignInSetting extends Reach, OwnSignIn {
  readonly tenant: string | undefined;
}

// A token that ends soon is renewed before it does.
const marginMs = 120_000;

/**
 * Creates the source of tokens for a server. Nothing is asked before the first token is wanted; a
 * token is used until it is about to end, or is refused.
 */
export function createTokens(setting: SignInSetting): TokenSource {
  let source: Promise<(() => Promise<Token>) | undefined> | undefined;
  let current: Promise<Token | undefined> | undefined;
  const renew = async (): Promise<Token | undefined> => {
    source ??= openSource(setting);
    return (await source)?.();
  };
  return async (refused) => {
    const before = current;
    const token = await before;
    const isGood =
      before !== undefined &&
      (token === undefined
        ? refused === undefined
        : token.text !== refused && setting.clock.now() < token.expiresAt - marginMs);
    // Many requests find the same token too old, and the first of them has it renewed.
    if (!isGood && current === before) current = renew();
    return (await current)?.text;
  };
}

async function openSource(setting: SignInSetting): Promise<(() => Promise<Token>) | undefined> {
  const signIn = await discoverSignIn(setting);
  switch (signIn.kind) {
    case "directory":
      return createDirectoryTokens(askOf(signIn, setting.tenant));
    case "own":
      return () => askOwnToken(setting, signIn.authority, setting);
    case "none":
      return undefined;
  }
}

function askOf(
  { authority, audience }: Omit<DirectoryAsk, "tenant">,
  tenant: string | undefined,
): DirectoryAsk {
  return { authority, audience, tenant };
}
