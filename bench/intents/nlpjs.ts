import { containerBootstrap } from '@nlpjs/core';
import { LangEn } from '@nlpjs/lang-en-min';
import { Nlp } from '@nlpjs/nlp';
import type { Recognition } from '../../libs/backends/src/recognition.ts';
import { quantile } from '../process-cost.ts';
import { cpuSeconds } from './backends.ts';
import type { LabelledRow } from './labelled-rows.ts';

export interface PeerResult {
  readonly opinions: Recognition[];
  readonly learnCpuSeconds: number;
  readonly wallMsP50: number;
  readonly wallMsP99: number;
}

/** NLP.js as its documentation shows it: English stemmer, default settings, its own class for what it does not know. */
export async function askNlpjs(train: readonly LabelledRow[], test: readonly LabelledRow[]): Promise<PeerResult> {
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangEn);
  const nlp = container.get('nlp');
  nlp.settings.autoSave = false;
  nlp.addLanguage('en');
  const begun = cpuSeconds();
  for (const { text, label } of train) nlp.addDocument('en', text, label);
  await silently(() => nlp.train());
  const learnCpuSeconds = cpuSeconds() - begun;
  const opinions: Recognition[] = [];
  const wall: number[] = [];
  for (const { text } of test) {
    const asked = performance.now();
    const { classifications } = await nlp.process('en', text);
    wall.push(performance.now() - asked);
    const ranked = classifications.map(({ intent, score }) => ({ label: intent === 'None' ? 'oos' : intent, probability: score }));
    opinions.push({ ranked, confidence: ranked[0]?.probability ?? 0 });
  }
  return { opinions, learnCpuSeconds, wallMsP50: quantile(wall, 0.5), wallMsP99: quantile(wall, 0.99) };
}

/** Its trainer prints a line each epoch. */
async function silently(work: () => Promise<void>): Promise<void> {
  const print = console.log;
  console.log = () => undefined;
  try {
    await work();
  } finally {
    console.log = print;
  }
}
