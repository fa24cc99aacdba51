// Longest prefix match in plain C: DXR, variant D16R (Zec, Rizzo, Mikuc, 2012), long ranges only.
//
// Usage: lpm-dxr FILE MIN_NS
// FILE is little endian: n, then n times (address, length, value), sorted by address and length, all
// prefixes different; then m, then m addresses. Values are 1..65535.
// Builds the table, looks all addresses up again and again for at least MIN_NS nanoseconds and prints
// "<ns of one look-up> <checksum of one pass> <bytes of the table>".
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct prefix { uint32_t address, length, value; };
struct range { uint16_t start, value; };

static uint32_t direct[1 << 16];      // 12 bits count, 20 bits base; count 0: the base is the value
static struct range *ranges;
static uint32_t range_count;

static uint32_t *starts, *values;
static uint32_t interval_count;

static void *allocate(size_t size) {
  void *memory = malloc(size);
  if (!memory) { perror("malloc"); exit(1); }
  return memory;
}

static void begin(uint64_t start, uint32_t value) {
  if (start > UINT32_MAX) return;
  if (interval_count && starts[interval_count - 1] == start) interval_count--;
  if (interval_count && values[interval_count - 1] == value) return;
  starts[interval_count] = (uint32_t)start;
  values[interval_count++] = value;
}

static uint64_t end_of(const struct prefix *p) {
  return (uint64_t)p->address + (1ull << (32 - p->length));
}

static void flatten(const struct prefix *prefixes, uint32_t n) {
  const struct prefix *open[33];
  int depth = 0;
  starts = allocate((2 * (size_t)n + 1) * sizeof *starts);
  values = allocate((2 * (size_t)n + 1) * sizeof *values);
  begin(0, 0);
  for (uint32_t i = 0; i <= n; i++) {
    uint64_t limit = i < n ? prefixes[i].address : 1ull << 32;
    while (depth && end_of(open[depth - 1]) <= limit) {
      uint64_t end = end_of(open[--depth]);
      begin(end, depth ? open[depth - 1]->value : 0);
    }
    if (i == n) break;
    open[depth++] = &prefixes[i];
    begin(prefixes[i].address, prefixes[i].value);
  }
}

static void build(void) {
  ranges = allocate((interval_count + (1u << 16)) * sizeof *ranges);
  uint32_t current = 0;
  for (uint32_t block = 0; block < 1u << 16; block++) {
    uint32_t base = block << 16;
    if (current + 1 < interval_count && starts[current + 1] == base) current++;
    uint32_t first = current;
    while (current + 1 < interval_count && starts[current + 1] >> 16 == block) current++;
    uint32_t count = current - first + 1;
    if (count == 1) { direct[block] = values[first]; continue; }
    if (count >= 1u << 12 || range_count + count >= 1u << 20) { fprintf(stderr, "block too full\n"); exit(1); }
    direct[block] = count << 20 | range_count;
    for (uint32_t i = first; i <= current; i++) {
      ranges[range_count].start = i == first ? 0 : (uint16_t)starts[i];
      ranges[range_count++].value = (uint16_t)values[i];
    }
  }
}

static inline uint32_t lookup(uint32_t address) {
  uint32_t word = direct[address >> 16];
  uint32_t count = word >> 20;
  if (!count) return word;
  const struct range *at = ranges + (word & 0xfffff);
  uint32_t key = address & 0xffff;
  while (count > 1) {
    uint32_t half = count >> 1;
    at += at[half].start <= key ? half : 0;
    count -= half;
  }
  return at->value;
}

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static uint32_t checksum(const uint32_t *addresses, uint32_t m) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < m; i++) sum += lookup(addresses[i]);
  return sum;
}

static void read_words(void *into, size_t count, FILE *file) {
  if (fread(into, 4, count, file) != count) { fprintf(stderr, "short file\n"); exit(1); }
}

int main(int argc, char **argv) {
  if (argc != 3) { fprintf(stderr, "usage: lpm-dxr FILE MIN_NS\n"); return 2; }
  FILE *file = fopen(argv[1], "rb");
  if (!file) { perror(argv[1]); return 1; }
  uint32_t n, m;
  read_words(&n, 1, file);
  struct prefix *prefixes = allocate(n * sizeof *prefixes + 1);
  read_words(prefixes, 3 * (size_t)n, file);
  read_words(&m, 1, file);
  uint32_t *addresses = allocate(m * sizeof *addresses + 1);
  read_words(addresses, m, file);
  flatten(prefixes, n);
  build();

  volatile uint32_t sink = checksum(addresses, m);
  uint32_t want = sink;
  uint64_t passes = 0, start = now(), elapsed, min_ns = strtoull(argv[2], NULL, 10);
  do {
    sink = checksum(addresses, m);
    if (sink != want) { fprintf(stderr, "answers differ between passes\n"); return 1; }
    passes++;
    elapsed = now() - start;
  } while (elapsed < min_ns);
  printf("%.4f %u %zu\n", (double)elapsed / (double)passes / m, want,
         sizeof direct + range_count * sizeof *ranges);
  return 0;
}
