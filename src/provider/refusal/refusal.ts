/**
 * Why a request is refused, as the client is told.
 */
export interface Refusal {
  readonly kind: "refusal";
  /** HTTP status. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /**
   * Who refuses: ARM's front door writes no `details`, resource providers write a list, and DNS
   * writes the error without an envelope.
   */
  readonly by: "arm" | "provider" | "dns";
  readonly details?: readonly RefusalDetail[];
  /**
   * Whether Azure's own answer has been seen with this code; a code that is not verified is ours
   * and says so.
   */
  readonly isVerified: boolean;
}

/** One reason of several. */
export interface RefusalDetail {
  readonly code: string;
  readonly message: string;
}

/** Whether a value is a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "refusal";
}

/** A refusal of ARM's front door. */
export function refuse(status: number, code: string, message: string): Refusal {
  return { kind: "refusal", status, code, message, by: "arm", isVerified: true };
}

/** A refusal of a resource provider with a code that Azure has been seen to use. */
export function refuseByProvider(
  status: number,
  code: string,
  message: string,
  details: readonly RefusalDetail[] = [],
): Refusal {
  return { kind: "refusal", status, code, message, by: "provider", details, isVerified: true };
}

/** A refusal of DNS. */
export function refuseByDns(status: number, code: string, message: string): Refusal {
  return { kind: "refusal", status, code, message, by: "dns", isVerified: true };
}

/**
 * A refusal of a resource provider whose code nobody has captured: the code is ours, and says so.
 *
 * @param code in our own words, such as `SecondRemoteGateway`; it is written as
 *   `TrueRoute.SecondRemoteGateway`, which no code of Azure's looks like
 */
export function refuseUnverified(status: number, code: string, message: string): Refusal {
  return {
    kind: "refusal",
    status,
    code: `TrueRoute.${code}`,
    message,
    by: "provider",
    details: [],
    isVerified: false,
  };
}
