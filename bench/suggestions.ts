/*
 * How often a question that is suggested for an article belongs to it: by our rule, and by the likeness alone from which
 * it is suggested. On the test questions of the demo company, whose intents name their articles; articles keep the example
 * questions they have.
 *
 *   npm run bench -- suggestions
 */
import { parse } from 'csv-parse/sync';
import { applyTopLayerToAll, createEncoder } from '#textmodels';
import { cuesOf, indexRows } from '../libs/knowledge/src/knowledge-index.ts';
import { rankPassages } from '../libs/knowledge/src/search.ts';
import { packagedEncoderFolder, readEncoderFiles } from '../libs/models/src/encoder-files.ts';
import { articleFor } from '../libs/training/src/topics/suggest-questions.ts';
import { readDemo } from '../libs/training/src/demo-files.ts';

const THRESHOLDS = [0.4, 0.5, 0.6];
const demo = await readDemo();
const encoder = createEncoder(readEncoderFiles(packagedEncoderFolder()));

function encode(texts: readonly string[]): Float32Array[] {
  const starts = Array.from({ length: Math.ceil(texts.length / 64) }, (_, at) => at * 64);
  return starts.flatMap((start) => applyTopLayerToAll(encoder.topLayer, encoder.pooledBatch(texts.slice(start, start + 64)), encoder.kernel));
}

const articles = demo.articles.map((article) => ({ ...article, id: article.slug, version: 1 }));
const rows = indexRows('demo', { revision: 1, intents: [], examples: [], articles, learnt: { number: 0, weights: null } });
const cues = cuesOf(rows.passages);
const made = encode(cues);
const index = { ...rows, cueVectors: new Map(cues.map((cue, at) => [cue, made[at]!])), embedded: Promise.resolve() };

const belongsTo = new Map(demo.articles.map(({ slug, intents }) => [slug, new Set(intents)]));
const questions = parse<{ text: string; category: string }>(demo.testQuestions, { columns: true });
const vectors = encode(questions.map(({ text }) => text));
const judged = questions.map(({ text, category }, at) => {
  const ranked = rankPassages(index, text, vectors[at]!, index.passages.length);
  const [best] = ranked;
  const ours = articleFor(ranked, { masked: text, personReplied: false }) !== null;
  return { ours, likeness: best?.likeness ?? 0, right: belongsTo.get(best?.passage.slug ?? '')?.has(category) ?? false, answerable: [...belongsTo.values()].some((intents) => intents.has(category)) };
});

const answerable = judged.filter((one) => one.answerable).length;
console.log(`${questions.length} questions, ${answerable} with an article, ${articles.length} articles, Node ${process.version}`);
console.log('| suggested where | questions | of them right | of all answerable ones |\n| --- | --- | --- | --- |');
function report(name: string, suggested: typeof judged): void {
  const right = suggested.filter((one) => one.right).length;
  console.log(`| ${name} | ${suggested.length} | ${((100 * right) / suggested.length).toFixed(1)} % | ${((100 * right) / answerable).toFixed(1)} % |`);
}
report('likeness 0.40 and more, nearest, and 1.5 ahead in search (ours)', judged.filter(({ ours }) => ours));
for (const from of THRESHOLDS) report(`likeness ${from.toFixed(2)} and more`, judged.filter(({ likeness }) => likeness >= from));
