import { type Refusal, type RefusalDetail, refuseByProvider } from "./refusal.ts";

/** A body in which something has a form that its property does not take. */
export function unreadable(details: readonly RefusalDetail[]): Refusal {
  return refuseByProvider(400, "InvalidRequestFormat", "Cannot parse the request.", details);
}

/** A name that no resource may have. */
export function invalidName(name: string): Refusal {
  return refuseByProvider(
    400,
    "InvalidResourceName",
    `Resource name ${name} is invalid. The name can be up to 80 characters long. It must begin with ` +
      "a word character, and it must end with a word character or with '_'. The name may contain word " +
      "characters or '.', '-', '_'.",
  );
}
