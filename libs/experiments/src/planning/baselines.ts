import { shareOf, type MeasureRow, type QuantileRow, type TrafficRow } from '#analytics';
import { PlannedMeasure, type Baselines, type MeasuredBefore } from '#contracts';
import { intraClassCorrelation } from '#stats';

/** Observations below which a mean and its variance are no ground to plan on. */
const FEWEST_OBSERVATIONS = 30;
/** Answers below which a quantile has no interval: ten on its far side, and thirty in all. */
const fewestOf = (level: number): number => Math.max(FEWEST_OBSERVATIONS, Math.ceil(10 / (1 - level) - 1e-9));
const DAY_MS = 86_400_000;

const levels: Partial<Record<PlannedMeasure, number>> = { first_token_p50: 0.5, first_token_p95: 0.95, total_p50: 0.5, total_p95: 0.95 };

const nothing = (measure: PlannedMeasure): MeasuredBefore => ({
  observations: 0, visitors: 0, clusters: null, resemblance: { kind: 'too-few', have: 0, need: 30 },
  level: { kind: 'too-few', have: 0, need: fewestOf(levels[measure] ?? 0) },
});

const clustersOf = ({ observations, visitors, squaredSizes }: Pick<MeasureRow, 'observations' | 'visitors' | 'squaredSizes'>) =>
  ({ mean: observations / visitors, sizeBiased: squaredSizes / observations });

function measuredOf(row: MeasureRow): MeasuredBefore {
  const { observations, visitors, mean, variance, layout } = row;
  const enough = observations >= FEWEST_OBSERVATIONS && mean !== null && variance !== null;
  return {
    observations, visitors, clusters: clustersOf(row),
    level: enough ? { kind: 'measured', mean, variance } : { kind: 'too-few', have: observations, need: FEWEST_OBSERVATIONS },
    resemblance: intraClassCorrelation(layout),
  };
}

/**
 * The variance of one answer to plan a quantile on: level errors times the distance of times around it, as the quantile's
 * interval has it. See `latencyFromMoments`.
 */
function quantileOf(row: QuantileRow): MeasuredBefore {
  const { observations, visitors, layout } = row;
  return { observations, visitors, clusters: clustersOf(row), level: levelOfQuantile(row), resemblance: intraClassCorrelation(layout) };
}

function levelOfQuantile({ observations, level, ms, lowMs, highMs, reach }: QuantileRow): MeasuredBefore['level'] {
  if (observations < fewestOf(level)) return { kind: 'too-few', have: observations, need: fewestOf(level) };
  if (ms === null || highMs === null) return { kind: 'censored' };
  const msPerLevel = (highMs - lowMs) / (2 * reach);
  return { kind: 'measured', mean: ms, variance: level * (1 - level) * msPerLevel ** 2 };
}

export function measuresOf(rows: readonly MeasureRow[], quantiles: readonly QuantileRow[]): Baselines['measures'] {
  const found = new Map<PlannedMeasure, MeasuredBefore>([...rows.map((row) => [row.measure, measuredOf(row)] as const), ...quantiles.map((row) => [row.measure, quantileOf(row)] as const)]);
  return Object.fromEntries(PlannedMeasure.options.map((measure) => [measure, found.get(measure) ?? nothing(measure)])) as Baselines['measures'];
}

/** Days with traffic: a site younger than the range is not taken for a quiet one. At least one, none without a conversation. */
function daysOf({ first, older }: TrafficRow, from: Date, to: Date): number {
  if (first === null) return 0;
  const since = older ? from : first;
  return Math.max(1, (to.getTime() - since.getTime()) / DAY_MS);
}

type TrafficFigures = Omit<Baselines, 'siteId' | 'traffic' | 'weeks' | 'from' | 'to' | 'measures'>;

export function trafficOf(row: TrafficRow, from: Date, to: Date): TrafficFigures {
  const { visitors, visitorDays, conversations, answers, thumbs, asked, rated } = row;
  const days = daysOf(row, from, to);
  const some = visitors > 0;
  return {
    days, visitors, conversations,
    visitorsADay: some ? visitorDays / days : null, returnRate: some ? 1 - visitors / visitorDays : null,
    conversationsPerVisitor: some ? conversations / visitors : null, answersPerConversation: some ? answers / conversations : null, thumbsPerConversation: some ? thumbs / conversations : null,
    askedShare: shareOf(asked, conversations), responseRate: shareOf(rated, asked),
  };
}
