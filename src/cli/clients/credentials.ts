import type { RunningServer } from "../../host/index.ts";

/** The application that clients log in as. A server lets any in; one name is enough. */
export const clientId = "00000000-0000-4000-8000-726f75746572";

/** What clients say to be let in: the server's token, or anything. */
export function clientSecretOf({ token }: RunningServer): string {
  return token ?? "local";
}
