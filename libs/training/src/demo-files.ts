import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { PromptPack } from '#contracts';
import { z } from 'zod';
import { readFrontMatter } from './front-matter.ts';

/** The demo lies at the top of the repository, three folders above this source and four above its built form. */
const top = path.resolve(import.meta.dirname, import.meta.url.endsWith('.ts') ? '../../..' : '../../../..');

const demoFolder = path.join(top, 'demo');

const Company = z.object({ name: z.string(), siteName: z.string(), timeZone: z.string() });
const Intent = z.object({ intent: z.string(), label: z.string(), answer: z.string() });
const Article = z.object({ slug: z.string(), title: z.string(), intents: z.array(z.string()).default([]), questions: z.array(z.string()).default([]) });
const Words = PromptPack.pick({ instructions: true, tone: true, must: true, never: true });

export interface DemoCompany {
  company: z.output<typeof Company>;
  intents: z.output<typeof Intent>[];
  articles: (z.output<typeof Article> & { body: string })[];
  pack: PromptPack;
  /** CSV with the header text,category. */
  trainQuestions: string;
  testQuestions: string;
}

/** Reads the company that Duet shows itself with. @throws when a file is missing or has another shape */
export async function readDemo(folder = demoFolder): Promise<DemoCompany> {
  const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');
  const slugs = (await readdir(path.join(folder, 'articles'))).filter((name) => name.endsWith('.md')).sort();
  const articles = slugs.map(async (name) => {
    const { fields, body } = readFrontMatter(await read(path.join('articles', name)));
    return { ...Article.parse(Object.fromEntries(fields)), body };
  });
  return {
    company: Company.parse(JSON.parse(await read('company.json'))),
    intents: (await read('intents.jsonl')).trim().split('\n').map((line) => Intent.parse(JSON.parse(line))),
    articles: await Promise.all(articles),
    pack: {
      ...Words.parse(JSON.parse(await read('prompt-pack.json'))), examplesPerIntent: 10, exampleSeed: 1, useKnowledge: true, thresholds: null,
    },
    trainQuestions: await read('questions-train.csv'),
    testQuestions: await read('questions-test.csv'),
  };
}
