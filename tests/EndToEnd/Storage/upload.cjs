// Uploads the files of a folder into the container 'dumps' below a prefix, the manifest last, as a CRM export would.
// node upload.cjs PACKAGES CONNECTION FOLDER PREFIX
const fs = require('fs');
const path = require('path');
const [packages, connection, folder, prefix] = process.argv.slice(2);
const { BlobServiceClient } = require(path.join(packages, 'node_modules/@azure/storage-blob'));

(async () => {
  const dumps = BlobServiceClient.fromConnectionString(connection).getContainerClient('dumps');
  const names = fs.readdirSync(folder).sort((a, b) => (a === 'manifest.json') - (b === 'manifest.json'));
  for (const name of names)
    await dumps.getBlockBlobClient(`${prefix}/${name}`).uploadFile(path.join(folder, name));
})();
