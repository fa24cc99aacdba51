import type { Environment } from "./user-data-folder.ts";

/** How a program is started. */
export interface Call {
  readonly file: string;
  readonly args: readonly string[];
  /** Whether the arguments are quoted already. */
  readonly isVerbatim: boolean;
}

/**
 * The way to start a program that was found. A command file of Windows runs in its command processor
 * only, which has quotes of its own; `undefined` when these cannot hold an argument.
 */
export function callOf(
  path: string,
  args: readonly string[],
  environment: Environment,
): Call | undefined {
  if (!/\.(cmd|bat)$/i.test(path)) return { file: path, args, isVerbatim: false };
  const words = [path, ...args];
  if (words.some((word) => /["%\r\n]/.test(word))) return undefined;
  const line = words.map((word) => `"${word}"`).join(" ");
  const file = environment["ComSpec"] ?? environment["COMSPEC"] ?? "cmd.exe";
  return { file, args: ["/d", "/s", "/c", `"${line}"`], isVerbatim: true };
}
