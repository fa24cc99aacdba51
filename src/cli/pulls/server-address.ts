import { UsageError } from "../usage-error.ts";

/**
 * Reads the address of a server: its scheme, name and port. Only https, and http to this very
 * machine. Throws `UsageError`.
 */
export function readServerAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(
      `'${text}' is not the address of a server`,
      "Write it as https://NAME:PORT.",
    );
  }
  if (url.pathname !== "/" || url.search !== "" || url.username !== "") {
    throw new UsageError(`'${text}' says more than a server`, `Write it as ${url.origin}.`);
  }
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === "https:" || isHere) return url.origin;
  throw new UsageError(
    `${text} is refused: a token must not go over http`,
    `Write it as https://${url.host}.`,
  );
}
