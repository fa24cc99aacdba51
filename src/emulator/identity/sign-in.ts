import { type Form, formOf, readForm } from "./form.ts";
import { encodeToken } from "./jwt.ts";
import { missingParameter, oauthErrorResponse, unprovable } from "./oauth-error.ts";
import { type IdentitySetting, originOf } from "./setting.ts";

// Who logs in by browser or device is this person: there is nobody else here.
const localUser = "local@trueroute.example";

const minute = 60;

/**
 * Answers `GET /TENANT/oauth2/authorize`: sends the browser back with a code at once, since a local
 * server has nobody to ask. Only to an address of this machine, and not where a token is demanded.
 */
export function answerAuthorize(request: Request, setting: IdentitySetting): Response {
  const form = formOf(new URL(request.url).searchParams);
  const { client_id: clientId, redirect_uri: redirect } = form;
  if (setting.token !== undefined) return refuse("Logging in by browser", request, setting);
  if (clientId === undefined) {
    return oauthErrorResponse(missingParameter("client_id"), request, setting);
  }
  if (redirect === undefined || !isOnThisMachine(redirect)) {
    return oauthErrorResponse(missingParameter("redirect_uri"), request, setting);
  }
  const code = encodeToken("code+jwt", codeClaims(form, clientId, setting), setting.key);
  const state = form["state"];
  const fields = state === undefined ? { code } : { code, state };
  return form["response_mode"] === "form_post"
    ? postBack(redirect, fields)
    : redirectBack(redirect, fields, form["response_mode"] === "fragment");
}

/**
 * Answers `POST /TENANT/oauth2/devicecode`: the code is good at once, so that the first question for
 * a token is answered with one.
 */
export async function answerDeviceCode(
  request: Request,
  setting: IdentitySetting,
): Promise<Response> {
  const { client_id: clientId } = await readForm(request);
  if (setting.token !== undefined) return refuse("Logging in by device code", request, setting);
  if (clientId === undefined) {
    return oauthErrorResponse(missingParameter("client_id"), request, setting);
  }
  const exp = setting.now() + 15 * minute;
  const claims = { clientId, name: localUser, exp };
  const page = `${originOf(request)}/common/oauth2/deviceauth`;
  return Response.json({
    user_code: "TRUEROUTE",
    device_code: encodeToken("device+jwt", claims, setting.key),
    verification_uri: page,
    // As the first version of the endpoint spells it.
    verification_url: page,
    expires_in: 15 * minute,
    interval: 1,
    message: "You are logged in to a local Azure: there is nothing to enter in a browser.",
  });
}

function refuse(what: string, request: Request, setting: IdentitySetting): Response {
  return oauthErrorResponse(unprovable(what), request, setting);
}

function codeClaims(
  form: Form,
  clientId: string,
  setting: IdentitySetting,
): Readonly<Record<string, unknown>> {
  return {
    clientId,
    name: form["login_hint"] ?? localUser,
    nonce: form["nonce"],
    challenge: form["code_challenge"],
    challengeMethod: form["code_challenge_method"],
    exp: setting.now() + 5 * minute,
  };
}

// A code for anybody else would be a gift to whoever can make the user open a link.
function isOnThisMachine(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  const isWeb = protocol === "http:" || protocol === "https:";
  return isWeb && ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

function redirectBack(
  redirect: string,
  fields: Readonly<Record<string, string>>,
  inFragment: boolean,
): Response {
  const address = new URL(redirect);
  const parameters = new URLSearchParams(fields);
  if (inFragment) address.hash = parameters.toString();
  else for (const [name, value] of parameters) address.searchParams.set(name, value);
  return new Response(null, { status: 302, headers: { location: address.href } });
}

function postBack(redirect: string, fields: Readonly<Record<string, string>>): Response {
  const inputs = Object.entries(fields).map(
    ([name, value]) =>
      `<input type="hidden" name="${toAttribute(name)}" value="${toAttribute(value)}">`,
  );
  const page = `<!doctype html><title>trueroute</title><form method="post" action="${toAttribute(redirect)}">${inputs.join("")}<noscript><button>Continue</button></noscript></form><script>document.forms[0].submit()</script>`;
  return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
}

function toAttribute(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
