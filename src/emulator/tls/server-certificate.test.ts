// Certificates as others see them: OpenSSL, Node, curl and Python each check them for themselves.
import { execFile, spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openServerCertificate, type ServerCertificate } from "./server-certificate.ts";

const now = new Date("2026-11-21T09:30:00Z");
const dayMs = 86_400_000;
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trueroute-tls-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (hosts: readonly string[] = [], at: Date = now): ServerCertificate =>
  openServerCertificate({ folder, hosts, now: at });
const after = (days: number): Date => new Date(now.getTime() + days * dayMs);

function leafOf({ certificate }: ServerCertificate): X509Certificate {
  return new X509Certificate(certificate);
}

function authorityOf({ authorityFile }: ServerCertificate): X509Certificate {
  return new X509Certificate(readFileSync(authorityFile));
}

test("an authority for ten years, and a certificate that it has signed", () => {
  const made = open();
  const authority = authorityOf(made);
  const leaf = leafOf(made);
  expect(authority.ca).toBe(true);
  expect(authority.subject).toMatch(/^CN=trueroute local CA [0-9a-f]{8}$/);
  expect(new Date(authority.validTo).toISOString()).toBe("2036-11-18T09:30:00.000Z");
  expect(leaf.ca).toBe(false);
  expect(leaf.checkIssued(authority)).toBe(true);
  expect(leaf.verify(authority.publicKey)).toBe(true);
  expect(leaf.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  expect(leaf.subjectAltName).toBe(
    "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1",
  );
  expect(leaf.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });
});

test("what was made once is used again", () => {
  const first = open();
  expect(open()).toEqual(first);
  expect(open([], after(200))).toEqual(first);
});

test("a certificate near its end gets a successor of the same authority", () => {
  const first = open();
  const second = open([], after(220));
  expect(second.certificate).not.toBe(first.certificate);
  expect(leafOf(second).verify(authorityOf(first).publicKey)).toBe(true);
});

test("an authority that has expired gets a successor", () => {
  const first = authorityOf(open());
  const second = open([], after(4_000));
  expect(authorityOf(second).fingerprint256).not.toBe(first.fingerprint256);
  expect(leafOf(second).verify(authorityOf(second).publicKey)).toBe(true);
});

test("a certificate never outlives its authority", () => {
  open();
  const made = open([], after(3_600));
  expect(leafOf(made).validTo).toBe(authorityOf(made).validTo);
});

// Each row: further hosts, and what the certificate says of them.
const hosts: readonly (readonly [readonly string[], string])[] = [
  [["azure.example"], "DNS:azure.example"],
  [["Azure.Example"], "DNS:azure.example"],
  [["10.1.2.3"], "IP Address:10.1.2.3"],
  [["2001:db8::1:0"], "IP Address:2001:DB8:0:0:0:0:1:0"],
  [["[fd00::]"], "IP Address:FD00:0:0:0:0:0:0:0"],
  [["::ffff:10.1.2.3"], "IP Address:0:0:0:0:0:FFFF:A01:203"],
];

test.each(hosts)("%j stand in the certificate beside the names of loopback", (names, words) => {
  const loopback = "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1";
  expect(leafOf(open(names)).subjectAltName).toBe(`${loopback}, ${words}`);
});

test("a host that is missing makes a new certificate, one that is there does not", () => {
  const first = open(["a.example"]);
  const second = open(["a.example", "10.0.0.4"]);
  expect(second.certificate).not.toBe(first.certificate);
  expect(second.authorityFile).toBe(first.authorityFile);
  expect(open(["10.0.0.4"])).toEqual(second);
});

test("a server that others can reach has an authority of its own", () => {
  expect(open(["a.example"]).authorityFile).not.toBe(open().authorityFile);
});

// Each row: a file that somebody has spoiled.
test.each(["server.pem", "ca/ca.pem", "ca/ca-key.pem"])("a spoiled %s is made anew", (name) => {
  const { authorityFile } = open();
  const file = join(dirname(authorityFile), "..", name);
  for (const text of ["", "nonsense", readFileSync(authorityFile, "utf8").slice(0, 300)]) {
    writeFileSync(file, text);
    const made = open();
    expect(leafOf(made).verify(authorityOf(made).publicKey)).toBe(true);
  }
});

test.skipIf(process.platform === "win32")("keys are for nobody else to read", () => {
  const home = dirname(open().authorityFile);
  const modes = [
    join(home, "ca-key.pem"),
    join(home, "..", "server.pem"),
    folder,
    join(home, ".."),
  ];
  expect(modes.map((path) => statSync(path).mode & 0o077)).toEqual([0, 0, 0, 0]);
});

test("a folder that cannot be used is told", () => {
  writeFileSync(join(folder, "loopback"), "");
  expect(() => open()).toThrow(/^cannot keep keys and certificates in .*loopback: /);
});

test("servers that start at once share one authority", async () => {
  const script = `
    import { openServerCertificate } from ${JSON.stringify(new URL("../../../dist/emulator/index.js", import.meta.url).href)};
    const made = openServerCertificate({ folder: ${JSON.stringify(folder)}, hosts: [], now: new Date() });
    const { X509Certificate } = await import("node:crypto");
    const { readFileSync } = await import("node:fs");
    const authority = new X509Certificate(readFileSync(made.authorityFile));
    const leaf = new X509Certificate(made.certificate);
    console.log(authority.fingerprint256, leaf.verify(authority.publicKey));`;
  const run = promisify(execFile);
  const results = await Promise.all(
    Array.from({ length: 6 }, () =>
      run(process.execPath, ["--input-type=module", "--eval", script]),
    ),
  );
  const lines = results.map(({ stdout }) => stdout.trim());
  expect(new Set(lines).size).toBe(1);
  expect(lines[0]).toMatch(/ true$/);
  // Nothing of those who came late is left.
  expect(readdirSync(join(folder, "loopback")).sort()).toEqual(["ca", "server.pem"]);
});

interface Outcome {
  readonly code: number | null;
  readonly text: string;
}

function run(program: string, args: readonly string[], environment: object = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: { ...process.env, ...environment } });
    let text = "";
    child.stdout.on("data", (more) => {
      text += more;
    });
    child.stderr.on("data", (more) => {
      text += more;
    });
    child.on("error", () => resolve({ code: null, text: `${program} is not installed` }));
    child.on("close", (code) => resolve({ code, text: text.trim() }));
  });
}

// Each row: the name of a client, its program, and its arguments for a CA file and a URL.
type Arguments = (file: string, url: string) => readonly string[];
const python = `import sys, ssl, urllib.request
context = ssl.create_default_context(cafile=sys.argv[1])
context.verify_flags |= ssl.VERIFY_X509_STRICT
print(urllib.request.urlopen(sys.argv[2], context=context).read().decode())`;
const requests = "import sys, requests; print(requests.get(sys.argv[2], verify=sys.argv[1]).text)";
const clients: readonly (readonly [string, string, Arguments])[] = [
  ["curl", "curl", (file, url) => ["-sS", "--noproxy", "*", "--cacert", file, url]],
  ["Python, strictly", "python3", (file, url) => ["-c", python, file, url]],
  ["Python's requests", "python3", (file, url) => ["-c", requests, file, url]],
];

describe.each([
  ["on loopback", []],
  ["for any host", ["azure.example"]],
])("%s", (_, names) => {
  test("OpenSSL accepts it, strictly", async ({ skip }) => {
    const made = open(names, new Date());
    const leaf = join(folder, "leaf.pem");
    writeFileSync(leaf, made.certificate);
    const { code, text } = await run("openssl", [
      ...["verify", "-x509_strict", "-purpose", "sslserver", "-verify_ip", "127.0.0.1"],
      ...["-CAfile", made.authorityFile, leaf],
    ]);
    if (code === null) return skip();
    expect(text).toBe(`${leaf}: OK`);
  });

  test.each(clients)("%s accepts it", async (name, program, argumentsOf) => {
    const { authorityFile, key, certificate } = open(names, new Date());
    const server = createServer({ key, cert: certificate }, (_request, answer) => answer.end("hi"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    for (const host of ["127.0.0.1", "localhost"]) {
      const args = argumentsOf(authorityFile, `https://${host}:${port}/`);
      const { code, text } = await run(program, args, { no_proxy: "*" });
      if (code === null || text.includes("No module named 'requests'")) {
        console.warn(`skipped: ${name} is not installed`);
      } else {
        expect({ host, text }).toEqual({ host, text: "hi" });
      }
    }
    server.close();
    server.closeAllConnections();
  });
});

test("an authority of loopback can vouch for nothing else", async ({ skip }) => {
  const { authorityFile } = open([], new Date());
  expect(existsSync(authorityFile)).toBe(true);
  // Somebody has got its key.
  const home = dirname(authorityFile);
  const text = `subjectAltName=DNS:login.example,IP:127.0.0.1`;
  writeFileSync(join(folder, "extensions"), text);
  const key = join(folder, "key.pem");
  const request = join(folder, "request.pem");
  const forged = join(folder, "forged.pem");
  const made = await run("openssl", [
    ...["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"],
    ...["-subj", "/CN=forged", "-keyout", key, "-out", request],
  ]);
  if (made.code === null) return skip();
  await run("openssl", [
    ...["x509", "-req", "-in", request, "-CA", authorityFile, "-CAkey", join(home, "ca-key.pem")],
    ...["-CAcreateserial", "-days", "2", "-extfile", join(folder, "extensions"), "-out", forged],
  ]);
  const { text: said } = await run("openssl", ["verify", "-CAfile", authorityFile, forged]);
  expect(said).toContain("permitted subtree violation");
});
