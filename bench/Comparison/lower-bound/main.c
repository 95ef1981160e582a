// What the memory of the machine allows: sizes of segments from transactions.csv as 'segment generate' writes it, and
// no more than that. The file is mapped, separators are found 64 bytes at a time, customers are kept in one open hash
// table per thread, and slots are fetched ahead. Rows that the definitions reject are skipped. Prints what
// 'Comparison engine' does.
// Build: gcc -O3 -march=native -pthread main.c      Usage: lower-bound TRANSACTIONS [threads]
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>
#if defined(__AVX2__)
#include <immintrin.h>
#endif
#include "scores.h"

enum { Columns = 7, Customer = 1, Date = 2, Amount = 3, Block = 64, Batch = 64, MostThreads = 64 };

typedef struct {
    uint64_t key[2];
    int64_t cents;
    int32_t day;
} Row;

typedef struct {
    const unsigned char *from, *to;
    Table table;
    Row rows[Batch];
    int waiting;
} Part;

// 64 bits, one per byte of a block that equals a character.
static uint64_t equal(const unsigned char *block, char character) {
#if defined(__AVX512BW__)
    return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(block), _mm512_set1_epi8(character));
#elif defined(__AVX2__)
    __m256i wanted = _mm256_set1_epi8(character);
    uint32_t low = _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_loadu_si256((const void *)block), wanted));
    uint32_t high = _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_loadu_si256((const void *)(block + 32)), wanted));
    return low | (uint64_t)high << 32;
#else
    uint64_t bits = 0;
    for (int i = 0; i < Block; i++)
        bits |= (uint64_t)(block[i] == (unsigned char)character) << i;
    return bits;
#endif
}

// Each bit becomes the parity of the quotes up to it: set inside quotes.
static uint64_t inside(uint64_t quotes) {
    for (int shift = 1; shift < 64; shift <<= 1)
        quotes ^= quotes << shift;
    return quotes;
}

static void add_waiting(Part *part) {
    for (int i = 0; i < part->waiting; i++) {
        Row *row = part->rows + i;
        add(&part->table, (Bought){ { row->key[0], row->key[1] }, row->cents, row->day, row->day, 1 });
    }
    part->waiting = 0;
}

// Days since 1970-01-01 of yyyy-mm-dd; 0 when there is no such day.
static int read_date(const unsigned char *text, int length, int32_t *day) {
    static const int before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 };
    if (length != 10 || text[4] != '-' || text[7] != '-')
        return 0;
    for (int i = 0; i < 10; i++)
        if (i != 4 && i != 7 && (unsigned char)(text[i] - '0') > 9)
            return 0;
    int year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0';
    int month = (text[5] - '0') * 10 + text[6] - '0', date = (text[8] - '0') * 10 + text[9] - '0';
    int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (year < 1970 || month < 1 || month > 12 || date < 1
        || date > before[month] - before[month - 1] + (month == 2 && leap))
        return 0;
    int past = year - 1;
    int leaps = past / 4 - past / 100 + past / 400 - (1969 / 4 - 1969 / 100 + 1969 / 400);
    *day = (year - 1970) * 365 + leaps + before[month - 1] + (month > 2 && leap) + date - 1;
    return 1;
}

static int read_cents(const unsigned char *text, int length, int64_t *cents) {
    int64_t value = 0;
    int decimals = -1;
    for (int i = 0; i < length; i++) {
        if (text[i] == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if ((unsigned char)(text[i] - '0') > 9 || decimals == 2)
            return 0;
        value = value * 10 + text[i] - '0';
        decimals += decimals >= 0;
    }
    *cents = decimals == 2 ? value : decimals == 1 ? value * 10 : value * 100;
    return length > 0;
}

// The row whose cells end at ends[0..count).
static void read_row(Part *part, const unsigned char *const *ends, int count) {
    if (count != Columns)
        return;
    Row *row = part->rows + part->waiting;
    const unsigned char *id = ends[Customer - 1] + 1;
    long length = ends[Customer] - id;
    if (length > 16)
        fail("an id of more than 16 bytes; made for what segment generate writes");
    if (length <= 0
        || !read_date(ends[Date - 1] + 1, ends[Date] - ends[Date - 1] - 1, &row->day)
        || !read_cents(ends[Amount - 1] + 1, ends[Amount] - ends[Amount - 1] - 1, &row->cents))
        return;
    // Reading past the id is safe: more cells follow, and zeros behind the file.
    memcpy(row->key, id, 16);
    if (length < 8) {
        row->key[0] &= ~0ull >> (64 - length * 8);
        row->key[1] = 0;
    } else if (length < 16) {
        row->key[1] &= length == 8 ? 0 : ~0ull >> (128 - length * 8);
    }
    __builtin_prefetch(part->table.slots + (hash(row->key) & part->table.mask), 1);
    if (++part->waiting == Batch)
        add_waiting(part);
}

static void *read_part(void *given) {
    Part *part = given;
    part->table = new_table(1 << 18);
    const unsigned char *ends[Columns + 1];
    int cells = 0;
    uint64_t quoted = 0;
    for (const unsigned char *block = part->from; block < part->to; block += Block) {
        uint64_t within = inside(equal(block, '"')) ^ quoted;
        quoted = (uint64_t)((int64_t)within >> 63);
        uint64_t lines = equal(block, '\n') & ~within, marks = (equal(block, ',') & ~within) | lines;
        if (part->to - block < Block)
            marks &= ~0ull >> (Block - (part->to - block));
        for (; marks; marks &= marks - 1) {
            int at = __builtin_ctzll(marks);
            if (cells <= Columns)
                ends[cells++] = block + at;
            if (lines >> at & 1) {
                read_row(part, ends, cells);
                cells = 0;
            }
        }
    }
    add_waiting(part);
    return NULL;
}

int main(int given, char **arguments) {
    int threads = given > 2 ? atoi(arguments[2]) : 1, file = given > 1 ? open(arguments[1], O_RDONLY) : -1;
    struct stat found;
    if (file < 0 || fstat(file, &found) || threads < 1 || threads > MostThreads)
        fail("usage: lower-bound TRANSACTIONS [threads]");
    // A page of zeros behind the file, so that whole blocks can be read.
    size_t length = found.st_size;
    unsigned char *text = mmap(NULL, length + 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (text == MAP_FAILED || mmap(text, length, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, 0) == MAP_FAILED)
        fail("the file cannot be mapped");
    static Part parts[MostThreads];
    pthread_t workers[MostThreads];
    const unsigned char *from = memchr(text, '\n', length), *to = text + length;
    if (!from)
        fail("the file has no rows");
    from++;
    for (int i = 0; i < threads; i++) {
        const unsigned char *end = i == threads - 1 ? to : from + (to - from) / (threads - i);
        while (end < to && end[-1] != '\n')
            end++;
        parts[i] = (Part){ .from = from, .to = end };
        pthread_create(workers + i, NULL, read_part, parts + i);
        from = end;
    }
    for (int i = 0; i < threads; i++)
        pthread_join(workers[i], NULL);
    for (int i = 1; i < threads; i++)
        for (uint64_t at = 0; at <= parts[i].table.mask; at++)
            if (parts[i].table.slots[at].count)
                add(&parts[0].table, parts[i].table.slots[at]);
    print_sizes(&parts[0].table);
}
