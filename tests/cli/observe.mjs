// Loaded into the binary with --import: tells at its end how much memory it took and which connections it opened.
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';

const connections = [];
const { connect } = Socket.prototype;
Socket.prototype.connect = function observed(...args) {
  const [first] = args.flat();
  connections.push(typeof first === 'object' ? `${first.host}:${first.port}` : String(first));
  return connect.apply(this, args);
};

process.on('exit', () => {
  const { maxRSS } = process.resourceUsage();
  const seen = { connections, maxRssMiB: Math.round(maxRSS / 1024) };
  appendFileSync(process.env.OBSERVED_FILE, `${JSON.stringify(seen)}\n`);
});
