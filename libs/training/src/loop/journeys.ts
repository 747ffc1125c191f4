/** An answer that a visitor disliked, and what was said to be better. Instants in milliseconds. */
export interface Dislike {
  messageId: string;
  at: number;
  /** What it was about; null where nobody knows. */
  intent: string | null;
  /** An agent's later answer in the same conversation. */
  agentAt: number | null;
  /** Answers to others who asked nearly the same, by versions that were saved since; of versions that name no topic. */
  again: readonly { versionId: string; versionAt: number; at: number }[];
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
  const ways = [...atOnce(dislike, approvedAt, history), ...history.lessons.flatMap((lesson) => byLesson(dislike, approvedAt, lesson, history)), ...byHand(dislike, history)];
  const way = ways.sort(furtherFirst)[0] ?? NOTHING;
  // A version that was edited is itself the better answer where nobody gave one.
  const betterAt = first([approvedAt, dislike.agentAt].filter((at) => at !== null)) ?? (way.improvedAt === null ? null : way.versionAt);
  return { dislikedAt: dislike.at, betterAt, ...way };
}

function atOnce({ intent }: Dislike, approvedAt: number | null, { live }: History): Learnt[] {
  if (approvedAt === null) return [];
  const improvedAt = first(live.filter((one) => one.atOnce && one.intent === intent && one.at >= approvedAt).map(({ at }) => at));
  return improvedAt === null ? [] : [{ learntAt: approvedAt, versionAt: approvedAt, gateAt: null, improvedAt }];
}

/** By a version that somebody edited: nothing tells what it learnt but that it answers otherwise, and that nobody minds. */
function byHand({ again }: Dislike, history: History): Learnt[] {
  return again.map(({ versionId, versionAt, at }) => ({ learntAt: versionAt, versionAt, gateAt: gateOf(versionId, history), improvedAt: at }));
}

function byLesson({ messageId, intent, at, again }: Dislike, approvedAt: number | null, lesson: Lesson, history: History): Learnt[] {
  const holds = lesson.messageIds === null ? approvedAt !== null && lesson.begunAt >= approvedAt : lesson.begunAt >= at && lesson.messageIds.includes(messageId);
  if (!holds) return [];
  const learnt = { ...NOTHING, learntAt: lesson.endedAt };
  return [learnt, ...lesson.versions.map((version) => ({
    ...learnt,
    versionAt: version.at,
    gateAt: gateOf(version.id, history),
    // Where the topic of the dislike is unknown, only an answer to the same question can be said to be about it.
    improvedAt: first([...history.live.filter((one) => intent !== null && one.intent === intent), ...again].filter((one) => one.versionId === version.id && one.at >= version.at).map((one) => one.at)),
  }))];
}

const gateOf = (versionId: string, { gates }: History): number | null => first(gates.filter((gate) => gate.versionId === versionId).map(({ at }) => at));

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
