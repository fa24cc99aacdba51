import { parseArmId } from "../../arm/index.ts";

/** What a question gets: an answer in Azure's form, or a refusal. */
export type Outcome<Body> = Answered<Body> | Refusal;

/** An answer; the body is what goes on the wire, its properties in Azure's order. */
export interface Answered<Body> {
  readonly kind: "answered";
  readonly body: Body;
}

/** Why a question has no answer. */
export interface Refusal {
  readonly kind: "refused";
  /** HTTP status. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Whether Azure is known to answer so, word for word; otherwise code and words are ours. */
  readonly isVerified: boolean;
}

/** Gives an answer. */
export function answered<Body>(body: Body): Answered<Body> {
  return { kind: "answered", body };
}

/** Refuses in Azure's words, as they were seen. */
export function refuse(status: number, code: string, message: string): Refusal {
  return { kind: "refused", status, code, message, isVerified: true };
}

/** Refuses a question that cannot be read or does not fit; Azure's own words are not known. */
export function refuseBadRequest(message: string): Refusal {
  return { kind: "refused", status: 400, code: "BadRequest", message, isVerified: false };
}

/** Refuses a question about a resource that is not there, as Resource Manager does. */
export function refuseUnknown(id: string): Refusal {
  const parsed = parseArmId(id);
  const name = parsed === undefined ? id : `${parsed.type}/${parsed.names.join("/")}`;
  const group = parsed?.resourceGroup ?? "";
  return refuse(
    404,
    "ResourceNotFound",
    `The Resource '${name}' under resource group '${group}' was not found. ` +
      "For more details please go to https://aka.ms/ARMResourceNotFoundFix",
  );
}
