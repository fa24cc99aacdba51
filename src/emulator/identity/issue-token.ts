import { createHash } from "node:crypto";
import { type Claims, encodeToken } from "./jwt.ts";
import type { IdentitySetting } from "./setting.ts";

/** Who gets a token. */
export type Holder =
  | { readonly kind: "application"; readonly clientId: string }
  /** A person, by way of an application. */
  | { readonly kind: "user"; readonly clientId: string; readonly name: string };

/** An access token with the times that every form of answer tells. */
export interface AccessToken {
  readonly text: string;
  readonly audience: string;
  readonly clientId: string;
  /** Seconds since 1970. */
  readonly notBefore: number;
  readonly expiresOn: number;
  /** In seconds, as Azure has it: one less than the hour. */
  readonly expiresIn: number;
}

const hour = 3600;
const day = 24 * hour;

/** Gives an access token of an hour. */
export function issueAccessToken(
  holder: Holder,
  audience: string,
  setting: IdentitySetting,
): AccessToken {
  const notBefore = setting.now();
  const expiresOn = notBefore + hour;
  const text = encodeToken(
    "JWT",
    {
      aud: audience,
      // As Azure's own tokens: data planes look at how the issuer begins.
      iss: accessTokenIssuer(setting),
      iat: notBefore,
      nbf: notBefore,
      exp: expiresOn,
      appid: holder.clientId,
      appidacr: "1",
      idp: accessTokenIssuer(setting),
      ...subjectOf(holder),
      tid: setting.tenantId,
      uti: setting.createId(),
      ver: "1.0",
    },
    setting.key,
  );
  const { clientId } = holder;
  return { text, audience, clientId, notBefore, expiresOn, expiresIn: hour - 1 };
}

/** Gives an id token: it says to an application who its user is. */
export function issueIdToken(
  holder: Holder & { readonly kind: "user" },
  nonce: string | undefined,
  issuer: string,
  setting: IdentitySetting,
): string {
  const now = setting.now();
  const oid = objectIdOf(holder.name);
  const claims: Claims = {
    aud: holder.clientId,
    iss: issuer,
    iat: now,
    nbf: now,
    exp: now + hour,
    name: holder.name,
    oid,
    preferred_username: holder.name,
    sub: oid,
    tid: setting.tenantId,
    unique_name: holder.name,
    upn: holder.name,
    ver: "1.0",
  };
  return encodeToken("JWT", nonce === undefined ? claims : { ...claims, nonce }, setting.key);
}

/** Gives a token that gets its holder further access tokens for ninety days. */
export function issueRefreshToken(
  holder: Holder & { readonly kind: "user" },
  setting: IdentitySetting,
): string {
  const { clientId, name } = holder;
  const exp = setting.now() + 90 * day;
  return encodeToken("refresh+jwt", { clientId, name, exp }, setting.key);
}

/** The `iss` of access tokens. */
export function accessTokenIssuer({ tenantId }: IdentitySetting): string {
  return `https://sts.windows.net/${tenantId}/`;
}

/** The GUID by which the directory knows an application or a user; the same for the same name. */
export function objectIdOf(name: string): string {
  const digest = createHash("sha256").update(`trueroute directory ${name.toLowerCase()}`).digest();
  // As version 8 of RFC 9562 has it: a hash of one's own choice.
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString("hex");
  const ends = [8, 12, 16, 20, 32];
  return ends.map((end, index) => hex.slice(ends[index - 1] ?? 0, end)).join("-");
}

function subjectOf(holder: Holder): Claims {
  switch (holder.kind) {
    case "application": {
      const oid = objectIdOf(holder.clientId);
      return { idtyp: "app", oid, sub: oid };
    }
    case "user": {
      const oid = objectIdOf(holder.name);
      return {
        idtyp: "user",
        name: holder.name,
        oid,
        scp: "user_impersonation",
        sub: oid,
        unique_name: holder.name,
        upn: holder.name,
      };
    }
  }
}
