import { type IdentitySetting, originOf } from "./setting.ts";
import { type TokenClaims, type TokenVerdict, verifyToken } from "./verify-token.ts";

/** Whether a request may be carried out, and if not what is answered. */
export type Admission =
  | { readonly kind: "admitted"; readonly claims: TokenClaims }
  | { readonly kind: "refused"; readonly response: Response };

/**
 * Judges the `Authorization` header of a request, with the errors that Azure answers.
 *
 * Of a token that is not ours, or no longer, the client is told to get a new one, as Azure tells it
 * of tokens that were revoked. SDKs and newer az do so at once; az 2.45 keeps the one it has.
 */
export function admit(request: Request, setting: IdentitySetting): Admission {
  const header = request.headers.get("authorization");
  if (header === null) return { kind: "refused", response: missingHeader(request, setting) };
  const [, text] = /^bearer +(\S+) *$/i.exec(header) ?? [];
  if (text === undefined) return { kind: "refused", response: invalidHeader(request, setting) };
  const verdict = verifyToken(text, setting);
  if (verdict.kind === "valid") return { kind: "admitted", claims: verdict.claims };
  return { kind: "refused", response: invalidToken(verdict, request, setting) };
}

function missingHeader(request: Request, setting: IdentitySetting): Response {
  const message = "Authentication failed. The 'Authorization' header is missing.";
  return refuse("AuthenticationFailed", message, challenge(request, setting));
}

function invalidHeader(request: Request, setting: IdentitySetting): Response {
  const message =
    "Authentication failed. The 'Authorization' header is provided in an invalid format.";
  return refuse("AuthenticationFailedInvalidHeader", message, challenge(request, setting));
}

function invalidToken(
  verdict: Exclude<TokenVerdict, { readonly kind: "valid" }>,
  request: Request,
  setting: IdentitySetting,
): Response {
  switch (verdict.kind) {
    case "malformed":
      return refuse(
        "InvalidAuthenticationToken",
        "The access token is invalid.",
        challenge(request, setting),
      );
    case "foreign":
      return refuse(
        "InvalidAuthenticationToken",
        "The access token is from another server, or this server has a new key.",
        renewal(request, setting),
      );
    case "expired": {
      const [expired, now] = [formatTime(verdict.expiredAt), formatTime(setting.now())];
      return refuse(
        "ExpiredAuthenticationToken",
        `The access token expiry UTC time '${expired}' is earlier than current UTC time '${now}'.`,
        renewal(request, setting),
      );
    }
  }
}

function refuse(code: string, message: string, authenticate: string): Response {
  return Response.json(
    { error: { code, message } },
    { status: 401, headers: { "www-authenticate": authenticate } },
  );
}

function challenge(request: Request, { tenantId }: IdentitySetting): string {
  return `Bearer authorization_uri="${originOf(request)}/${tenantId}", error="invalid_token", error_description="The authentication failed."`;
}

// The claim that a new token must have: to be younger than this moment.
function renewal(request: Request, { tenantId, now }: IdentitySetting): string {
  const wanted = { access_token: { nbf: { essential: true, value: String(now()) } } };
  const claims = Buffer.from(JSON.stringify(wanted)).toString("base64");
  return `Bearer authorization_uri="${originOf(request)}/${tenantId}", error="insufficient_claims", claims="${claims}"`;
}

// 11/21/2026 5:03:01 PM
function formatTime(seconds: number): string {
  return new Date(seconds * 1000)
    .toLocaleString("en-US", { timeZone: "UTC" })
    .replace(",", "")
    .replaceAll("\u202f", " ");
}
