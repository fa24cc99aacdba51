import { type Prefix, type PrefixSet, parsePrefix, prefixSet, subtract } from "../net/index.ts";

/**
 * What a tag `Internet` of 2024 leaves out of the IPv4 space (NSG-8): private and reserved ranges,
 * and ranges that Azure keeps for itself or for other clouds. The list drifts with the years.
 */
const leftOut =
  "0.0.0.0/8 4.128.0.0/12 10.0.0.0/8 13.96.0.0/13 20.35.252.0/22 20.128.0.0/16 20.130.0.0/16 " +
  "20.144.0.0/14 20.176.0.0/13 21.0.0.0/8 22.0.0.0/8 23.103.0.0/18 25.0.0.0/16 25.4.0.0/14 " +
  "25.64.0.0/10 25.128.0.0/17 25.142.0.0/15 25.144.0.0/15 25.148.0.0/15 25.150.0.0/16 " +
  "25.152.0.0/14 25.156.0.0/16 25.159.0.0/16 25.160.0.0/12 25.176.0.0/13 25.184.0.0/14 " +
  "25.192.0.0/15 25.248.0.0/16 25.250.0.0/18 25.250.64.0/20 25.250.84.0/23 25.252.0.0/16 " +
  "25.254.0.0/21 25.254.8.0/24 25.254.64.0/18 25.254.128.0/17 40.66.128.0/17 40.108.0.0/17 " +
  "40.109.0.0/16 52.132.0.0/14 52.145.0.0/16 68.18.0.0/15 100.64.0.0/10 104.146.0.0/17 " +
  "104.147.0.0/16 104.212.36.0/22 104.212.52.0/22 127.0.0.0/8 129.75.0.0/16 134.177.0.0/16 " +
  "138.196.0.0/16 141.251.0.0/16 146.147.0.0/16 157.59.0.0/16 169.254.0.0/16 172.16.0.0/12 " +
  "192.0.2.0/24 192.32.0.0/16 192.168.0.0/16 198.18.0.0/15 224.0.0.0/3";

// No capture shows IPv6; what is given out as public lies in 2000::/3.
const whole = setOf("0.0.0.0/0 2000::/3");

/** Addresses that the tag `Internet` can hold in any network (NSG-8). */
export const publicSpace: PrefixSet = subtract(whole, setOf(leftOut));

function setOf(texts: string): PrefixSet {
  return prefixSet(texts.split(" ").map((text) => parsePrefix(text) as Prefix));
}
