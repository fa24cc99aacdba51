import { posix, win32 } from "node:path";
import type { Environment } from "../../host/index.ts";
import { type Shell, shells } from "../completion/shells.ts";
import { exitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { EnvOptions } from "../server-options.ts";
import type { Session } from "../session.ts";
import { needsRepair } from "./az-repair.ts";
import {
  type ClientFolder,
  isProgramFolder,
  prepareClients,
  writeRepair,
  writeWrapper,
} from "./client-folder.ts";
import { connect } from "./connect.ts";
import {
  memoryName,
  originalEnvironment,
  rememberedOf,
  writeMemory,
} from "./original-environment.ts";
import { type Assignment, formatAssignments } from "./shell-script.ts";
import { clientVariables, type Variables } from "./variables.ts";

/** Answers `trueroute env`: what a shell must evaluate for its clients to talk to a server. */
export async function showEnv(session: Session<EnvOptions>): Promise<number> {
  const { io, options } = session;
  const shell = options.shell ?? usualShell(io);
  const assignments = options.undo === true ? undo(session) : await setUp(session);
  io.stdout.write(formatAssignments(shell, assignments));
  if (io.stdout.isTTY === true && assignments.length > 0) explain(session, shell);
  return exitCode.answered;
}

async function setUp(session: Session<EnvOptions>): Promise<readonly Assignment[]> {
  const { io } = session;
  const server = await connect(session);
  const original = originalEnvironment(io.environment);
  const folder = await prepareClients(server, original, io);
  const wanted = clientVariables(server, folder, original);
  const programFolder = await wrapperFor(folder, io);
  return [
    ...changes({ ...rememberedOf(io.environment), ...wanted }, io.environment),
    ...pathChange(programFolder, io),
    { name: memoryName, value: writeMemory(changedNames(wanted, original), original) },
  ];
}

function undo({ io, conversation }: Session<EnvOptions>): readonly Assignment[] {
  if (io.environment[memoryName] === undefined) {
    conversation.note("nothing to undo: this shell was not set up by trueroute env");
    return [];
  }
  const before = rememberedOf(io.environment);
  const all = Object.entries(before).map(([name, value]): Assignment => ({ name, value }));
  return [...all, ...pathChange(undefined, io), { name: memoryName, value: undefined }];
}

// A wrapper is of use only where az cannot do without it.
async function wrapperFor(folder: ClientFolder, io: Io): Promise<string | undefined> {
  const path = pathWithoutOurs(io).join(delimiterOf(io));
  const az = await io.foreground.find("az", { ...io.environment, PATH: path });
  if (az === undefined || !(await needsRepair(az, io))) return undefined;
  await writeRepair(folder, io);
  return writeWrapper(folder, az, io);
}

// What is not set and shall not be needs no word.
function changes(wanted: Variables, environment: Environment): readonly Assignment[] {
  return Object.entries(wanted)
    .filter(([name, value]) => value !== undefined || environment[name] !== undefined)
    .map(([name, value]): Assignment => ({ name, value }));
}

function changedNames(wanted: Variables, original: Environment): readonly string[] {
  return Object.entries(wanted)
    .filter(([name, value]) => value !== undefined || original[name] !== undefined)
    .map(([name]) => name);
}

// The path is not remembered: whatever else has been put on it since stays there.
function pathChange(programFolder: string | undefined, io: Io): readonly Assignment[] {
  const rest = pathWithoutOurs(io);
  const folders = programFolder === undefined ? rest : [programFolder, ...rest];
  const value = folders.join(delimiterOf(io));
  return value === (io.environment["PATH"] ?? "") ? [] : [{ name: "PATH", value }];
}

function pathWithoutOurs(io: Io): readonly string[] {
  const folders = (io.environment["PATH"] ?? "").split(delimiterOf(io));
  return folders.filter((folder) => !isProgramFolder(folder, io));
}

function delimiterOf({ platform }: Io): string {
  return (platform === "win32" ? win32 : posix).delimiter;
}

function usualShell({ platform, environment }: Io): Shell {
  if (platform === "win32") return "powershell";
  const name = posix.basename(environment["SHELL"] ?? "");
  if (name === "pwsh") return "powershell";
  return shells.find((shell) => shell === name) ?? "bash";
}

const commands: Readonly<Record<Shell, (words: string) => string>> = {
  bash: (words) => `eval "$(${words})"`,
  zsh: (words) => `eval "$(${words})"`,
  fish: (words) => `${words} | source`,
  powershell: (words) => `${words} | Out-String | Invoke-Expression`,
};

// On stderr: a shell that evaluates what is on stdout may take a comment for a command.
function explain({ options, conversation }: Session<EnvOptions>, shell: Shell): void {
  const words = ["trueroute env"];
  if (options.shell !== undefined) words.push(`--shell ${options.shell}`);
  if (options.port !== undefined) words.push(`--port ${options.port}`);
  if (options.undo === true) words.push("--undo");
  conversation.note(`to make these settings: ${commands[shell](words.join(" "))}`);
}
