/** An answer that a visitor disliked, and what was said to be better. Instants in milliseconds. */
export interface Dislike {
  messageId: string;
  at: number;
  /** What it was about; null where nobody knows. */
  intent: string | null;
  /** An agent's later answer in the same conversation. */
  agentAt: number | null;
}

/** A training or a data set that ended well, with the versions made of it. */
export interface Lesson {
  begunAt: number;
  endedAt: number;
  /** The disliked answers that it holds; null: it learns from all that was approved before it began. */
  messageIds: readonly string[] | null;
  versions: readonly { id: string; at: number }[];
}

export interface History {
  /** Approved answers and examples, by intent. */
  approvals: readonly { intent: string; at: number }[];
  lessons: readonly Lesson[];
  /** Ends of the evaluations that a version passed. */
  gates: readonly { versionId: string; at: number }[];
  /** Answers to real visitors; `atOnce`: by a version that uses approved answers without training. */
  live: readonly { versionId: string; intent: string | null; at: number; atOnce: boolean }[];
}

/** When each step was reached; null: not yet. */
export interface Journey {
  dislikedAt: number;
  betterAt: number | null;
  learntAt: number | null;
  versionAt: number | null;
  /** Null too where nobody evaluated the version: that is no condition of going live. */
  gateAt: number | null;
  improvedAt: number | null;
}

type Learnt = Pick<Journey, 'learntAt' | 'versionAt' | 'gateAt' | 'improvedAt'>;

const NOTHING: Learnt = { learntAt: null, versionAt: null, gateAt: null, improvedAt: null };

/** The course of one disliked answer: the way that went live first, otherwise the one that came furthest. */
export function journeyOf(dislike: Dislike, history: History): Journey {
  const approvedAt = first(history.approvals.filter(({ intent, at }) => intent === dislike.intent && at >= dislike.at).map(({ at }) => at));
  const betterAt = first([approvedAt, dislike.agentAt].filter((at) => at !== null));
  const ways = [...atOnce(dislike, approvedAt, history), ...history.lessons.flatMap((lesson) => byLesson(dislike, approvedAt, lesson, history))];
  return { dislikedAt: dislike.at, betterAt, ...(ways.sort(furtherFirst)[0] ?? NOTHING) };
}

function atOnce({ intent }: Dislike, approvedAt: number | null, { live }: History): Learnt[] {
  if (approvedAt === null) return [];
  const improvedAt = first(live.filter((one) => one.atOnce && one.intent === intent && one.at >= approvedAt).map(({ at }) => at));
  return improvedAt === null ? [] : [{ learntAt: approvedAt, versionAt: approvedAt, gateAt: null, improvedAt }];
}

function byLesson({ messageId, intent, at }: Dislike, approvedAt: number | null, lesson: Lesson, { gates, live }: History): Learnt[] {
  const holds = lesson.messageIds === null ? approvedAt !== null && lesson.begunAt >= approvedAt : lesson.begunAt >= at && lesson.messageIds.includes(messageId);
  if (!holds) return [];
  const learnt = { ...NOTHING, learntAt: lesson.endedAt };
  return [learnt, ...lesson.versions.map((version) => ({
    ...learnt,
    versionAt: version.at,
    gateAt: first(gates.filter(({ versionId }) => versionId === version.id).map((gate) => gate.at)),
    // Where the topic of the dislike is unknown, no live answer can be said to be about it.
    improvedAt: first(live.filter((one) => one.versionId === version.id && intent !== null && one.intent === intent && one.at >= version.at).map((one) => one.at)),
  }))];
}

const first = (instants: readonly number[]): number | null => (instants.length === 0 ? null : instants.reduce((a, b) => Math.min(a, b)));

function furtherFirst(a: Learnt, b: Learnt): number {
  for (const step of ['improvedAt', 'gateAt', 'versionAt', 'learntAt'] as const) {
    const order = (a[step] ?? Infinity) - (b[step] ?? Infinity);
    if (order < 0 || order > 0) return order;
  }
  return 0;
}

/**
 * The median time to the improved answer, with the journeys that are still under way as censored: leaving them out would make
 * the loop look faster than it is. Kaplan and Meier, "Nonparametric estimation from incomplete observations", 1958.
 * @param now - in milliseconds, like all instants
 * @returns milliseconds; null while less than half are thought to have arrived
 */
export function medianToImproved(journeys: readonly Pick<Journey, 'dislikedAt' | 'improvedAt'>[], now: number): number | null {
  const lasting = journeys.map(({ dislikedAt, improvedAt }) => ({ ms: (improvedAt ?? now) - dislikedAt, arrived: improvedAt !== null }));
  // Who arrives at the very moment at which another is last seen, arrives while that one still counts.
  lasting.sort((a, b) => a.ms - b.ms || Number(b.arrived) - Number(a.arrived));
  let underWay = 1;
  for (const [index, { ms, arrived }] of lasting.entries()) {
    if (arrived) underWay *= 1 - 1 / (lasting.length - index);
    // Products of such fractions miss one half by a rounding error.
    if (underWay <= 0.5 + 1e-12) return ms;
  }
  return null;
}
