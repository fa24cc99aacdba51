#!/bin/sh
# Three network namespaces in a row, spoke - firewall - spoke, each with a list of nftables rules:
# 30 in the spokes, 1,000 in the firewall, none of which takes a ping, so that all are compared.
# Usage: netns-path.sh COUNT. Sends COUNT pings one after the other, and prints what ping prints.
# Needs root, ip, nft and ping; the namespaces go at the end.
set -e
p="trueroute-bench-$$"
cleanup() { for n in a f b; do ip netns del "$p-$n" 2>/dev/null || true; done; }
trap cleanup EXIT
for n in a f b; do ip netns add "$p-$n"; ip -n "$p-$n" link set lo up; done
ip link add va netns "$p-a" type veth peer name vfa netns "$p-f"
ip link add vb netns "$p-b" type veth peer name vfb netns "$p-f"
ip -n "$p-a" addr add 10.1.0.4/24 dev va
ip -n "$p-f" addr add 10.1.0.1/24 dev vfa
ip -n "$p-f" addr add 10.2.0.1/24 dev vfb
ip -n "$p-b" addr add 10.2.0.4/24 dev vb
ip -n "$p-a" link set va up; ip -n "$p-b" link set vb up
ip -n "$p-f" link set vfa up; ip -n "$p-f" link set vfb up
ip -n "$p-a" route add default via 10.1.0.1
ip -n "$p-b" route add default via 10.2.0.1
ip netns exec "$p-f" sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'
rules() { # namespace hook count
  { echo "table ip t {"; echo "chain c {"; echo "type filter hook $2 priority 0; policy accept;"
    i=0
    while [ "$i" -lt "$3" ]; do
      echo "ip saddr 10.$((i % 60 + 16)).0.0/16 ip daddr 198.18.$((i % 256)).0/24 counter drop"
      i=$((i + 1))
    done
    echo "}"; echo "}"; } | ip netns exec "$1" nft -f -
}
for n in a b; do rules "$p-$n" input 30; done
rules "$p-f" forward 1000
ip netns exec "$p-a" ping -f -q -c "$1" 10.2.0.4
