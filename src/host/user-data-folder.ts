import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const folderName = "trueroute";

/**
 * The folder for what a user of trueroute keeps between runs, by the custom of the platform. It
 * need not exist.
 *
 * `TRUEROUTE_DATA` names it outright. `platform` is one of Node's names, such as `win32`.
 */
export function userDataFolder(platform: string, environment: Environment): string {
  const chosen = environment["TRUEROUTE_DATA"];
  if (chosen) return chosen;
  if (platform === "win32") return windowsFolder(environment);
  const home = environment["HOME"] || homedir();
  if (platform === "darwin") return posix.join(home, "Library", "Application Support", folderName);
  const shared = environment["XDG_DATA_HOME"];
  // The XDG specification: a relative path there is invalid and is ignored.
  const isUsable = shared !== undefined && posix.isAbsolute(shared);
  return posix.join(isUsable ? shared : posix.join(home, ".local", "share"), folderName);
}

function windowsFolder(environment: Environment): string {
  const local = environment["LOCALAPPDATA"];
  if (local) return win32.join(local, folderName);
  const home = environment["USERPROFILE"] || homedir();
  return win32.join(home, "AppData", "Local", folderName);
}
