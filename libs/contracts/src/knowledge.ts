import { z } from 'zod';
import { ArticleFinding } from './guard-findings.ts';
import { ById, Done, Id, Instant, Name, Nothing, pageOf, pageQuery, text, trimmed } from './primitives.ts';
import { route } from './route.ts';

export const Slug = z.string().min(1).max(120).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
/** Key of an intent, as it stands in imported files; `oos` is reserved for questions that are out of scope. */
export const IntentKey = z.string().min(1).max(120).regex(/^[A-Za-z0-9_.?-]+$/, 'must be letters, digits and _ . - without spaces');

export const Article = z.object({
  id: Id, slug: z.string(), title: z.string(),
  /** Markdown with `##` headings. */
  body: z.string(),
  /** Questions that this article answers. */
  questions: z.array(z.string()),
  /** Intents that this article belongs to. */
  intents: z.array(z.string()),
  /** Counts the edits; citations name it. */
  version: z.number().int(), published: z.boolean(), createdAt: Instant, updatedAt: Instant,
});
export type Article = z.output<typeof Article>;

const articleFields = {
  slug: Slug, title: trimmed(200), body: text(50_000), questions: z.array(trimmed(500)).max(100), intents: z.array(IntentKey).max(50), published: z.boolean(),
};
export const listArticles = route({
  method: 'GET', path: '/v1/articles', summary: 'Articles by title',
  input: z.strictObject({ search: trimmed(200).optional(), limit: z.coerce.number().int().min(1).max(1_000).default(200) }),
  reply: z.object({ items: z.array(Article), total: z.number().int() }),
});
export const readArticle = route({ method: 'GET', path: '/v1/articles/{id}', summary: 'One article', input: ById, reply: Article.extend({ guard: z.array(ArticleFinding) }) });
export const createArticle = route({
  method: 'POST', path: '/v1/articles', summary: 'Write an article',
  input: z.strictObject({ ...articleFields, questions: articleFields.questions.default([]), intents: articleFields.intents.default([]), published: z.boolean().default(true) }),
  reply: Article,
});
export const changeArticle = route({
  method: 'PATCH', path: '/v1/articles/{id}', summary: 'Edit an article; its version goes up',
  input: z.strictObject({ id: Id, ...z.object(articleFields).partial().shape }), reply: Article,
});
export const deleteArticle = route({ method: 'DELETE', path: '/v1/articles/{id}', summary: 'Delete an article', input: ById, reply: Done });

/** Public page of one article, for the links in answers. */
export const readHelpArticle = route({
  method: 'GET', path: '/v1/help/{siteKey}/{slug}', summary: 'A published article, for readers of an answer', audience: 'public',
  input: z.strictObject({ siteKey: text(64), slug: Slug }), reply: Article.pick({ slug: true, title: true, body: true, version: true, updatedAt: true }),
});

export const Intent = z.object({
  id: Id, key: z.string(), label: z.string(),
  /** Approved answer; null: "recognised, no answer written yet". */
  answer: z.string().nullable(), trainExamples: z.number().int(), testExamples: z.number().int(), updatedAt: Instant,
});
export type Intent = z.output<typeof Intent>;
export const listIntents = route({
  method: 'GET', path: '/v1/intents', summary: 'Intents by key', input: Nothing, reply: z.object({ items: z.array(Intent), outOfScopeExamples: z.number().int() }),
});
export const createIntent = route({
  method: 'POST', path: '/v1/intents', summary: 'Create an intent',
  input: z.strictObject({ key: IntentKey, label: Name, answer: text(8_000).nullable().default(null) }), reply: Intent,
});
export const changeIntent = route({
  method: 'PATCH', path: '/v1/intents/{id}', summary: 'Change label or approved answer',
  input: z.strictObject({ id: Id, label: Name.optional(), answer: text(8_000).nullable().optional() }), reply: Intent,
});
export const deleteIntent = route({ method: 'DELETE', path: '/v1/intents/{id}', summary: 'Delete an intent and its examples', input: ById, reply: Done });

export const ExamplePart = z.enum(['train', 'test']);
/** An example of a data set. */
const DataSetPlace = z.strictObject({ dataSetId: Id, number: z.number().int().min(1) });

export const Example = z.object({
  id: Id, text: z.string(),
  /** Key of the intent; `oos` for out of scope. */
  intent: z.string(), part: ExamplePart, source: z.enum(['import', 'demo', 'hand', 'agent']), createdAt: Instant,
  /** What it was approved from; null: from elsewhere, or the data set was deleted. */
  from: DataSetPlace.nullable(),
});
export type Example = z.output<typeof Example>;
export const listExamples = route({
  method: 'GET', path: '/v1/examples', summary: 'Labelled questions, newest first',
  input: z.strictObject({ ...pageQuery, intent: IntentKey.optional(), part: ExamplePart.optional(), search: trimmed(200).optional() }), reply: pageOf(Example),
});
export const createExample = route({
  method: 'POST', path: '/v1/examples', summary: 'Add a labelled question',
  input: z.strictObject({ text: trimmed(4_000), intent: IntentKey, part: ExamplePart.default('train'), /** Whose question it is: approved as it stands there, or mended. */ from: DataSetPlace.optional() }), reply: Example,
});
export const deleteExample = route({ method: 'DELETE', path: '/v1/examples/{id}', summary: 'Delete a labelled question', input: ById, reply: Done });

export const ImportReport = z.object({
  imported: z.number().int(), duplicates: z.number().int(), newIntents: z.number().int(),
  /** Lines that were left out and why; the first 1,000 of `rejectedTotal`. */
  rejected: z.array(z.object({ line: z.number().int(), reason: z.string(), text: z.string() })), rejectedTotal: z.number().int(),
});
export type ImportReport = z.output<typeof ImportReport>;
export const importExamples = route({
  method: 'POST', path: '/v1/examples/import', summary: 'Import labelled questions: CSV with header text,category[,answer] or JSON Lines',
  bodyLimit: 12_000_000, status: 200,
  input: z.strictObject({ content: z.string().max(10_000_000), part: ExamplePart.default('train') }), reply: ImportReport,
});
