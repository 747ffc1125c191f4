/** Worker thread: groups questions once and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { groupQuestions } from '#textmodels';
import type { GroupingInput, GroupingReply } from './grouping-messages.ts';
import { threadCpuMs } from './thread-clock.ts';

const begun = threadCpuMs();
const { texts, vectors } = workerData as GroupingInput;
const groups = groupQuestions(texts, vectors);
parentPort!.postMessage({ groups, cpuMs: threadCpuMs() - begun } satisfies GroupingReply);
