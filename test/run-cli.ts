import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Io, main } from "../src/cli/index.ts";
import {
  type AskLocally,
  createMemoryFileSystem,
  type ForegroundRunner,
  type MemoryContents,
  nodeFileSystem,
  noProcesses,
  type ProcessRunner,
  type RunningServer,
} from "../src/host/index.ts";
import { askNobody, createRunningServers, noForeground } from "../src/host/on-demand/index.ts";

/** Path of the small service-tag file in Microsoft's format. */
export const tagFile: string = fileURLToPath(
  new URL("./fixtures/service-tags.json", import.meta.url),
);

/** What a command line did. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Files that it has written, by absolute path; none of them is on the machine. Absent: none. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What a command line finds around it. */
export interface CliSetting {
  readonly environment?: Readonly<Record<string, string>>;
  /** Files of the snapshot, by absolute path; absent: the files of the machine. */
  readonly files?: MemoryContents;
  readonly isTerminal?: boolean;
  /** Other programs; absent: there is none. */
  readonly processes?: ProcessRunner;
  /** Programs that get the terminal; absent: there is none. */
  readonly foreground?: ForegroundRunner;
  /** Servers that run, the newest first; absent: none. */
  readonly servers?: readonly RunningServer[];
  /** Servers that answer; absent: none. */
  readonly askLocally?: AskLocally;
  /** The day; absent: 2026-11-21. */
  readonly today?: string;
  /** Resolves when a command that runs until it is stopped shall end; absent: at once. */
  readonly stopped?: Promise<void>;
  /** The network of commands that read a server; absent: that of the machine. */
  readonly pullPorts?: Io["pullPorts"];
}

/** Creates the world of a command, with the texts that it will have written. */
export function createTestIo(setting: CliSetting = {}): {
  readonly io: Io;
  readonly written: () => Omit<CliResult, "code">;
} {
  const texts = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof texts) => ({
    write: (text: string) => {
      texts[name] += text;
    },
    isTTY: setting.isTerminal === true,
    columns: 100,
  });
  const { files } = setting;
  const saved = new Map<string, string>();
  const io: Io = {
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    environment: setting.environment ?? {},
    folder: files === undefined ? process.cwd() : "/home/me",
    platform: "linux",
    fileSystem: files === undefined ? nodeFileSystem : createMemoryFileSystem(files),
    fileWriter: { write: async (path, text) => void saved.set(path, text) },
    processes: setting.processes ?? noProcesses,
    foreground: setting.foreground ?? noForeground,
    askLocally: setting.askLocally ?? askNobody,
    runningServers: createRunningServers(setting.servers),
    today: () => setting.today ?? "2026-11-21",
    now: () => Date.parse(setting.today ?? "2026-11-21"),
    untilStopped: () => setting.stopped ?? Promise.resolve(),
    ...(setting.pullPorts === undefined ? {} : { pullPorts: setting.pullPorts }),
  };
  return {
    io,
    written: () =>
      saved.size === 0 ? { ...texts } : { ...texts, files: Object.fromEntries(saved) },
  };
}

/** Runs a command line in this process. Give words in one text only where none holds a blank. */
export async function runCli(
  line: string | readonly string[],
  setting: CliSetting = {},
): Promise<CliResult> {
  const { io, written } = createTestIo(setting);
  const argv = typeof line === "string" ? line.split(" ").filter((word) => word !== "") : line;
  const code = await main(argv, io);
  return { code, ...written() };
}

/** Runs a test with an empty data folder of its own. */
export async function withDataFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "trueroute-data-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
