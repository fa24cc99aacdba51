import { describeFailure } from "../host/index.ts";
import type { Io } from "./io.ts";
import { resolvePath } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Writes a file that the user named. Throws `UsageError` when it cannot be written. */
export async function writeText(io: Io, file: string, text: string): Promise<void> {
  try {
    await io.fileWriter.write(resolvePath(io, file), text);
  } catch (error) {
    throw new UsageError(
      `cannot write ${file}: ${describeFailure(error)}`,
      "Name a file in a folder that can be written.",
    );
  }
}
