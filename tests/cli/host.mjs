// Runs one command line after the other, as dist/cli.js would in a process of its own, and gives back what it wrote.
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { resolve } from 'node:path';
import { Writable } from 'node:stream';

const { main } = createRequire(import.meta.url)(resolve('dist/command-line/command-line.cjs')).loadMain();

let connections = [];
const { connect } = Socket.prototype;
Socket.prototype.connect = function observed(...args) {
  const [first] = args.flat();
  connections.push(typeof first === 'object' ? `${first.host}:${first.port}` : String(first));
  return connect.apply(this, args);
};

process.on('message', async ({ args, cwd, env }) => {
  process.chdir(cwd);
  connections = [];
  const written = { stdout: '', stderr: '' };
  const output = (stream) =>
    new Writable({
      decodeStrings: false,
      write(text, _, done) {
        written[stream] += text;
        done();
      },
    });
  const own = Object.assign(new EventEmitter(), {
    argv: [process.execPath, 'plumbline', ...args],
    env,
    stdout: output('stdout'),
    stderr: output('stderr'),
    exitCode: undefined,
  });
  await main(own);
  own.emit('exit');
  process.send({ code: own.exitCode ?? 0, signal: null, ...written, connections });
});
process.on('disconnect', () => process.exit());
process.send('ready');
