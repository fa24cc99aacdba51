import { expect, test } from "vitest";
import { signInReason } from "./directory-token.ts";

function errorOf(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

const absent = errorOf("CredentialUnavailableError", "Please run 'az login'.");
const failed = errorOf(
  "AuthenticationError",
  "EnvironmentCredential authentication failed. To troubleshoot, visit https://aka.ms/x. Status code: 401\nMore details:\nAADSTS7000215: Invalid client secret provided.",
);
const nobody = "neither the environment, nor this machine, nor az or its like has a sign-in";
const wrong =
  "EnvironmentCredential authentication failed. Status code: 401 More details: AADSTS7000215: Invalid client secret provided.";

test.each([
  ["nothing was there", Object.assign(new Error("Chained"), { errors: [absent, absent] }), nobody],
  ["one way failed", Object.assign(new Error("Chained"), { errors: [absent, failed] }), wrong],
  ["the only way failed", failed, wrong],
  ["something else", "x", "x"],
])("%s", (_, error, expected) => {
  expect(signInReason(error)).toBe(expected);
});
