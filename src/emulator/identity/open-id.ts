import { accessTokenIssuer } from "./issue-token.ts";
import { type IdentitySetting, originOf } from "./setting.ts";

/**
 * Answers `GET .../.well-known/openid-configuration` for any directory: where everything is. The path
 * before it stays, since clients take its first segment for the kind of directory (`adfs`).
 */
export function answerOpenIdConfiguration(request: Request, setting: IdentitySetting): Response {
  const { origin, pathname } = new URL(request.url);
  const [, directory = "", version = ""] = /^(.*?)(\/v2\.0)?\/\.well-known\//.exec(pathname) ?? [];
  const base = `${origin}${directory}/oauth2${version}`;
  return Response.json({
    issuer: issuerOf(request, setting),
    access_token_issuer: accessTokenIssuer(setting),
    authorization_endpoint: `${base}/authorize`,
    token_endpoint: `${base}/token`,
    device_authorization_endpoint: `${base}/devicecode`,
    end_session_endpoint: `${base}/logout`,
    jwks_uri: `${origin}${directory}/discovery/keys`,
    token_endpoint_auth_methods_supported: [
      "client_secret_post",
      "private_key_jwt",
      "client_secret_basic",
    ],
    response_modes_supported: ["query", "fragment", "form_post"],
    response_types_supported: ["code"],
    grant_types_supported: [
      "authorization_code",
      "refresh_token",
      "client_credentials",
      "password",
      "device_code",
    ],
    subject_types_supported: ["pairwise"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    id_token_signing_alg_values_supported: ["RS256"],
    code_challenge_methods_supported: ["S256", "plain"],
  });
}

/**
 * Who says who somebody is, to a client that asks at a certain path. At the host that is asked, as
 * MSAL wants it; behind it the id of the tenant, where az looks for it when it was told a name.
 */
export function issuerOf(request: Request, { tenantId }: IdentitySetting): string {
  const { origin, pathname } = new URL(request.url);
  const isAdfs = /^\/adfs(\/oauth2|\/\.well-known|$)/i.test(pathname);
  return isAdfs ? `${origin}/adfs` : `${origin}/${tenantId}/`;
}

/** Answers `GET /common/discovery/instance`: this host is a directory that can be trusted. */
export function answerInstanceDiscovery(request: Request): Response {
  const origin = originOf(request);
  const { searchParams, host } = new URL(request.url);
  const asked = searchParams.get("authorization_endpoint") ?? "";
  const [, tenant = ""] = URL.canParse(asked) ? new URL(asked).pathname.split("/") : [];
  return Response.json({
    tenant_discovery_endpoint: `${origin}/${tenant || "common"}/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  });
}

/** Answers `GET .../discovery/keys`: what tokens can be checked with. */
export function answerKeys(_request: Request, { key }: IdentitySetting): Response {
  return Response.json({ keys: [{ ...key.jwk, x5t: key.id }] });
}

/** Answers `GET /common/userrealm/USER`: passwords are sent to this directory, and nowhere else. */
export function answerUserRealm(request: Request): Response {
  const { pathname, host } = new URL(request.url);
  const user = decodeName(pathname.split("/")[3] ?? "");
  return Response.json({
    ver: "1.0",
    account_type: "Managed",
    domain_name: user.slice(user.indexOf("@") + 1),
    cloud_instance_name: host,
    cloud_audience_urn: "urn:federation:MicrosoftOnline",
  });
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
