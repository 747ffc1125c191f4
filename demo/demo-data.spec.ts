import { readdirSync, readFileSync } from 'node:fs';
import { describe, it, expect } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

const SMALL_TALK = new Set(['greeting', 'thanks', 'goodbye', 'are_you_a_bot']);
const OFF_TOPIC = 'oos';

const Intent = z.strictObject({
  intent: z.string().regex(/^[a-z]+(_[a-z]+)*$/),
  label: z.string().min(3),
  answer: z.string().min(40).max(600),
});
const Question = z.strictObject({ text: z.string().trim().min(2).max(400), category: z.string() });
const FrontMatter = z.strictObject({
  slug: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  title: z.string().min(5),
  intents: z.array(z.string()).min(1),
  questions: z.array(z.string().min(10)).min(3).max(6),
});
const Product = z.strictObject({ name: z.string(), price: z.string().regex(/^£\d+$/), blurb: z.string().max(120) });
const Company = z.strictObject({
  name: z.string(),
  tagline: z.string(),
  siteName: z.string(),
  description: z.string(),
  supportHours: z.string(),
  timeZone: z.string(),
  products: z.array(Product).min(10).max(12),
});
const PromptPack = z.strictObject({
  instructions: z.string().min(200),
  tone: z.string().min(40),
  must: z.array(z.string()).min(3),
  never: z.array(z.string()).min(3),
});
type Question = z.infer<typeof Question>;

const folder = new URL('./', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

function readQuestions(path: string): Question[] {
  return z.array(Question).parse(parseCsv(read(path), { columns: true }));
}

function readArticle(file: string) {
  const [, head, body] = /^---\n([\s\S]+?)\n---\n\n([\s\S]+)$/.exec(read(`articles/${file}`)) ?? [];
  if (head === undefined || body === undefined) throw new Error(`${file} has no front matter`);
  return { file, body, ...FrontMatter.parse(parseYaml(head)) };
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of one) if (other.has(word)) shared += 1;
  return shared / (one.size + other.size - shared || 1);
}

function countByCategory(questions: readonly Question[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { category } of questions) counts.set(category, (counts.get(category) ?? 0) + 1);
  return counts;
}

/** Pairs of questions whose word sets overlap by more than `limit`; with one list, each pair once. */
function tooAlike(limit: number, left: readonly Question[], right?: readonly Question[]): string[] {
  const sets = (list: readonly Question[]) => list.map(({ text }) => ({ text, words: new Set(wordsOf(text)) }));
  const ones = sets(left);
  const others = right ? sets(right) : ones;
  return ones.flatMap((one, index) =>
    (right ? others : others.slice(index + 1))
      .filter((other) => jaccard(one.words, other.words) > limit)
      .map((other) => `${one.text} ~ ${other.text}`),
  );
}

const linksIn = (text: string): string[] => [...text.matchAll(/\]\(\/help\/([^)]*)\)/g)].map((match) => match[1] ?? '');
const repeated = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) < index);

const intents = read('intents.jsonl').trim().split('\n').map((line) => Intent.parse(JSON.parse(line)));
const keys = intents.map(({ intent }) => intent);
const train = readQuestions('questions-train.csv');
const test = readQuestions('questions-test.csv');
const articles = readdirSync(new URL('articles/', folder)).sort().map(readArticle);
const slugs = new Set(articles.map(({ slug }) => slug));

describe('the intents of the demo company', () => {
  it('are at least 60 besides small talk, each once', () => {
    expect(keys.filter((key) => !SMALL_TALK.has(key)).length).toBeGreaterThanOrEqual(60);
    expect(repeated(keys)).toEqual([]);
    expect(keys).toEqual(expect.arrayContaining([...SMALL_TALK]));
  });

  it('have approved answers that all differ and link only to articles that exist', () => {
    expect(repeated(intents.map(({ answer }) => answer))).toEqual([]);
    expect(intents.flatMap(({ answer }) => linksIn(answer)).filter((slug) => !slugs.has(slug))).toEqual([]);
  });
});

describe('the labelled questions', () => {
  it.each([
    { name: 'training', questions: train, perIntent: 15, offTopic: 60 },
    { name: 'testing', questions: test, perIntent: 5, offTopic: 40 },
  ])('for $name cover each intent and what is off topic', ({ questions, perIntent, offTopic }) => {
    const counts = countByCategory(questions);
    expect(keys.filter((key) => (counts.get(key) ?? 0) < perIntent)).toEqual([]);
    expect(counts.get(OFF_TOPIC) ?? 0).toBeGreaterThanOrEqual(offTopic);
  });

  it('use no category without an intent', () => {
    const known = new Set([...keys, OFF_TOPIC]);
    expect([...train, ...test].filter(({ category }) => !known.has(category))).toEqual([]);
  });

  it('never repeat themselves', () => {
    expect(repeated([...train, ...test].map(({ text }) => text.toLowerCase()))).toEqual([]);
    expect(tooAlike(0.8, train)).toEqual([]);
    expect(tooAlike(0.8, test)).toEqual([]);
  });

  it('share at most 60 % of their words between training and testing', () => {
    expect(tooAlike(0.6, train, test)).toEqual([]);
  });
});

describe('the help articles', () => {
  it('are at least 50, named after their slugs, with titles of their own', () => {
    expect(articles.length).toBeGreaterThanOrEqual(50);
    expect(articles.filter(({ file, slug }) => file !== `${slug}.md`)).toEqual([]);
    expect(repeated(articles.map(({ title }) => title.toLowerCase()))).toEqual([]);
  });

  it('name only known intents, and every intent but small talk has one', () => {
    const named = new Set(articles.flatMap((article) => article.intents));
    expect([...named].filter((intent) => !keys.includes(intent))).toEqual([]);
    expect(keys.filter((key) => !SMALL_TALK.has(key) && !named.has(key))).toEqual([]);
  });

  it.each(articles)('$slug has an introduction, two to five headings and a readable length', ({ body }) => {
    expect(body.startsWith('#')).toBe(false);
    const headings = body.match(/^## \S.*$/gm) ?? [];
    expect(headings.length).toBeGreaterThanOrEqual(2);
    expect(headings.length).toBeLessThanOrEqual(5);
    expect(wordsOf(body).length).toBeGreaterThanOrEqual(120);
    expect(wordsOf(body).length).toBeLessThanOrEqual(350);
  });

  it('link only to articles that exist, and not to themselves', () => {
    const broken = articles.flatMap(({ slug, body }) =>
      linksIn(body).filter((target) => target === slug || !slugs.has(target)).map((target) => `${slug} -> ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('carry example questions that stand neither elsewhere in the articles nor in the labelled files', () => {
    const examples = articles.flatMap(({ questions }) => questions.map((text) => wordsOf(text).join(' ')));
    const labelled = new Set([...train, ...test].map(({ text }) => wordsOf(text).join(' ')));
    expect(repeated(examples)).toEqual([]);
    expect(examples.filter((text) => labelled.has(text))).toEqual([]);
  });
});

describe('the shop page and the prompt pack', () => {
  it('have the shape that the demo reads', () => {
    const company = Company.parse(JSON.parse(read('company.json')));
    expect(() => new Intl.DateTimeFormat('en-GB', { timeZone: company.timeZone })).not.toThrow();
    expect(repeated(company.products.map(({ name }) => name))).toEqual([]);
    expect(PromptPack.parse(JSON.parse(read('prompt-pack.json'))).instructions).toContain(company.name);
  });
});
