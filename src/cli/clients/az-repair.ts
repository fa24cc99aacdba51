import { readFileSync } from "node:fs";
import type { Io } from "../io.ts";

/** What stands between az and the parts of the SDK that its distribution has installed elsewhere. */
export const repairScript = "sitecustomize.py";

/** Reads the text of the repair, which is part of the package. */
export function readRepair(): string {
  // The same three folders up from the source and from the build.
  const address = new URL(`../../../data/az-repair/${repairScript}`, import.meta.url);
  return readFileSync(address, "utf8");
}

const longestScript = 64 * 2 ** 10;

// Nothing of az is imported, which would take longer than the command itself: only where its parts
// are, which version of the network SDK it asks for, and whether that is there.
const probe = `
import importlib.util, os, re
def folder(name):
    spec = importlib.util.find_spec(name)
    places = list(spec.submodule_search_locations or []) if spec else []
    return places[0] if places else ""
core, sdk = folder("azure.cli"), folder("azure.mgmt.network")
pins = open(os.path.join(core, "core", "profiles", "_shared.py"), encoding="utf-8").read()
pin = re.search(r"MGMT_NETWORK: *'([^']+)'", pins).group(1)
wanted = os.path.join(sdk, "v" + pin.replace("-", "_"))
print("installed" if not sdk or os.path.isdir(wanted) else "missing")
`;

/**
 * Whether an az needs the repair: it is a script of a Python whose SDK lacks the version that az asks
 * for, as Debian's. Microsoft's packages, pip and Homebrew install az and SDK together, and need none.
 *
 * @param path of the az that was found
 */
export async function needsRepair(path: string, io: Io): Promise<boolean> {
  const python = await interpreterOf(path, io);
  if (python === undefined) return false;
  const result = await io.processes.run(python, ["-c", probe]);
  return result.kind === "ended" && result.stdout.trim() === "missing";
}

/** The Python that a script's first line names. */
async function interpreterOf(path: string, io: Io): Promise<string | undefined> {
  const text = await readScript(path, io);
  const [, line] = /^#!\s*(.+)/.exec(text) ?? [];
  const [program = "", ...words] = (line ?? "").trim().split(/\s+/);
  const named = /(^|\/)env$/.test(program) ? words.find((word) => !/^-|=/.test(word)) : program;
  return named !== undefined && /(^|\/)python[\d.]*$/.test(named) ? named : undefined;
}

// A program that is no text, or too long for a start script, is none.
async function readScript(path: string, io: Io): Promise<string> {
  try {
    return new TextDecoder().decode(await io.fileSystem.readFile(path, longestScript));
  } catch {
    return "";
  }
}
