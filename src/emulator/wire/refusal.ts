import type { Refusal } from "../../provider/index.ts";
import type { Answer } from "./answer.ts";

/** A refusal in ARM's envelope. */
export function refusalAnswer(refusal: Refusal): Answer {
  const { status, code, message, by, details, isVerified } = refusal;
  const error = by === "arm" ? { code, message } : { code, message, details: details ?? [] };
  // A code of ours must not be taken for one of Azure's.
  const headers = isVerified ? {} : { "x-trueroute-unverified": "code" };
  return { status, body: { error }, headers: { ...headers, "x-ms-failure-cause": "gateway" } };
}
