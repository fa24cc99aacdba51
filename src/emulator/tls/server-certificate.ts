import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ServeError } from "../serve/serve-error.ts";
import { alternativeName } from "./alternative-name.ts";
import { type Authority, loopbackHosts, newSerial, openAuthority, pemOf } from "./authority.ts";
import { createCertificate } from "./certificate.ts";

/** What a server shows its clients, and what makes them trust it. */
export interface ServerCertificate {
  /** Private key in PEM. */
  readonly key: string;
  /** Certificate in PEM. */
  readonly certificate: string;
  /** File with the certificate of the authority, in PEM. */
  readonly authorityFile: string;
}

/** What a certificate is opened for. */
export interface CertificateRequest {
  /** Folder for keys and certificates; made with its keys for nobody else to read. */
  readonly folder: string;
  /** Hosts that the server is called by beside those of loopback. */
  readonly hosts: readonly string[];
  readonly now: Date;
}

const dayMs = 86_400_000;
// Apple's clients refuse more than 825 days, and browsers more than 398.
const lifetimeDays = 397;
// A server that starts now may well run for months.
const leastDaysLeft = 180;

/**
 * Opens the certificate of a folder for some hosts. Authority and certificate are made where they
 * are missing; the certificate also where it ends soon or lacks a host. A server on loopback alone
 * gets an authority that can vouch for nothing else. Throws `ServeError`.
 */
export function openServerCertificate({
  folder,
  hosts,
  now,
}: CertificateRequest): ServerCertificate {
  const others = hosts.filter((host) => !loopbackHosts.includes(host));
  const scope = others.length === 0 ? "loopback" : "any";
  const home = join(folder, scope);
  try {
    const authority = openAuthority(home, scope, now);
    const names = [...loopbackHosts, ...others];
    const file = join(home, "server.pem");
    const kept = readCertificate(file, { authority, names, now });
    const { key, certificate } = kept ?? makeCertificate(file, { authority, names, now });
    return { key, certificate, authorityFile: authority.file };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ServeError(
      `cannot keep keys and certificates in ${home}: ${reason}`,
      "Give the folder the right to be written, or name another one in the variable TRUEROUTE_DATA.",
      error,
    );
  }
}

interface Wanted {
  readonly authority: Authority;
  readonly names: readonly string[];
  readonly now: Date;
}

type Pair = Pick<ServerCertificate, "key" | "certificate">;

function readCertificate(file: string, wanted: Wanted): Pair | undefined {
  try {
    const text = readFileSync(file, "utf8");
    const key = createPrivateKey(text);
    const certificate = new X509Certificate(text);
    return certificate.checkPrivateKey(key) && isFit(certificate, wanted)
      ? { key: pemOf(key), certificate: certificate.toString() }
      : undefined;
  } catch {
    // It is missing or damaged, which is one: a new one takes its place.
    return undefined;
  }
}

function isFit(certificate: X509Certificate, { authority, names, now }: Wanted): boolean {
  const daysLeft = (new Date(certificate.validTo).getTime() - now.getTime()) / dayMs;
  return (
    certificate.verify(authority.certificate.publicKey) &&
    daysLeft > leastDaysLeft &&
    new Date(certificate.validFrom) <= now &&
    names.every((name) => vouchesFor(certificate, name))
  );
}

function vouchesFor(certificate: X509Certificate, host: string): boolean {
  const name = alternativeName(host);
  const found =
    name.kind === "ip" ? certificate.checkIP(name.address) : certificate.checkHost(name.name);
  return found !== undefined;
}

function makeCertificate(file: string, { authority, names, now }: Wanted): Pair {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const end = new Date(authority.certificate.validTo).getTime();
  const certificate = createCertificate(
    {
      commonName: "trueroute",
      key: privateKey,
      notBefore: new Date(now.getTime() - dayMs),
      notAfter: new Date(Math.min(now.getTime() + lifetimeDays * dayMs, end)),
      serial: newSerial(),
      role: { kind: "server", names: names.map(alternativeName) },
    },
    authority,
  );
  const pair = { key: pemOf(privateKey), certificate };
  writeWhole(file, pair.key + pair.certificate);
  return pair;
}

// Another server may read it meanwhile: it sees the old pair or the new one.
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
