// From what customers bought to the sizes of segments.
#include <string.h>
#include "table.h"

enum { Fifths = 5 };

// Puts the value of rank k of values[from..to) in its place, no greater before it and no less behind it.
static int64_t select_rank(int64_t *values, long from, long to, long k) {
    while (to - from > 1) {
        int64_t pivot = values[from + (to - from) / 2];
        long low = from, high = to - 1;
        while (low <= high) {
            while (values[low] < pivot)
                low++;
            while (values[high] > pivot)
                high--;
            if (low <= high) {
                int64_t kept = values[low];
                values[low++] = values[high];
                values[high--] = kept;
            }
        }
        if (k <= high)
            to = high + 1;
        else if (k >= low)
            from = low;
        else
            break;
    }
    return values[k];
}

// The edges between the fifths by type 7, times 5, so that they are whole.
static void edges_of(int64_t *values, long count, int64_t edges[Fifths - 1]) {
    for (long from = 0, edge = 1; edge < Fifths; edge++) {
        long below = edge * (count - 1) / Fifths, part = edge * (count - 1) % Fifths;
        int64_t low = select_rank(values, from, count, below);
        int64_t high = part ? select_rank(values, below, count, below + 1) : low;
        edges[edge - 1] = low * Fifths + (high - low) * part;
        from = below;
    }
}

static int bucket(int64_t value, const int64_t edges[Fifths - 1]) {
    int bucket = 1;
    for (int edge = 0; edge < Fifths - 1; edge++)
        bucket += edges[edge] < value * Fifths;
    return bucket;
}

static const char *const segments[] = {
    "champions", "loyal", "potential-loyalist", "new", "promising", "need-attention", "about-to-sleep", "at-risk",
    "cant-lose", "hibernating", "lost",
};

static int segment_of(int r, int f, int m) {
    return r >= 4 && f >= 4 && m >= 4 ? 0
        : r >= 3 && f >= 4 ? 1
        : r >= 4 && f >= 2 ? 2
        : r == 5 && f == 1 ? 3
        : r == 4 && f == 1 ? 4
        : r == 3 && (f >= 2 || m >= 4) ? 5
        : r == 3 ? 6
        : r == 2 && (f >= 3 || m >= 4) ? 7
        : r == 1 && f >= 4 && m >= 4 ? 8
        : r == 2 || f >= 3 || m >= 3 ? 9
        : 10;
}

static void print_sizes(const Table *table) {
    enum { Scores = 3, Segments = sizeof segments / sizeof *segments };
    long count = 0, sizes[Segments] = { 0 };
    int64_t edges[Scores][Fifths - 1], *values[Scores], *sorted = malloc(table->used * sizeof *sorted);
    int32_t newest = 0;
    for (int i = 0; i < Scores; i++)
        values[i] = malloc(table->used * sizeof **values);
    for (uint64_t at = 0; at <= table->mask; at++) {
        const Bought *bought = table->slots + at;
        if (!bought->count)
            continue;
        newest = bought->last > newest ? bought->last : newest;
        values[0][count] = -(int64_t)bought->last;
        values[1][count] = bought->count;
        values[2][count++] = bought->cents;
    }
    for (long i = 0; i < count; i++)
        values[0][i] += newest + 1;
    for (int i = 0; i < Scores; i++) {
        memcpy(sorted, values[i], count * sizeof *sorted);
        edges_of(sorted, count, edges[i]);
    }
    for (long i = 0; i < count; i++)
        sizes[segment_of(Fifths + 1 - bucket(values[0][i], edges[0]), bucket(values[1][i], edges[1]),
            bucket(values[2][i], edges[2]))]++;
    for (int i = 0; i < Segments; i++)
        printf("%s %ld\n", segments[i], sizes[i]);
}
