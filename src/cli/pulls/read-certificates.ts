import { describeFailure } from "../../host/index.ts";
import { fileSystemIn } from "../file-system-in.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";

// In bytes. The authorities of all the world take a quarter of it.
const largestFile = 2 ** 20;

/** Reads the file of `--ca`; `undefined` where there is none. Throws `UsageError`. */
export async function readCertificates(
  io: Io,
  file: string | undefined,
): Promise<string | undefined> {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = new TextDecoder().decode(await fileSystemIn(io).readFile(file, largestFile));
  } catch (error) {
    throw new UsageError(
      `cannot read ${file}: ${describeFailure(error)}`,
      "Give --ca the file that the server wrote its authority's certificate to.",
    );
  }
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new UsageError(
    `${file} holds no certificate`,
    "Give --ca a file in PEM, which begins with -----BEGIN CERTIFICATE-----.",
  );
}
