/** What a worker thread of `analyzeDirectory` runs; built beside the package's entries, not importable by name. */
import { parentPort } from 'node:worker_threads';
import { collectGarbage } from './collect-garbage.ts';
import { doImageTask } from './image-job.ts';
import { serveTasks } from './serve-tasks.ts';

if (parentPort === null) throw new Error('this file is for a worker thread');
serveTasks(parentPort, doImageTask, collectGarbage);
