import { WriterLock } from '../../../../src/adapters/node/evidence/writer-lock.ts';

// Holds the lock that the first argument names until it is killed.
await WriterLock.take(process.argv[2]);
process.stdout.write('held\n');
setInterval(() => undefined, 60_000);
