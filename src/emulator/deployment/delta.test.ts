import { expect, test } from "vitest";
import { deltasOf } from "./delta.ts";

// before, after, deltas
const rows: readonly (readonly [Record<string, unknown>, Record<string, unknown>, unknown])[] = [
  [{ a: 1 }, { a: 1 }, []],
  [{ a: 1 }, { a: 2 }, [{ path: "a", propertyChangeType: "Modify", before: 1, after: 2 }]],
  [{}, { a: 1 }, [{ path: "a", propertyChangeType: "Create", after: 1 }]],
  [{ a: 1 }, {}, [{ path: "a", propertyChangeType: "Delete", before: 1 }]],
  [
    { a: { b: 1 } },
    { a: { b: 2 } },
    [{ path: "a.b", propertyChangeType: "Modify", before: 1, after: 2 }],
  ],
  [
    {
      l: [
        { name: "x", v: 1 },
        { name: "y", v: 1 },
      ],
    },
    {
      l: [
        { name: "y", v: 2 },
        { name: "x", v: 1 },
      ],
    },
    [
      {
        path: "l",
        propertyChangeType: "Array",
        children: [
          {
            path: "1",
            propertyChangeType: "Modify",
            children: [{ path: "v", propertyChangeType: "Modify", before: 1, after: 2 }],
          },
        ],
      },
    ],
  ],
  [
    { l: ["10.0.0.0/16"] },
    { l: ["10.0.0.0/16", "10.1.0.0/16"] },
    [
      {
        path: "l",
        propertyChangeType: "Array",
        children: [{ path: "1", propertyChangeType: "Create", after: "10.1.0.0/16" }],
      },
    ],
  ],
];

test.each(rows)("%j to %j", (before, after, deltas) => {
  expect(deltasOf(before, after)).toEqual(deltas);
});
