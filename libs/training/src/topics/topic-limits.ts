/** Questions of one grouping: time and memory grow with their square. */
export const MOST_QUESTIONS = 3_000;
/** An answer that was less sure counts as none: where untrained versions stop answering. */
export const CONFIDENCE_BELOW = 0.35;
/** Cosine to an article's nearest heading or question from which a question is suggested for it. */
export const LIKENESS_FROM = 0.4;
/** The same after an agent answered: a person has shown that there is an answer. */
export const LIKENESS_AFTER_PERSON = 0.35;
/** How far search must put the article before the next one, in sums of z-scores: three of four suggestions are right then, every other without (`npm run bench -- suggestions`). */
export const AHEAD_BY = 1.5;
/** Questions waiting at one article. */
export const MOST_AT_ARTICLE = 20;
/** Longer ones are stories, not questions. */
export const LONGEST_SUGGESTION = 300;
