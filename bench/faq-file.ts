import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readLabelledFile } from '#knowledge';
import { readDemo } from '#training';

const Asked = z.object({
  text: z.string().min(1),
  /** `id` of the article that answers it. */
  article: z.string().min(1),
});

/** What `npm run bench -- retrieval --faq` reads; described in docs/retrieval-bench.md. */
const FaqFile = z.object({
  articles: z.array(z.object({
    id: z.string().min(1), title: z.string().min(1),
    /** Markdown; `##` headings divide it. */
    body: z.string().min(1),
    /** Example questions. */
    questions: z.array(z.string().min(1)).default([]),
  })).min(2),
  /** Questions to measure with. */
  queries: z.array(Asked).min(1),
  /** Further questions to learn the weights from, beside the articles' own. */
  training: z.array(Asked).default([]),
});
export type FaqFile = z.output<typeof FaqFile>;

/** @throws with a sentence when the file has another form or names unknown articles */
export async function readFaq(file: string): Promise<FaqFile> {
  const read = FaqFile.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!read.success) throw new Error(`${file} has another form: ${z.prettifyError(read.error)}`);
  const ids = new Set(read.data.articles.map(({ id }) => id));
  const lost = [...read.data.queries, ...read.data.training].find(({ article }) => !ids.has(article));
  if (lost) throw new Error(`${file}: "${lost.text}" names the article "${lost.article}", which is not there.`);
  return read.data;
}

/** The demo company as such a file: questions of intents that belong to exactly one article. */
export async function demoFaq(): Promise<FaqFile> {
  const { articles, trainQuestions, testQuestions } = await readDemo();
  const owners = (intent: string): string[] => articles.filter(({ intents }) => intents.includes(intent)).map(({ slug }) => slug);
  const asked = async (csv: string): Promise<FaqFile['queries']> => (await readLabelledFile(csv)).lines.flatMap(({ text, intent }) => {
    const [article, ...others] = owners(intent ?? '');
    return article !== undefined && others.length === 0 ? [{ text, article }] : [];
  });
  return { articles: articles.map(({ slug: id, title, body, questions }) => ({ id, title, body, questions })), queries: await asked(testQuestions), training: await asked(trainQuestions) };
}
