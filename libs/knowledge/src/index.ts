import { ArticleRow } from './article.entity.ts';
import { ExampleRow } from './example.entity.ts';
import { IntentRow } from './intent.entity.ts';
import { KnowledgeStateRow } from './knowledge-state.entity.ts';
import { SearchLearningRow } from './search-learning.entity.ts';
import { TextVectorRow } from './text-vector.entity.ts';

export const knowledgeEntities = [ArticleRow, IntentRow, ExampleRow, KnowledgeStateRow, SearchLearningRow, TextVectorRow];

export { Articles } from './articles.service.ts';
export { Examples } from './examples.service.ts';
export type { LabelledQuestion } from './examples.sql.ts';
export { Importing } from './importing.service.ts';
export { OUT_OF_SCOPE, isOutOfScope } from './intent-keys.ts';
export { Intents } from './intents.service.ts';
export { readLabelledFile } from './labelled-file.ts';
export { KnowledgeModule } from './knowledge.module.ts';
export { cuesOf, indexRows, isEnglish } from './knowledge-index.ts';
export type { KnowledgeIndex, KnownExample, KnownIntent, Passage } from './knowledge-index.ts';
export { Knowledge } from './knowledge.service.ts';
export type { Quote } from './quote.ts';
export { labelledPartsOf, teachArticle, teachIntent, type TaughtIntent } from './teaching.ts';
export { textKey } from './text-key.ts';
export { learnSearch } from './learn-search.ts';
export { rankPassages, type RankedPassage } from './search.ts';
export { SearchLearning } from './search-learning.service.ts';
export { searchQuestions } from './search-questions.ts';
export { STANDARD_WEIGHTS } from './search-weights.ts';
export { TextVectors, type TextVector } from './text-vectors.service.ts';
