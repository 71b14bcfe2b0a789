// Loaded before the binary: writes, at its end, which scripts came with what was compiled of them, and whether V8 took it.
const { writeFileSync } = require('node:fs');
const { basename } = require('node:path');
const vm = require('node:vm');

const seen = [];
const { Script } = vm;
vm.Script = class extends Script {
  constructor(code, options) {
    super(code, options);
    const kept = options.cachedData !== undefined;
    seen.push({ file: basename(options.filename), kept, refused: kept && this.cachedDataRejected });
  }
};
process.on('exit', () => writeFileSync(process.env.OBSERVED_FILE, JSON.stringify(seen)));
