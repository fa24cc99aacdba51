/** A request that is answered before it reaches the control plane. */
export interface Refusal {
  /** HTTP status. */
  readonly status: number;
  /** Code in Azure Resource Manager's error shape. */
  readonly code: string;
  readonly message: string;
  /** Further headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The body of a refusal, in Azure Resource Manager's error shape. */
export function bodyOf({ code, message }: Refusal): string {
  return JSON.stringify({ error: { code, message } });
}

interface Refusals {
  bodyTooLarge(limitBytes: number): Refusal;
  addressTooLong(limitLength: number): Refusal;
  readonly headersTooLarge: Refusal;
  readonly notHttp: Refusal;
  readonly tooSlow: Refusal;
  readonly noHeader: Refusal;
  readonly wrongHeader: Refusal;
  readonly wrongToken: Refusal;
  readonly foreignHost: Refusal;
  readonly foreignOrigin: Refusal;
  readonly failed: Refusal;
}

/** The words are Azure's where it has any for the case: 413 and a missing or unreadable header. */
export const refusals: Refusals = {
  bodyTooLarge: (bytes) => ({
    status: 413,
    code: "RequestContentTooLarge",
    message: `The request content size exceeds the maximum size of ${Math.round(bytes / 1_048_576)} MB.`,
  }),
  addressTooLong: (length) => ({
    status: 414,
    code: "RequestUriTooLong",
    message: `The request URI exceeds the maximum length of ${length} characters.`,
  }),
  headersTooLarge: {
    status: 431,
    code: "RequestHeaderFieldsTooLarge",
    message: "The request headers exceed the maximum size.",
  },
  notHttp: {
    status: 400,
    code: "BadRequest",
    message: "The request is not a valid HTTP request.",
  },
  tooSlow: {
    status: 408,
    code: "RequestTimeout",
    message: "The request did not arrive in time.",
  },
  noHeader: unauthenticated("The 'Authorization' header is missing."),
  wrongHeader: unauthenticated("The 'Authorization' header is provided in an invalid format."),
  wrongToken: unauthenticated("The access token is not one of this server."),
  foreignHost: {
    status: 421,
    code: "MisdirectedRequest",
    message:
      "This server answers on the loopback address alone, and the request names another host. Call it as localhost, 127.0.0.1 or [::1].",
  },
  foreignOrigin: {
    status: 403,
    code: "ForeignOrigin",
    message: "The request comes from a web page of another origin.",
  },
  failed: {
    status: 500,
    code: "InternalServerError",
    message: "The server failed. This is a bug of trueroute.",
  },
};

function unauthenticated(reason: string): Refusal {
  return {
    status: 401,
    code: "AuthenticationFailed",
    message: `Authentication failed. ${reason}`,
    headers: { "WWW-Authenticate": 'Bearer realm="trueroute"' },
  };
}
