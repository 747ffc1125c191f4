import { writeFile } from 'node:fs/promises';
import { createArticle, changeIntent, importExamples, listIntents, previewAnswer } from '#contracts';
import { readLabelledFile } from '#knowledge';
import { readDemo } from '#training';
import { foundCompany } from '../test/support/company.ts';
import { ServerProcess } from '../test/support/server-process.ts';
import { argument } from './arguments.ts';
import { cpuMs, options, pause, quantile, residentKb, round } from './process-cost.ts';

/**
 * How late the server's event loop runs while the built-in engine answers at a steady rate: the demo company's knowledge,
 * its test questions, each asked once. The encoder works in a thread of its own; this is what is left for everybody else.
 */
const { rate, seconds } = options({ rate: 50, seconds: 10 });

/** The p99 since it was last read, in milliseconds: reading resets it. */
async function loopDelay(address: string): Promise<{ p99: number; max: number }> {
  const metrics = await (await fetch(`${address}/metrics`)).text();
  const read = (name: string): number => Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)`, 'm').exec(metrics)?.[1]) * 1_000;
  return { p99: round(read('p99')), max: round(read('max')) };
}

const server = await ServerProcess.create({ DUET_LIMIT_FACTOR: '100000' });
try {
  await server.start();
  const { call, ...company } = await foundCompany(server.address, await server.setupLink());
  const demo = await readDemo();
  for (const article of demo.articles) await call(createArticle, article);
  await call(importExamples, { content: demo.trainQuestions });
  const answers = new Map(demo.intents.map(({ intent, answer, label }) => [intent, { answer, label }]));
  for (const { id, key } of (await call(listIntents, {})).items) await call(changeIntent, { id, ...answers.get(key) });
  const version = await company.version('prompt', 'embedded/encoder', { examplesPerIntent: 10, thresholds: null });
  const questions = (await readLabelledFile(demo.testQuestions)).lines.map(({ text }) => text);
  // Embeds what the company knows, and warms everything up.
  for (const text of demo.articles.flatMap((article) => article.questions).slice(0, 150)) await call(previewAnswer, { backendVersionId: version.id, text });
  await pause(2_000);

  const waits: number[] = [];
  let failed = 0;
  const ask = async (text: string): Promise<void> => {
    const from = performance.now();
    await call(previewAnswer, { backendVersionId: version.id, text }).then(() => waits.push(performance.now() - from), () => failed++);
  };
  await loopDelay(server.address);
  await pause(3_000);
  const idle = await loopDelay(server.address);
  const cpu = cpuMs(server.pid ?? 0);
  const sending: Promise<void>[] = [];
  const began = performance.now();
  for (let i = 0; i < rate * seconds; i++) {
    const due = began + (i * 1_000) / rate;
    if (performance.now() < due) await pause(due - performance.now());
    sending.push(ask(questions[i % questions.length] ?? ''));
  }
  await Promise.all(sending);
  const elapsed = (performance.now() - began) / 1_000;
  const busy = await loopDelay(server.address);
  const row = {
    'answers/s': round(waits.length / elapsed), failed, 'loop delay p99 ms': busy.p99, 'max ms': busy.max, 'idle p99 ms': idle.p99,
    'answer p50 ms': round(quantile(waits, 0.5)), 'answer p99 ms': round(quantile(waits, 0.99)), 'CPU ms each': round((cpuMs(server.pid ?? 0) - cpu) / waits.length, 1),
    'server MB': Math.round(residentKb(server.pid ?? 0) / 1_024),
  };
  console.table([row]);
  const json = argument('json');
  if (json !== undefined) await writeFile(json, JSON.stringify(row, null, 2));
} finally {
  await server.cleanUp();
}
