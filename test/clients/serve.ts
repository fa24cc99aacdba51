// The server as a user starts it, and clients as a user runs them.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root: string = fileURLToPath(new URL("../../", import.meta.url));
const program = join(root, "bin", "trueroute");

/** What a program did. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server with a user of its own: an empty home and an empty data folder. */
export interface Serving {
  readonly address: string;
  readonly home: string;
  /** What the user's shell has. */
  readonly environment: NodeJS.ProcessEnv;
  /** Runs `trueroute` as that user. */
  trueroute(args: readonly string[], more?: NodeJS.ProcessEnv): Ran;
  /** Runs a program in a shell that has evaluated `trueroute env`. */
  inShell(command: string, args?: readonly string[], more?: NodeJS.ProcessEnv): Ran;
  close(): Promise<void>;
}

/** Starts `trueroute serve` on a free port, with nothing in it. */
export async function startServing(args: readonly string[] = ["--memory"]): Promise<Serving> {
  const home = mkdtempSync(join(tmpdir(), "trueroute-client-"));
  const dataFolder = join(home, "data folder");
  mkdirSync(dataFolder);
  // What the machine trusts stays, so that nothing but ours is put on top.
  const { PATH, SSL_CERT_FILE, LANG } = process.env;
  const environment = {
    PATH,
    LANG,
    SSL_CERT_FILE,
    HOME: home,
    TRUEROUTE_DATA: dataFolder,
  };
  const child = spawn(process.execPath, [program, "serve", "--port", "0", ...args], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const address = await firstLine(child);
  const trueroute: Serving["trueroute"] = (words, more = {}) =>
    run(process.execPath, [program, ...words], { ...environment, ...more });
  return {
    address,
    home,
    environment,
    trueroute,
    inShell: (command, words = [], more = {}) =>
      run(
        "bash",
        [
          "-c",
          `eval "$('${process.execPath}' '${program}' env --shell bash)"\n${command}`,
          "sh",
          ...words,
        ],
        { ...environment, ...more },
      ),
    close: async () => {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (part) => {
      said += part;
    });
    child.stdout?.once("data", (part) => resolve(String(part).trim()));
    child.once("close", () => reject(new Error(`the server ended: ${said}`)));
  });
}

function run(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Ran {
  const { status, stdout, stderr } = spawnSync(file, args, { encoding: "utf8", env, cwd: root });
  return { code: status, stdout, stderr };
}

/** Whether a program can be used; says so where it cannot. */
export function isThere(file: string, args: readonly string[]): boolean {
  if (spawnSync(file, args, { stdio: "ignore" }).status === 0) return true;
  console.warn(`skipped: ${file} ${args.join(" ")} does not work here`);
  return false;
}

/** The Python that az is a script of; `undefined` where it is no such script. */
export function pythonOfAz(): string | undefined {
  const path = spawnSync("sh", ["-c", "command -v az"], { encoding: "utf8" }).stdout.trim();
  if (path === "") return undefined;
  return /^#!\s*(\S*python\S*)/.exec(readFileSync(path, "latin1"))?.[1];
}

/** The names in a folder; none where it is not there. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
