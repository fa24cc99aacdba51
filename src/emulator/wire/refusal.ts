import type { Refusal } from "../../provider/index.ts";
import type { Answer } from "./answer.ts";

/** A refusal in ARM's envelope. */
export function refusalAnswer(refusal: Refusal): Answer {
  const { status, code, message, by, details, isVerified } = refusal;
  const error = by === "provider" ? { code, message, details: details ?? [] } : { code, message };
  // A code of ours must not be taken for one of Azure's.
  const headers = isVerified ? {} : { "x-trueroute-unverified": "code" };
  const body = by === "dns" ? error : { error };
  return { status, body, headers: { ...headers, "x-ms-failure-cause": "gateway" } };
}
