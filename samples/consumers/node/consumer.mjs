// Follows the moves of customers, and does something for each of them once. Node 20, nothing to install.
//
//   node consumer.mjs --url http://127.0.0.1:7071/api --state state [--from 0.0] [--name crm] [--every 10] [--once]
//
// The function key is in SEGMENTATION_KEY. See ../README.md.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';

const text = { type: 'string' };
const { values: options } = parseArgs({
  options: {
    url: text, state: text, from: text, name: { ...text, default: 'node-sample' }, every: { ...text, default: '10' },
    once: { type: 'boolean' },
  },
});
const url = options.url.replace(/\/+$/, '');
const mostTries = options.once ? 6 : Infinity;

/** The place is so old that the moves behind it are not kept any more. */
class Expired extends Error {}

/** The app says no: asking again would not help. */
class Refused extends Error {}

/** Asks the app, and again when it is busy or away. An answer; null when it is the same as the last time. */
let known = {};
async function get(address) {
  for (let attempt = 1; ; attempt++) {
    const headers = { 'x-consumer': options.name };
    if (process.env.SEGMENTATION_KEY) headers['x-functions-key'] = process.env.SEGMENTATION_KEY;
    if (known.address === address && known.etag) headers['If-None-Match'] = known.etag;
    let asked, problem;
    try {
      const response = await fetch(`${url}/${address}`, { headers, signal: AbortSignal.timeout(100_000) });
      if (response.status === 304) return null;
      const body = await response.text();
      if (response.ok) {
        known = { address, etag: response.headers.get('etag') };
        return JSON.parse(body);
      }

      if (response.status === 410) throw new Expired();
      if (response.status !== 429 && response.status < 500) throw new Refused(`${address}: ${body}`);
      asked = Number(response.headers.get('retry-after')) * 1000;
      problem = `${address}: ${response.status}`;
    } catch (fault) {
      if (fault instanceof Expired || fault instanceof Refused) throw fault;
      problem = `${address}: ${fault.cause?.message ?? fault.message}`;
    }

    if (attempt >= mostTries) throw new Error(`${problem} after ${attempt} tries`);
    await wait(asked || Math.min(100 * 2 ** attempt, 60_000));
  }
}

/**
 * What was done for whom, a line each: it stands for your own system, such as a table whose key is the message's id.
 * Beside it is the place of the last message. The place is saved after the lines: whoever is killed in between gets the
 * same messages again, and knows them by their ids.
 */
class Journal {
  constructor(folder) {
    fs.mkdirSync(folder, { recursive: true });
    this.placeFile = path.join(folder, 'place.txt');
    this.file = fs.openSync(path.join(folder, 'moves.ndjson'), 'a+');
    const bytes = fs.readFileSync(path.join(folder, 'moves.ndjson'));
    // Half a line at the end is of a process that was killed.
    const end = bytes.lastIndexOf(10) + 1;
    fs.ftruncateSync(this.file, end);
    Object.assign(this, { done: new Set(), latest: new Map(), present: new Map() });
    Object.assign(this, { applied: 0, again: 0, late: 0, ignored: 0 });
    for (const line of bytes.subarray(0, end).toString().split('\n').filter(Boolean)) this.#remember(JSON.parse(line));
  }

  get place() {
    return fs.existsSync(this.placeFile) ? fs.readFileSync(this.placeFile, 'ascii') : null;
  }

  /** Does what a message asks for, unless that was done; tells its place, null when it has none. */
  apply(message) {
    // Others are added with time: they are for others.
    if (message.type !== 'segmentation.customer.transitioned.v1') {
      this.ignored++;
      return null;
    }

    const { customer, scheme, to, run, sequence } = message.data;
    this.do({ id: message.id, customer, scheme, segment: to, run, sequence });
    return `${run}.${sequence}`;
  }

  do(line) {
    const [run, sequence] = this.latest.get(this.#key(line)) ?? [0, -1];
    if (this.done.has(line.id)) this.again++;
    else if (run > line.run || (run === line.run && sequence >= line.sequence)) this.late++;
    else {
      fs.writeSync(this.file, `${JSON.stringify(line)}\n`);
      this.#remember(line);
      this.applied++;
    }
  }

  /** Notes where a customer is in a run, before its moves are followed; the segment of one that has left is null. */
  set(customer, scheme, segment, run) {
    this.do({ id: `${run}:${scheme}:${customer}`, customer, scheme, segment, run, sequence: 0 });
  }

  /** Notes in a run that all others have left. */
  keepOnly(seen, run) {
    for (const { customer, scheme } of [...this.present.values()]) {
      if (!seen.has(JSON.stringify([customer, scheme]))) this.set(customer, scheme, null, run);
    }
  }

  /** Saves the place, when all before it is safely done: whole, or not at all. */
  save(place) {
    fs.fsyncSync(this.file);
    const file = fs.openSync(`${this.placeFile}.new`, 'w');
    fs.writeSync(file, place);
    fs.fsyncSync(file);
    fs.closeSync(file);
    fs.renameSync(`${this.placeFile}.new`, this.placeFile);
  }

  #remember(line) {
    this.done.add(line.id);
    this.latest.set(this.#key(line), [line.run, line.sequence]);
    if (line.segment === null) this.present.delete(this.#key(line));
    else this.present.set(this.#key(line), line);
  }

  #key = (line) => JSON.stringify([line.customer, line.scheme]);
}

/** Where everybody is now, and who has left, so that moves can be followed from here on. */
async function readAll(journal) {
  let at = 0;
  const seen = new Set();
  for (const { scheme, run, segments } of (await get('schemes')).items) {
    at = run;
    for (const { segment } of segments) {
      for (let cursor = ''; cursor !== null; ) {
        const page = await get(`schemes/${scheme}/segments/${segment}/customers?limit=1000&cursor=${cursor}`);
        for (const { customer } of page.items) {
          journal.set(customer, scheme, segment, page.run);
          seen.add(JSON.stringify([customer, scheme]));
        }

        cursor = page.next;
      }
    }
  }

  journal.keepOnly(seen, at);
  return `${at}.${at === 0 ? 0 : Number.MAX_SAFE_INTEGER}`;
}

async function follow(journal, place) {
  for (;;) {
    try {
      // The first time, and after too long a sleep, there is no place to go on from.
      place ??= await readAll(journal);
      const page = await get(`transitions?limit=100&after=${place}`);
      for (const message of page?.items ?? []) place = journal.apply(message) ?? place;
      // Behind the items may be moves that were left out: the next of a page is farther than its last item.
      place = page?.next ?? place;
      if (page) journal.save(place);
      if (!page?.next && options.once) return;
      if (!page?.next) await wait(options.every * 1000);
    } catch (fault) {
      if (!(fault instanceof Expired)) throw fault;
      place = null;
    }
  }
}

const journal = new Journal(options.state);
try {
  await follow(journal, journal.place ?? options.from);
} catch (fault) {
  console.error(fault.message);
  process.exitCode = fault instanceof Refused ? 2 : 1;
} finally {
  const { applied, again, late, ignored, place } = journal;
  console.log(`applied ${applied}, again ${again}, late ${late}, ignored ${ignored}, place ${place ?? 'none'}`);
}
