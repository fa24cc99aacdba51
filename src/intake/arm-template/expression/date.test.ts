import { expect, test } from "vitest";
import { evaluateText, showText } from "../../../../test/expressions/evaluate-text.ts";

// A year counts 365 days and a month 30, whatever the calendar says.
test.each([
  ["2023-01-01 00:00:00Z", "P1Y", "2024-01-01T00:00:00Z"],
  ["2024-01-01 00:00:00Z", "P1Y", "2024-12-31T00:00:00Z"],
  ["2023-02-01 00:00:00Z", "P1M", "2023-03-03T00:00:00Z"],
  ["2024-02-01 00:00:00Z", "P1M", "2024-03-02T00:00:00Z"],
  ["2020-04-07 14:53:14Z", "P3Y", "2023-04-07T14:53:14Z"],
  ["2020-04-07 14:53:14Z", "-P9D", "2020-03-29T14:53:14Z"],
  ["2020-04-07 14:53:14Z", "PT1H", "2020-04-07T15:53:14Z"],
  ["20200407T145314Z", "PT1H30M5S", "2020-04-07T16:23:19Z"],
  ["2020-04-07T14:53:14+02:00", "PT0S", "2020-04-07T12:53:14Z"],
  ["2020-04-07T14:53:14.1234567Z", "PT0.5S", "2020-04-07T14:53:14.6234567Z"],
  ["2020-04-07", "P1DT1M", "2020-04-08T00:01:00Z"],
  ["0001-01-01", "P1D", "0001-01-02T00:00:00Z"],
])("%s and %s is %s", (base, duration, want) => {
  expect(evaluateText(`dateTimeAdd('${base}', '${duration}')`)).toBe(want);
});

// .NET's patterns in the invariant culture.
test.each([
  ["d", "03/05/2019"],
  ["M d", "3 5"],
  ["D", "Tuesday, 05 March 2019"],
  ["f", "Tuesday, 05 March 2019 09:07"],
  ["G", "03/05/2019 09:07:08"],
  ["m", "March 05"],
  ["o", "2019-03-05T09:07:08.0120000Z"],
  ["r", "Tue, 05 Mar 2019 09:07:08 GMT"],
  ["s", "2019-03-05T09:07:08"],
  ["t", "09:07"],
  ["u", "2019-03-05 09:07:08Z"],
  ["y", "2019 March"],
  ["yyyyMMddTHHmmssZ", "20190305T090708Z"],
  ["yy-M-d h:m:s tt", "19-3-5 9:7:8 AM"],
  ["%d", "5"],
  ["ddd dddd MMM MMMM", "Tue Tuesday Mar March"],
  ["s.fff s.FFFF s.FF", "8.012 8.012 8.01"],
  ["ss.F", "08"],
  ["'day' d \\d", "day 5 d"],
  ["zzz K", "+00:00 Z"],
])("pattern %s gives %s", (pattern, want) => {
  const quoted = pattern.replaceAll("'", "''");
  expect(evaluateText(`dateTimeAdd('2019-03-05T09:07:08.012Z', 'PT0S', '${quoted}')`)).toBe(want);
});

test.each([
  ["dateTimeFromEpoch(1683040573)", '"2023-05-02T15:16:13Z"'],
  ["dateTimeToEpoch('2023-05-02T15:16:13Z')", "1683040573"],
  ["dateTimeFromEpoch(-1)", '"1969-12-31T23:59:59Z"'],
  ["dateTimeAdd('2023-02-30', 'P1D')", "! dateTimeAdd(): argument 1 is no ISO 8601 date"],
  ["dateTimeAdd('yesterday', 'P1D')", "! dateTimeAdd(): argument 1 is no ISO 8601 date"],
  ["dateTimeAdd('2023-02-01', '1D')", "! dateTimeAdd(): argument 2 is no ISO 8601 duration"],
  ["dateTimeAdd('2023-02-01', 'P')", "! dateTimeAdd(): argument 2 is no ISO 8601 duration"],
  [
    "dateTimeAdd('2023-02-01', 'P9999Y')",
    "! dateTimeAdd(): the result is outside the years 1 to 9999",
  ],
  ["dateTimeAdd('2023-02-01', 'P1D', 'q')", "! dateTimeAdd(): the date pattern is none of .NET's"],
  [
    "dateTimeFromEpoch(999999999999999)",
    "! dateTimeFromEpoch(): the date is outside the years 1 to 9999",
  ],
  ["dateTimeAdd(x(), 'P1D')", `{"$unknown":"dateTimeAdd(x, 'P1D')"}`],
])("%s = %s", (expression, want) => {
  expect(showText(expression)).toBe(want);
});
