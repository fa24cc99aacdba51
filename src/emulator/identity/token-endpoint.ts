import { type Form, readForm } from "./form.ts";
import { type Granted, grantOf } from "./grant.ts";
import { issueAccessToken, issueIdToken, issueRefreshToken, objectIdOf } from "./issue-token.ts";
import { type OauthError, oauthErrorResponse } from "./oauth-error.ts";
import { issuerOf } from "./open-id.ts";
import { type IdentitySetting, originOf } from "./setting.ts";

/**
 * Answers `POST /TENANT/oauth2/token` and its later forms: client credentials, a password, a refresh
 * token, and the codes of the two ways by browser.
 */
export async function answerToken(request: Request, setting: IdentitySetting): Promise<Response> {
  const form = await readForm(request);
  const granted = grantOf(form, setting);
  if ("error" in granted) return refuse(granted, request, setting);
  const body = bodyOf(granted, form, request, setting);
  return Response.json(body, { headers: { "cache-control": "no-store" } });
}

function refuse(error: OauthError, request: Request, setting: IdentitySetting): Response {
  return oauthErrorResponse(error, request, setting);
}

function bodyOf(
  granted: Granted,
  form: Form,
  request: Request,
  setting: IdentitySetting,
): Readonly<Record<string, unknown>> {
  const token = issueAccessToken(granted.holder, audienceOf(form, request), setting);
  return {
    token_type: "Bearer",
    ...timesOf(token, form),
    access_token: token.text,
    ...userPartsOf(granted, form, request, setting),
  };
}

// The first version of the endpoint names a resource and writes its numbers as texts.
function timesOf(
  token: ReturnType<typeof issueAccessToken>,
  form: Form,
): Readonly<Record<string, unknown>> {
  const { expiresIn, expiresOn, notBefore, audience } = token;
  if (form["resource"] === undefined) return { expires_in: expiresIn, ext_expires_in: expiresIn };
  return {
    expires_in: String(expiresIn),
    ext_expires_in: String(expiresIn),
    expires_on: String(expiresOn),
    not_before: String(notBefore),
    resource: audience,
  };
}

function userPartsOf(
  { holder, nonce }: Granted,
  form: Form,
  request: Request,
  setting: IdentitySetting,
): Readonly<Record<string, unknown>> {
  if (holder.kind !== "user") return {};
  const clientInfo = { uid: objectIdOf(holder.name), utid: setting.tenantId };
  return {
    ...(form["scope"] === undefined ? {} : { scope: form["scope"] }),
    refresh_token: issueRefreshToken(holder, setting),
    id_token: issueIdToken(holder, nonce, issuerOf(request, setting), setting),
    ...(form["client_info"] === undefined
      ? {}
      : { client_info: Buffer.from(JSON.stringify(clientInfo)).toString("base64url") }),
  };
}

// These name parts of an answer, and nothing that a token would be for.
const openIdScopes = new Set(["openid", "profile", "offline_access", "email"]);

function audienceOf(form: Form, request: Request): string {
  const scope = (form["scope"] ?? "")
    .split(" ")
    .find((one) => one !== "" && !openIdScopes.has(one.toLowerCase()));
  return form["resource"] ?? (scope === undefined ? `${originOf(request)}/` : resourceOf(scope));
}

// A scope is its resource and, behind a slash, a permission. `https://host//.default` is about
// `https://host/`: the slash that the resource ends with is its own.
function resourceOf(scope: string): string {
  return /^\w+:\/\/[^/]*$/.test(scope) ? scope : scope.replace(/\/[^/]*$/, "");
}
