import { expect, test } from "vitest";
import { artifactsUri, joinUri, pathOfUri, uriOfPath, withoutToken } from "./uri.ts";

test.each(["main.json", "nested/network.json", "../common/nsg.json", "../../a/b.json"])(
  "%s has a URI that leads back to it",
  (path) => {
    expect(pathOfUri(uriOfPath(path))).toBe(path);
  },
);

// The template that links, the relative path, and the file that is meant.
test.each([
  ["main.json", "nested/a.json", "nested/a.json"],
  ["main.json", "./a.json", "a.json"],
  ["main.json", "../a.json", "../a.json"],
  ["nested/a.json", "b.json", "nested/b.json"],
  ["nested/a.json", "../common/b.json", "common/b.json"],
])("in %s, %s is %s", (from, path, file) => {
  expect(pathOfUri(joinUri(uriOfPath(from), path))).toBe(file);
});

test("tokens and fragments are no part of a path", () => {
  expect(pathOfUri(`${artifactsUri}/a/b.json?sig=x`)).toBe("a/b.json");
  expect(withoutToken("https://h/a.json?sig=x#y")).toBe("https://h/a.json");
});

test("links of the real world have no local path", () => {
  expect(pathOfUri("https://example.com/a.json")).toBeUndefined();
});

test("a path beside a template of the real world stays there", () => {
  expect(joinUri("https://example.com/x/main.json", "a.json")).toBe("https://example.com/x/a.json");
});
