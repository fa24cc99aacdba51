import { type Form, formOf, readForm } from "./form.ts";
import { type AccessToken, issueAccessToken, objectIdOf } from "./issue-token.ts";
import { isSameSecret } from "./secret.ts";
import type { IdentitySetting } from "./setting.ts";

/**
 * Answers `GET /metadata/identity/oauth2/token`, as the metadata service of a virtual machine does.
 * A server that demands a token refuses: this way in knows no secret.
 */
export function answerInstanceMetadata(request: Request, setting: IdentitySetting): Response {
  const form = formOf(new URL(request.url).searchParams);
  if (!isMetadataRequest(request)) return refuse("Required metadata header not specified");
  if (setting.token !== undefined) {
    return refuse("Identity not found: this server demands a token, which this endpoint cannot");
  }
  return answer(form, setting, toInstanceMetadata);
}

/**
 * Answers `/msi/token`, the address in `MSI_ENDPOINT` and `IDENTITY_ENDPOINT`: `GET` as App Service,
 * with a secret in a header; `POST` as Cloud Shell and the extension of virtual machines.
 */
export async function answerMsi(request: Request, setting: IdentitySetting): Promise<Response> {
  const inUrl = formOf(new URL(request.url).searchParams);
  const form = request.method === "POST" ? { ...inUrl, ...(await readForm(request)) } : inUrl;
  const { headers } = request;
  const secret = headers.get("x-identity-header") ?? headers.get("secret");
  if (secret === null && !isMetadataRequest(request)) {
    return refuse("Required metadata header not specified");
  }
  if (setting.token !== undefined && !isSameSecret(secret ?? "", setting.token)) {
    return refuse("Identity not found: the secret is not the token that this server demands");
  }
  const isFirstAppService = form["api-version"] === "2017-09-01";
  return answer(form, setting, isFirstAppService ? toFirstAppService : toInstanceMetadata);
}

function isMetadataRequest(request: Request): boolean {
  return request.headers.get("metadata")?.toLowerCase() === "true";
}

function refuse(text: string): Response {
  return Response.json({ error: "invalid_request", error_description: text }, { status: 400 });
}

function answer(
  form: Form,
  setting: IdentitySetting,
  write: (token: AccessToken) => Readonly<Record<string, string>>,
): Response {
  const { resource } = form;
  if (resource === undefined) return refuse("Required audience parameter not specified");
  const clientId = form["client_id"] ?? form["clientid"] ?? clientIdOf(form);
  const token = issueAccessToken({ kind: "application", clientId }, resource, setting);
  return Response.json(write(token), { headers: { "cache-control": "no-store" } });
}

// An identity of its own for each name that a client may call it by, and one for the machine itself.
function clientIdOf(form: Form): string {
  const name = form["object_id"] ?? form["principal_id"] ?? form["msi_res_id"] ?? form["mi_res_id"];
  return objectIdOf(`managed identity ${name ?? "of this machine"}`);
}

function toInstanceMetadata(token: AccessToken): Readonly<Record<string, string>> {
  return {
    access_token: token.text,
    client_id: token.clientId,
    expires_in: String(token.expiresIn),
    expires_on: String(token.expiresOn),
    ext_expires_in: String(token.expiresIn),
    not_before: String(token.notBefore),
    resource: token.audience,
    token_type: "Bearer",
  };
}

// Its first version writes the time as `11/05/2021 15:18:31 +00:00`.
function toFirstAppService(token: AccessToken): Readonly<Record<string, string>> {
  const [date = "", time = ""] = new Date(token.expiresOn * 1000).toISOString().split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  return {
    access_token: token.text,
    expires_on: `${month}/${day}/${year} ${time.slice(0, 8)} +00:00`,
    resource: token.audience,
    token_type: "Bearer",
    client_id: token.clientId,
  };
}
