/** A finite number in digits without an exponent. */
export function decimalOf(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString();
  const [mantissa = "", power = "0"] = String(value).split("e");
  const exponent = Number(power);
  if (exponent >= 0) return mantissa;
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace("-", "").replace(".", "");
  return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
}

/** A number that is not negative, rounded to so many decimals; halves go up. */
export function roundTo(value: number, decimals: number): string {
  const [whole = "0", fraction = ""] = decimalOf(value).split(".");
  const kept = (whole + fraction.slice(0, decimals)).padEnd(whole.length + decimals, "0");
  const isUp = fraction.charAt(decimals) >= "5";
  const digits = (BigInt(kept) + (isUp ? 1n : 0n)).toString().padStart(decimals + 1, "0");
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Puts commas between the thousands of a decimal. */
export function groupDigits(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
