import { expect, test } from "vitest";
import { createUnknown, type JsonObject } from "../../../arm/index.ts";
import type { Value } from "../expression/index.ts";
import { checkValue } from "./check.ts";
import { readDeclaration, readSchema } from "./declaration.ts";
import { readParameters } from "./parameter-file.ts";
import { parseParameterText, typeText } from "./parameter-text.ts";
import { redact } from "./redact.ts";
import { standInFor } from "./stand-in.ts";

const place = { resource: "", pointer: "", file: "--parameters", filePointer: "" };

test.each([
  ["a=b", "a", "b"],
  ["a=", "a", ""],
  ["a=b=c", "a", "b=c"],
  ["=b", undefined, undefined],
  ["a", undefined, undefined],
])("%s of a command line gives %s", (text, name, value) => {
  const parameter = parseParameterText(text, place);
  expect([parameter?.name, parameter?.value]).toEqual([name, value]);
});

test.each([
  ["5", "string", "5"],
  ["true", "string", "true"],
  ["5", "int", 5],
  ["-5", "int", -5],
  ["5.5", "int", "5.5"],
  ["TRUE", "bool", true],
  ["yes", "bool", "yes"],
  ['["a"]', "array", ["a"]],
  ["[a]", "array", "[a]"],
  ['{"a": 1}', "object", { a: 1 }],
  ["7", undefined, 7],
  ["GEN-UNIQUE", undefined, "GEN-UNIQUE"],
] as const)("the text %s for a parameter of type %s", (text, type, value) => {
  expect(typeText(text, type)).toEqual(value);
});

// A value, its schema, and why Azure would refuse it.
test.each<readonly [Value, JsonObject, string | undefined]>([
  ["a", { type: "String" }, undefined],
  [1, { type: "string" }, "should be a text, found a number"],
  [1.5, { type: "int" }, "should be an integer, found a number"],
  ["true", { type: "bool" }, "should be true or false, found a string"],
  [{}, { type: "array" }, "should be a list, found an object"],
  [[], { type: "secureObject" }, "should be an object, found a list"],
  [null, { type: "string", nullable: true }, undefined],
  [createUnknown("x"), { type: "int" }, undefined],
  ["c", { type: "string", allowedValues: ["a", "b"] }, "is none of the allowed values: a, b"],
  ["c", { type: "securestring", allowedValues: ["a"] }, "is none of the allowed values"],
  [["a", "b"], { type: "array", allowedValues: ["a", "b"] }, undefined],
  [["a", "c"], { type: "array", allowedValues: ["a", "b"] }, "is none of the allowed values: a, b"],
  [1, { type: "int", minValue: 2 }, "is below its least value, 2"],
  [9, { type: "int", maxValue: 2 }, "is above its greatest value, 2"],
  ["a", { type: "string", minLength: 2 }, "is shorter than 2"],
  [[1, 2], { type: "array", maxLength: 1 }, "is longer than 1"],
  ["a", { type: "nonsense" }, undefined],
  [3, { $ref: "#/definitions/few" }, "is above its greatest value, 2"],
  [3, { $ref: "#/definitions/more" }, undefined],
  [3, { $ref: "#/definitions/circle" }, undefined],
])("%j for %j", (value, schema, problem) => {
  const definitions = {
    few: { type: "int", maxValue: 2 },
    more: { $ref: "#/definitions/few", maxValue: 5 },
    circle: { $ref: "#/definitions/circle" },
  };
  expect(checkValue(value, readSchema(schema, definitions))?.problem).toBe(problem);
});

// A value with secrets, its schema, and what is left of it.
test.each<readonly [Value, JsonObject, Value]>([
  ["secret", { type: "securestring" }, "***"],
  ["", { type: "securestring" }, ""],
  [
    { a: "s", b: ["s", 1, ""], c: { d: null } },
    { type: "secureObject" },
    { a: "***", b: ["***", 1, ""], c: { d: null } },
  ],
  [createUnknown("concat('secret')"), { type: "securestring" }, createUnknown("parameters('p')")],
  ["open", { type: "string" }, "open"],
  ["open", {}, "open"],
  ["secret", { type: "securestrnig" }, "***"],
  ["secret", { type: { value: "securestring" } }, "***"],
  [
    { open: "o", pin: "s", more: "s" },
    {
      type: "object",
      properties: { open: { type: "string" }, PIN: { type: "securestring" } },
      additionalProperties: { $ref: "#/definitions/secret" },
    },
    { open: "o", pin: "***", more: "***" },
  ],
  [
    ["s", "t"],
    { type: "array", prefixItems: [{ type: "string" }], items: { type: "securestring" } },
    ["s", "***"],
  ],
])("secrets of %j are taken out", (value, schema, left) => {
  const definitions = { secret: { type: "securestring" } };
  expect(redact(value, readSchema(schema, definitions), definitions, "parameters('p')")).toEqual(
    left,
  );
});

test.each<readonly [JsonObject, Value]>([
  [{ type: "string" }, "name"],
  [{ type: "string", minLength: 6 }, "namexx"],
  [{ type: "string", maxLength: 2 }, "na"],
  [{ type: "string", allowedValues: ["b", "a"] }, "b"],
  [{ type: "securestring" }, "***"],
  [{ type: "int" }, 1],
  [{ type: "int", minValue: 7 }, 7],
  [{ type: "int", maxValue: -1 }, -1],
  [{ type: "bool" }, false],
  [{ type: "array" }, []],
  [{ type: "array", minLength: 2 }, ["name", "name"]],
  [{ type: "object" }, {}],
  [{}, "name"],
])("a stand-in for %j", (written, value) => {
  expect(standInFor(readDeclaration("name", written, {}))).toEqual(value);
});

// Files of parameters: what is in one, the values that it gives, and what is said.
test.each<readonly [JsonObject, Readonly<Record<string, unknown>>, readonly string[]]>([
  [{ parameters: { A: { value: 1 }, b: { value: null } } }, { a: 1, b: null }, []],
  [{ $schema: "x", a: { value: [2] } }, { a: [2] }, []],
  [
    { parameters: { a: { reference: { keyVault: { id: "/x/vaults/kv" }, secretName: "pin" } } } },
    { a: createUnknown("secret 'pin' of Key Vault kv") },
    [],
  ],
  [
    { parameters: { a: 1, b: {} } },
    {},
    [
      'parameter a should be an object such as { "value": ... }, found a number',
      'parameter b should be an object such as { "value": ... }, found an object without a value',
    ],
  ],
])("reads %j", (value, values, said) => {
  const { parameters, diagnostics } = readParameters({ file: "p.json", filePointer: "", value });
  expect(Object.fromEntries([...parameters].map(([name, one]) => [name, one.value]))).toEqual(
    values,
  );
  expect(diagnostics.map(({ message }) => message)).toEqual(said);
});
