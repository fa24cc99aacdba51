import { createHash } from "node:crypto";
import type { Form } from "./form.ts";
import type { Holder } from "./issue-token.ts";
import { type Claims, decodeToken, type TokenUse } from "./jwt.ts";
import {
  malformedAssertion,
  missingCredential,
  missingParameter,
  type OauthError,
  unprovable,
  unsupportedGrant,
  unusableGrant,
  wrongPassword,
  wrongSecret,
} from "./oauth-error.ts";
import { isSameSecret } from "./secret.ts";
import type { IdentitySetting } from "./setting.ts";
import { verifyUse } from "./verify-token.ts";

/** Who has earned a token. */
export interface Granted {
  readonly holder: Holder;
  /** What a browser's way in wants to see again in the id token. */
  readonly nonce?: string;
}

/** A way to a token: what it makes of a form. */
type Way = (form: Form, clientId: string, setting: IdentitySetting) => Granted | OauthError;

const ways: ReadonlyMap<string, Way> = new Map<string, Way>([
  ["client_credentials", byClientCredentials],
  ["password", byPassword],
  ["refresh_token", byRefreshToken],
  ["authorization_code", byAuthorizationCode],
  ["urn:ietf:params:oauth:grant-type:device_code", byDeviceCode],
  // As the first version of the endpoint calls it.
  ["device_code", byDeviceCode],
]);

/** Judges a request for a token. */
export function grantOf(form: Form, setting: IdentitySetting): Granted | OauthError {
  const grantType = form["grant_type"];
  if (grantType === undefined) return missingParameter("grant_type");
  const way = ways.get(grantType);
  if (way === undefined) return unsupportedGrant(grantType);
  const clientId = form["client_id"];
  return clientId === undefined ? missingParameter("client_id") : way(form, clientId, setting);
}

function byClientCredentials(
  form: Form,
  clientId: string,
  { token }: IdentitySetting,
): Granted | OauthError {
  const granted: Granted = { holder: { kind: "application", clientId } };
  const { client_secret: secret, client_assertion: assertion } = form;
  if (secret !== undefined) {
    return token === undefined || isSameSecret(secret, token) ? granted : wrongSecret(clientId);
  }
  if (assertion === undefined) return missingCredential;
  // Who could check it has the certificate or the keys of who made it; there is neither here.
  if (token !== undefined) return unprovable("A client assertion");
  return decodeToken(assertion) === undefined ? malformedAssertion : granted;
}

function byPassword(
  form: Form,
  clientId: string,
  { token }: IdentitySetting,
): Granted | OauthError {
  const { username: name, password } = form;
  if (name === undefined) return missingParameter("username");
  if (password === undefined) return missingParameter("password");
  if (token !== undefined && !isSameSecret(password, token)) return wrongPassword;
  return { holder: { kind: "user", clientId, name } };
}

function byRefreshToken(
  form: Form,
  clientId: string,
  setting: IdentitySetting,
): Granted | OauthError {
  return redeem(form, "refresh_token", "refresh+jwt", clientId, setting);
}

function byDeviceCode(
  form: Form,
  clientId: string,
  setting: IdentitySetting,
): Granted | OauthError {
  const parameter = form["device_code"] === undefined ? "code" : "device_code";
  return redeem(form, parameter, "device+jwt", clientId, setting);
}

function byAuthorizationCode(
  form: Form,
  clientId: string,
  setting: IdentitySetting,
): Granted | OauthError {
  return redeem(form, "code", "code+jwt", clientId, setting, (claims) =>
    isChallengeMet(claims["challenge"], claims["challengeMethod"], form["code_verifier"]),
  );
}

// What we gave to a client before comes back: whose it is stands in it.
function redeem(
  form: Form,
  parameter: string,
  use: TokenUse,
  clientId: string,
  setting: IdentitySetting,
  isMet: (claims: Claims) => boolean = () => true,
): Granted | OauthError {
  const text = form[parameter];
  if (text === undefined) return missingParameter(parameter);
  const verdict = verifyUse(text, use, setting);
  if (verdict.kind !== "valid") return unusableGrant(parameter);
  const { clientId: owner, name, nonce } = verdict.claims;
  if (owner !== clientId || typeof name !== "string" || !isMet(verdict.claims)) {
    return unusableGrant(parameter);
  }
  const holder: Holder = { kind: "user", clientId, name };
  return typeof nonce === "string" ? { holder, nonce } : { holder };
}

// RFC 7636: who asks for the token must be who asked for the code.
function isChallengeMet(
  challenge: unknown,
  method: unknown,
  verifier: string | undefined,
): boolean {
  if (challenge === undefined) return true;
  if (verifier === undefined || typeof challenge !== "string") return false;
  const made =
    method === "S256" ? createHash("sha256").update(verifier).digest("base64url") : verifier;
  return isSameSecret(made, challenge);
}
