// Runs Azurite until standard input ends, so that it ends with the process that started it, however that one ends.
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
const path = require('path');
require(path.join(process.env.AZURITE_FOLDER, 'node_modules/azurite/dist/src/azurite.js'));
