// What customers bought, in an open hash table.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

typedef struct {
    uint64_t key[2];
    int64_t cents;
    int32_t first, last;
    uint32_t count;
} Bought;

typedef struct {
    Bought *slots;
    uint64_t mask, used;
} Table;

static void fail(const char *what) {
    fprintf(stderr, "lower-bound: %s\n", what);
    exit(1);
}

static uint64_t hash(const uint64_t key[2]) {
    uint64_t mixed = (key[0] ^ key[1] * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
    return mixed ^ mixed >> 32;
}

static Table new_table(uint64_t slots) {
    void *memory = mmap(NULL, slots * sizeof(Bought), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        fail("no memory for the table of customers");
    madvise(memory, slots * sizeof(Bought), MADV_HUGEPAGE);
    return (Table){ memory, slots - 1, 0 };
}

static Bought *slot_of(Table *table, const uint64_t key[2]) {
    uint64_t at = hash(key) & table->mask;
    while (table->slots[at].count && (table->slots[at].key[0] != key[0] || table->slots[at].key[1] != key[1]))
        at = (at + 1) & table->mask;
    return table->slots + at;
}

static void grow(Table *table);

static void add(Table *table, Bought more) {
    Bought *slot = slot_of(table, more.key);
    if (!slot->count) {
        *slot = more;
        if (++table->used * 2 > table->mask)
            grow(table);
        return;
    }
    slot->cents += more.cents;
    slot->count += more.count;
    slot->first = more.first < slot->first ? more.first : slot->first;
    slot->last = more.last > slot->last ? more.last : slot->last;
}

static void grow(Table *table) {
    Table next = new_table((table->mask + 1) * 2);
    for (uint64_t at = 0; at <= table->mask; at++)
        if (table->slots[at].count)
            add(&next, table->slots[at]);
    munmap(table->slots, (table->mask + 1) * sizeof(Bought));
    *table = next;
}
