import type { IdentitySetting } from "./setting.ts";

/** A request for a token that is refused, in the terms of RFC 6749 5.2 and with Azure's number. */
export interface OauthError {
  readonly status: 400 | 401;
  readonly error: string;
  /** Azure's number of the reason, as in `AADSTS7000215`. */
  readonly code: number;
  /** Sentences, without the number. */
  readonly text: string;
}

/** Something that every request must hold is not there. */
export function missingParameter(name: string): OauthError {
  return {
    status: 400,
    error: "invalid_request",
    code: 900144,
    text: `The request body must contain the following parameter: '${name}'.`,
  };
}

/** A way to a token that there is none of. */
export function unsupportedGrant(grantType: string): OauthError {
  return {
    status: 400,
    error: "unsupported_grant_type",
    code: 70003,
    text: `The app requested an unsupported grant type '${grantType}'.`,
  };
}

/** Nothing that would show who the application is. */
export const missingCredential: OauthError = {
  status: 401,
  error: "invalid_client",
  code: 7000216,
  text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
};

/** A secret that is not the token of this server. */
export function wrongSecret(clientId: string): OauthError {
  return {
    status: 401,
    error: "invalid_client",
    code: 7000215,
    text: `Invalid client secret provided for app '${clientId}'. This server demands a token: the client secret must be the one that trueroute serve --token was given.`,
  };
}

/** An assertion that cannot be one. */
export const malformedAssertion: OauthError = {
  status: 401,
  error: "invalid_client",
  code: 50027,
  text: "JWT token is invalid or malformed.",
};

/** A way in that proves nothing to a server that demands its token. */
export function unprovable(what: string): OauthError {
  return {
    status: 401,
    error: "invalid_client",
    code: 700027,
    text: `${what} cannot be checked here, and this server demands a token: use a client secret, the one that trueroute serve --token was given.`,
  };
}

/** A password that is not the token of this server. */
export const wrongPassword: OauthError = {
  status: 400,
  error: "invalid_grant",
  code: 50126,
  text: "Error validating credentials due to invalid username or password. This server demands a token: the password must be the one that trueroute serve --token was given.",
};

/** A code or refresh token that is not one of ours, or no longer. */
export function unusableGrant(what: string): OauthError {
  return {
    status: 400,
    error: "invalid_grant",
    code: 70000,
    text: `The provided ${what} is invalid, or has expired. Log in again.`,
  };
}

/** Writes an error as Azure does. */
export function oauthErrorResponse(
  { status, error, code, text }: OauthError,
  request: Request,
  setting: IdentitySetting,
): Response {
  const traceId = setting.createId();
  const correlationId = request.headers.get("client-request-id") ?? setting.createId();
  const timestamp = `${new Date(setting.now() * 1000).toISOString().slice(0, 19).replace("T", " ")}Z`;
  const body = {
    error,
    error_description: `AADSTS${code}: ${text} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
  };
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
