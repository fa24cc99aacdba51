import type {
  AskLocally,
  Environment,
  FileSystem,
  FileWriter,
  ForegroundRunner,
  ProcessRunner,
  RunningServers,
} from "../host/index.ts";
import type { NodeSetting, PullPorts } from "../pull/index.ts";

/** A stream that text is written to. */
export interface OutputStream {
  write(text: string): unknown;
  /**
   * Waits until the reader has caught up; absent where nobody needs to. A long answer must wait, or
   * it piles up in memory.
   */
  drain?(): Promise<void>;
  /** Whether a person looks at it. */
  readonly isTTY?: boolean;
  /** Width of the terminal in characters. */
  readonly columns?: number;
}

/** Everything that a command may touch, so that tests run it in their own process. */
export interface Io {
  /** Takes the answer and nothing else. */
  readonly stdout: OutputStream;
  /** Takes the conversation. */
  readonly stderr: OutputStream;
  readonly environment: Environment;
  /** Folder that relative paths start from. */
  readonly folder: string;
  /** Node's name of the platform, such as `win32`. */
  readonly platform: string;
  readonly fileSystem: FileSystem;
  readonly fileWriter: FileWriter;
  readonly processes: ProcessRunner;
  readonly foreground: ForegroundRunner;
  readonly askLocally: AskLocally;
  readonly runningServers: RunningServers;
  /** The day of the machine's clock, in UTC: `2026-11-21`. */
  readonly today: () => string;
  /** Milliseconds since 1970 by the machine's clock. */
  readonly now: () => number;
  /**
   * Resolves when somebody wants this process to end, and keeps the process from ending by itself
   * then: from the first call on, who calls must end it.
   */
  readonly untilStopped: () => Promise<void>;
  /** The network, for commands that read a server; absent: that of this machine. */
  readonly pullPorts?: (setting: NodeSetting) => PullPorts;
}

/** Whether a stream gets colors: a person looks at it, and `NO_COLOR` is not set (no-color.org). */
export function hasColors(stream: OutputStream, { environment }: Io): boolean {
  return stream.isTTY === true && !environment["NO_COLOR"] && environment["TERM"] !== "dumb";
}
