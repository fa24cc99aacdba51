import { expect, test } from "vitest";
import { groupId, groupTypeKey, type Row, refuse } from "../../provider/index.ts";
import { createMemoryStore, type ResourceStore, StoreError } from "../../store/index.ts";
import { Keeper } from "./keeper.ts";

function groupRow(name: string): Row {
  const id = groupId("11111111-1111-1111-1111-111111111111", name);
  return { id, typeKey: groupTypeKey, root: id.key, body: {}, facts: {}, order: 1, etag: name };
}

function add(keeper: Keeper, name: string): Promise<string> {
  return keeper.write(({ draft }) => {
    draft.put(groupRow(name));
    return name;
  });
}

function has(keeper: Keeper, name: string): boolean {
  return keeper.estate.find(groupRow(name).id.key) !== undefined;
}

test("a server sees what another one has committed, when it catches up", async () => {
  const store = createMemoryStore();
  const first = await Keeper.open(store, { writer: "a" });
  const second = await Keeper.open(store, { writer: "b" });
  await add(first, "x");
  expect(has(second, "x")).toBe(false);
  await Promise.all([second.catchUp(), second.catchUp(), second.catchUp()]);
  expect(has(second, "x")).toBe(true);
});

test("a server that was overtaken does its work again, on what is there now", async () => {
  const store = createMemoryStore();
  const first = await Keeper.open(store, { writer: "a" });
  const second = await Keeper.open(store, { writer: "b" });
  await add(first, "x");
  const seen = await second.write(({ draft }) => draft.find(groupRow("x").id.key) !== undefined);
  await add(second, "y");
  expect([seen, has(second, "x"), has(second, "y")]).toEqual([false, true, true]);
});

test("a request that is refused changes nothing, whatever it has done before", async () => {
  const keeper = await Keeper.open(createMemoryStore());
  await keeper.write(({ draft, keep }) => {
    draft.put(groupRow("x"));
    keep("operation/1", {});
    return refuse(400, "No", "no");
  });
  expect([has(keeper, "x"), keeper.record("operation/1")]).toEqual([false, undefined]);
});

/** A store that loses the answer of one commit: it has happened, or it has not. */
function losing(store: ResourceStore, hasHappened: boolean): ResourceStore {
  let isLost = false;
  return {
    ...store,
    readSince: (revision) => store.readSince(revision),
    close: () => store.close(),
    commit: async (revision, changes) => {
      if (isLost) return store.commit(revision, changes);
      isLost = true;
      if (hasHappened) await store.commit(revision, changes);
      throw new StoreError("uncertain", "The connection was lost.", "Try again.");
    },
  };
}

test.each([true, false])(
  "a commit whose answer is lost is there once (it had happened: %s)",
  async (hasHappened) => {
    const store = createMemoryStore();
    const keeper = await Keeper.open(losing(store, hasHappened), { writer: "a" });
    let runs = 0;
    await keeper.write(({ draft }) => {
      runs += 1;
      draft.put(groupRow("x"));
    });
    expect([has(keeper, "x"), runs]).toEqual([true, hasHappened ? 1 : 2]);
    const { changes } = await store.readSince(0);
    expect(changes.filter(({ key }) => key.startsWith("/")).length).toBe(1);
  },
);

test("a store that is away rejects, and the next request finds it again", async () => {
  const store = createMemoryStore();
  let isAway = true;
  const keeper = await Keeper.open({
    readSince: (revision) => store.readSince(revision),
    close: () => store.close(),
    commit: async (revision, changes) => {
      if (isAway) throw new StoreError("unreachable", "It does not answer.", "Start it.");
      return store.commit(revision, changes);
    },
  });
  await expect(add(keeper, "x")).rejects.toMatchObject({ code: "unreachable" });
  isAway = false;
  await add(keeper, "x");
  expect(has(keeper, "x")).toBe(true);
});
