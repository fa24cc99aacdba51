import { posix, win32 } from "node:path";
import type { Environment } from "../../host/index.ts";
import type { Io } from "../io.ts";
import type { PortOptions } from "../server-options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { needsRepair } from "./az-repair.ts";
import {
  type ClientFolder,
  isProgramFolder,
  prepareClients,
  writeRepair,
} from "./client-folder.ts";
import { connect } from "./connect.ts";
import { originalEnvironment } from "./original-environment.ts";
import { azVariables } from "./variables.ts";

/**
 * Answers `trueroute az`: runs the installed az against a server, with everything that the user gave
 * it; gives its exit code. The user's own configuration of az is neither read nor written.
 */
export async function runAz(
  session: Session<PortOptions>,
  args: readonly string[],
): Promise<number> {
  const { io } = session;
  const original = withoutOurPrograms(originalEnvironment(io.environment), io);
  const az = await io.foreground.find("az", original);
  if (az === undefined) throw notInstalled(io);
  const server = await connect(session);
  const folder = await prepareClients(server, original, io);
  const environment = { ...original, ...azVariables(server, folder, original) };
  const call = await callOf(az, args, environment, folder, io);
  const result = await io.foreground.run(call.path, call.args, call.environment);
  if (result.kind === "ended") return result.code;
  throw new UsageError(
    `${az} could not be started: ${result.reason}`,
    "Try az version by itself; if that fails too, install az anew: https://aka.ms/installazurecli.",
  );
}

interface AzCall {
  readonly path: string;
  readonly args: readonly string[];
  readonly environment: Environment;
}

async function callOf(
  az: string,
  args: readonly string[],
  environment: Environment,
  folder: ClientFolder,
  io: Io,
): Promise<AzCall> {
  if (io.platform === "win32") return windowsCall(az, args, environment, io);
  if (!(await needsRepair(az, io))) return { path: az, args, environment };
  const before = environment["PYTHONPATH"];
  const repair = await writeRepair(folder, io);
  const PYTHONPATH = before ? `${repair}:${before}` : repair;
  return { path: az, args, environment: { ...environment, PYTHONPATH } };
}

// There az is a command file, which quotes and percent signs do not pass unharmed. It does no more
// than this.
async function windowsCall(
  az: string,
  args: readonly string[],
  environment: Environment,
  io: Io,
): Promise<AzCall> {
  const python = win32.join(win32.dirname(az), "..", "python.exe");
  const isThere = await io.fileSystem.inspect(python).then(
    ({ kind }) => kind === "file",
    () => false,
  );
  if (!isThere) return { path: az, args, environment };
  return {
    path: python,
    args: ["-IBm", "azure.cli", ...args],
    environment: { ...environment, AZ_INSTALLER: "MSI" },
  };
}

// In a shell that trueroute env has set up, the first az on the path may be ours.
function withoutOurPrograms(environment: Environment, io: Io): Environment {
  const { delimiter } = io.platform === "win32" ? win32 : posix;
  const path = environment["PATH"];
  if (path === undefined) return environment;
  const folders = path.split(delimiter).filter((folder) => !isProgramFolder(folder, io));
  return { ...environment, PATH: folders.join(delimiter) };
}

const installations: Readonly<Record<string, string>> = {
  darwin: "Install it: brew install azure-cli.",
  win32: "Install it: winget install -e --id Microsoft.AzureCLI.",
  linux: "Install it: apt-get install azure-cli, or as https://aka.ms/installazurecli says.",
};

function notInstalled({ platform }: Io): UsageError {
  return new UsageError(
    "az, the Azure command line, is not installed, or not on the path",
    installations[platform] ?? "Install it as https://aka.ms/installazurecli says.",
  );
}
