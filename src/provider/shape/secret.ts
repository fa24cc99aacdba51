import type { Field } from "./field.ts";

/** A secret: kept for the clients that ask for it by its own address, and shown nowhere else. */
export function secret(name: string): Field {
  return { name, settle: (wanted, { kept }) => wanted ?? kept, show: () => undefined };
}
