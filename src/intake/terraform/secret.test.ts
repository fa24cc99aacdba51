import { expect, test } from "vitest";
import { createRedactor, isSecretName } from "./secret.ts";

test.each([
  "password",
  "admin_password",
  "adminPassword",
  "shared_key",
  "sharedKey",
  "primary_access_key",
  "primaryConnectionString",
  "primary_connection_string",
  "authorization_key",
  "service_key",
  "client_secret",
  "radius_server_secret",
  "sas_token",
  "custom_data",
  "private_key_pem",
])("%s is the name of a secret", (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each([
  "key_vault_secret_id",
  "disable_password_authentication",
  "shared_access_key_enabled",
  "public_key",
  "key_vault_key_id",
  "secret_name",
  "name",
  "address_prefix",
  "route_key",
])("%s is not", (name) => {
  expect(isSecretName(name)).toBe(false);
});

const hidden = (place: string) => ({ $unknown: `x.y${place} (sensitive)` });

test.each([
  ["nothing", { a: 1 }, {}, { a: 1 }],
  ["an attribute", { a: "s", b: 1 }, { a: true }, { a: hidden(".a"), b: 1 }],
  ["null, which is no secret", { a: null }, { a: true }, { a: null }],
  ["one of a list", { a: ["x", "s"] }, { a: [false, true] }, { a: ["x", hidden(".a[1]")] }],
  ["a list by index", { a: ["s"] }, { a: { 0: true } }, { a: [hidden(".a[0]")] }],
  ["inside a block", { a: [{ b: "s" }] }, { a: [{ b: true }] }, { a: [{ b: hidden(".a[0].b") }] }],
  ["a whole block", { a: [{ b: "s" }] }, { a: true }, { a: hidden(".a") }],
  ["everything", { a: "s" }, true, hidden("")],
  ["a name", { a: [{ password: "s", b: 1 }] }, undefined, { a: [{ b: 1 }] }],
  ["a block with such a name", { secret: [{ id: "x" }] }, undefined, { secret: [{ id: "x" }] }],
  [
    "two places of one secret",
    { a: "s", b: "s" },
    { a: true, b: true },
    { a: hidden(".a"), b: hidden(".a") },
  ],
])("%s", (_, value, mask, expected) => {
  expect(createRedactor().redact(value, mask, "x.y")).toEqual(expected);
});

test("a value without secrets is not copied", () => {
  const value = { a: [{ b: { c: 1 } }], name: "n" };
  expect(createRedactor().redact(value, { a: [{ b: {} }] }, "x.y")).toBe(value);
});
