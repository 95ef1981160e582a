// DuckDB does what 'Comparison engine' does, in one script: last, first, count and sum per customer, fifths of recency,
// frequency and money by type 7, segments, customers joined, sorted CSV. Bad rows are skipped. The definitions in
// workspace/ say the same; the two results are compared before anything is timed.
// Usage: node duckdb.mjs MODULES TRANSACTIONS            prints the sizes of the segments
//        node duckdb.mjs MODULES TRANSACTIONS CUSTOMERS OUT
import { createRequire } from 'node:module';

const [modules, transactions, customers, out] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(`${modules}/`)('@duckdb/node-api');
const text = value => `'${value.replaceAll("'", "''")}'`;

const read = (file, columns) =>
  `read_csv(${text(file)}, header = true, delim = ',', quote = '"', ignore_errors = true, columns = {${columns}})`;
const orders = read(transactions, `
  order_id: 'VARCHAR', customer_id: 'VARCHAR', order_date: 'DATE', amount: 'DECIMAL(18, 2)', currency: 'VARCHAR',
  channel: 'VARCHAR', product_category: 'VARCHAR'`);
const known = read(customers ?? '', `
  id: 'VARCHAR', name: 'VARCHAR', email: 'VARCHAR', country: 'VARCHAR', industry: 'VARCHAR', employees: 'BIGINT',
  annual_revenue: 'DECIMAL(18, 2)', signup_date: 'DATE', plan: 'VARCHAR', status: 'VARCHAR'`);

const fifths = '[0.2, 0.4, 0.6, 0.8]';
const bucket = (value, edges) =>
  [1, 2, 3, 4].reduce((sum, edge) => `${sum} + (${edges}[${edge}] < ${value})::INT`, '1');

const segments = `
  CREATE TEMP TABLE bought AS
    SELECT customer_id, min(order_date) AS first, max(order_date) AS last, count(*) AS frequency,
      sum(amount) AS monetary
    FROM ${orders} WHERE customer_id IS NOT NULL GROUP BY customer_id;
  CREATE TEMP TABLE measured AS
    SELECT customer_id, as_of - first AS first_days, as_of - last AS recency_days, frequency, monetary
    FROM bought, (SELECT max(last) + 1 AS as_of FROM bought);
  CREATE TEMP TABLE edges AS
    SELECT quantile_cont(recency_days, ${fifths}) AS of_r, quantile_cont(frequency, ${fifths}) AS of_f,
      quantile_cont(monetary, ${fifths}) AS of_m
    FROM measured;
  CREATE TEMP VIEW scored AS
    SELECT measured.*, 6 - (${bucket('recency_days', 'of_r')}) AS r, ${bucket('frequency', 'of_f')} AS f,
      ${bucket('monetary', 'of_m')} AS m
    FROM measured, edges;
  CREATE TEMP VIEW segmented AS
    SELECT *, CASE
      WHEN r >= 4 AND f >= 4 AND m >= 4 THEN 'champions'
      WHEN r >= 3 AND f >= 4 THEN 'loyal'
      WHEN r >= 4 AND f >= 2 THEN 'potential-loyalist'
      WHEN r = 5 AND f = 1 THEN 'new'
      WHEN r = 4 AND f = 1 THEN 'promising'
      WHEN r = 3 AND (f >= 2 OR m >= 4) THEN 'need-attention'
      WHEN r = 3 THEN 'about-to-sleep'
      WHEN r = 2 AND (f >= 3 OR m >= 4) THEN 'at-risk'
      WHEN r = 1 AND f >= 4 AND m >= 4 THEN 'cant-lose'
      WHEN r = 2 OR f >= 3 OR m >= 3 THEN 'hibernating'
      ELSE 'lost' END AS rfm
    FROM scored;`;

const csv = `
  COPY (
    SELECT coalesce(id, customer_id) AS customer_id, country, industry, employees, plan, status, first_days,
      recency_days, coalesce(frequency, 0) AS frequency, coalesce(monetary, 0) AS monetary, r, f, m,
      coalesce(rfm, 'prospect') AS rfm
    FROM ${known} FULL JOIN segmented ON id = customer_id ORDER BY 1
  ) TO ${text(out ?? '')} (HEADER, DELIMITER ',');`;

const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
await connection.run(segments);
if (out) {
  await connection.run(csv);
} else {
  const sizes = await connection.runAndReadAll('SELECT rfm, count(*)::INT FROM segmented GROUP BY rfm ORDER BY rfm');
  for (const [segment, count] of sizes.getRows())
    console.log(`${segment} ${count}`);
}
