// Prints the entities of a table, a JSON per line.
// node read.cjs PACKAGES CONNECTION TABLE
const path = require('path');
const [packages, connection, table] = process.argv.slice(2);
const { TableClient } = require(path.join(packages, 'node_modules/@azure/data-tables'));

(async () => {
  const client = TableClient.fromConnectionString(connection, table, { allowInsecureConnection: true });
  for await (const entity of client.listEntities())
    console.log(JSON.stringify(entity, (_, value) => typeof value === 'bigint' ? Number(value) : value));
})();
