import { writeFile } from 'node:fs/promises';
import { setImmediate as pause } from 'node:timers/promises';
import type { SearchWeights } from '#contracts';
import { STANDARD_WEIGHTS, cuesOf, indexRows, isEnglish, learnSearch, rankPassages, searchQuestions } from '#knowledge';
import { commonEnglishWords, packagedEncoderFolder, readEncoderFiles } from '#models';
import { createEncoder, rankQuality } from '#textmodels';
import { demoFaq, readFaq, type FaqFile } from './faq-file.ts';
import { argument } from './arguments.ts';
import { round } from './process-cost.ts';

/** How far up the right article stands, by each way of searching, on any FAQ: `--faq file.json` or `--demo`; docs/retrieval-bench.md. */
const file = argument('faq');
const faq = file === undefined ? await demoFaq() : await readFaq(file);
if (file === undefined && !process.argv.includes('--demo')) throw new Error('Name a file by --faq <json>, or take the demo company by --demo.');
const exported = argument('export');
if (exported !== undefined) await writeFile(exported, JSON.stringify(faq, null, 2));

const encoder = createEncoder(readEncoderFiles(packagedEncoderFolder()));
const vectorOf = (text: string): Float32Array | null => (isEnglish(text) ? encoder.encode(text) : null);
const english = await commonEnglishWords();
const indexed = indexRows('bench', rowsOf(faq), (word) => english.has(word));
const cueVectors = new Map(cuesOf(indexed.passages).map((cue) => [cue, encoder.encode(cue)]));
const index = { ...indexed, cueVectors };

const questions = searchQuestions(index);
const learning = cpu();
const learnt = await learnSearch(index, questions, questions.map(({ text }) => vectorOf(text)), pause);
const learningCpuMs = learning();

interface Way { name: string; weights: SearchWeights; meaning: boolean; mend?: boolean }
const ways: Way[] = [
  { name: 'BM25 of title and text', weights: { text: 1, questions: 0, meaning: 0 }, meaning: false },
  { name: 'BM25 of text + BM25 of questions', weights: { text: 0.5, questions: 0.5, meaning: 0 }, meaning: false },
  { name: 'embedding of headings and questions', weights: { text: 0, questions: 0, meaning: 1 }, meaning: true },
  { name: 'fusion, equal shares', weights: STANDARD_WEIGHTS, meaning: true },
  { name: 'fusion, learnt shares', weights: learnt.weights ?? STANDARD_WEIGHTS, meaning: true },
  { name: 'fusion, learnt shares, slips mended', weights: learnt.weights ?? STANDARD_WEIGHTS, meaning: true, mend: true },
];

const measured = ways.map(({ name, weights, meaning, mend }) => {
  const took = cpu();
  const ranks = faq.queries.map(({ text, article }) => {
    const asked = mend ? index.spelling.correct(text).text : text;
    const ranked = rankPassages(index, asked, meaning ? vectorOf(asked) : null, Infinity, weights);
    const order = [...new Set(ranked.map(({ passage }) => passage.articleId))];
    const at = order.indexOf(article);
    return at < 0 ? Infinity : at + 1;
  });
  const { top1, top3, mrr } = rankQuality(ranks);
  return { way: name, recallAt1: top1, recallAt3: top3, mrr, cpuMsPerQuery: took() / faq.queries.length };
});

console.log(`${faq.articles.length} articles, ${faq.articles.reduce((sum, { questions: own }) => sum + own.length, 0)} example questions, ${faq.queries.length} queries`);
console.table(measured.map(({ way, recallAt1, recallAt3, mrr, cpuMsPerQuery }) => (
  { way, 'R@1 %': round(recallAt1 * 100), 'R@3 %': round(recallAt3 * 100), MRR: round(mrr, 3), 'CPU ms each': round(cpuMsPerQuery, 2) })));
console.log(`Learnt from ${learnt.report.fromArticles} questions of articles and ${learnt.report.fromLabelled} others in ${round(learningCpuMs / 1_000)} CPU-s: ${learnt.report.outcome}`);
console.log(JSON.stringify(learnt.weights ?? STANDARD_WEIGHTS), JSON.stringify(learnt.report.quality));
const json = argument('json');
if (json !== undefined) await writeFile(json, JSON.stringify(measured.map((row) => ({ ...row, articles: faq.articles.length, queries: faq.queries.length, weights: learnt.weights, outcome: learnt.report.outcome })), null, 2));

function rowsOf({ articles, training }: FaqFile): Parameters<typeof indexRows>[1] {
  return {
    revision: 1, learnt: { number: 0, weights: null },
    intents: articles.map(({ id }) => ({ key: id, label: id, answer: null })), examples: training.map(({ text, article }, at) => ({ id: String(at), text, intent: article })),
    articles: articles.map(({ id, ...article }) => ({ ...article, id, slug: id, intents: [id], version: 1 })),
  };
}

/** CPU time of this process from here on, in milliseconds. */
function cpu(): () => number {
  const from = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1_000;
  };
}
