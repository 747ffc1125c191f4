import type { Comparison, Evidence, Gate, GuardrailCheck, NonResponse, SampleRatio, TwinCheck } from '#contracts';
import { checkBalance } from './balance.ts';
import { gate } from './gate.ts';
import { assignedUnits, daysUntil } from './pace.ts';
import { measureNamed } from './measures.ts';
import { measureNames, sayAll, sayCount, sayPercent } from './say.ts';
import { trafficGates } from './traffic-gates.ts';
import { withoutTwin } from './twin.ts';

/** Units of each variant, and days, before a verdict on visitors of a live site. */
const FEWEST_UNITS = 100;
const WEEK_DAYS = 7;
const DAY_MS = 24 * 3_600_000;
/** Shares beyond which a result is looked at with suspicion. */
const MOST_MIXED = 0.01;
const MOST_ELSEWHERE = 0.05;

export interface Checked {
  sampleRatio: SampleRatio;
  nonResponse: readonly NonResponse[];
  guardrails: readonly GuardrailCheck[];
  comparisons: readonly Comparison[];
  twin?: TwinCheck;
}

/** Everything that must hold before a number is trusted, the worst first. */
export function gatesOf(evidence: Evidence, checked: Checked): Gate[] {
  const all = [
    ratioGate(checked.sampleRatio), ...twinGate(evidence, checked.twin), ...responseGates(evidence, checked.nonResponse), unitsGate(withoutTwin(evidence)), ...weekGate(evidence),
    ...checked.guardrails.map((check) => guardrailGate(evidence, check)), ...balanceGate(evidence), ...mixedGate(evidence), ...elsewhereGates(evidence), ...trafficGates(evidence), ...contradictionGates(evidence, checked.comparisons),
  ];
  const rank: Record<Gate['state'], number> = { alarm: 0, waiting: 1, ok: 2 };
  return all.map((one, at) => ({ one, at })).sort((a, b) => rank[a.one.state] - rank[b.one.state] || a.at - b.at).map(({ one }) => one);
}

const nameOf = ({ variants }: Evidence, id: string): string => variants.find((one) => one.id === id)?.name ?? id;
const sayP = (p: number | null): string => (p === null ? '' : p < 0.001 ? ' (p < 0.001)' : ` (p = ${p.toFixed(3)})`);

function ratioGate({ alarm, p, sequentialP }: SampleRatio): Gate {
  if (alarm) return gate({ kind: 'sample_ratio', state: 'alarm', p: sequentialP, sentence: `Visitors were not shared out as the weights say${sayP(sequentialP)}: something loses visitors of one variant.` });
  if (sequentialP === null) return gate({ kind: 'sample_ratio', state: 'waiting', sentence: 'Nobody has been assigned yet.' });
  return gate({ kind: 'sample_ratio', state: 'ok', p: p ?? sequentialP, sentence: `Visitors were shared out as the weights say${sayP(p ?? sequentialP)}.` });
}

/** Waits for nobody: a twin with few visitors holds no verdict up. */
function twinGate(evidence: Evidence, twin: TwinCheck | undefined): Gate[] {
  if (!twin) return [];
  const { variantId, measure, result, difference } = twin;
  const [name, about] = [nameOf(evidence, variantId), measureNames[measure]];
  const held = difference.kind === 'difference' ? (difference.running ?? difference.anytime) : null;
  const base = { kind: 'twin', variantId, measure, p: held?.p ?? null } as const;
  switch (result) {
    case 'differs': return [gate({ ...base, state: 'alarm', sentence: `The control and ${name} differ in the ${about}, though both answer alike${sayP(base.p)}: the measurement itself is broken.` })];
    case 'alike': return [gate({ ...base, state: 'ok', sentence: `The control and ${name} are alike in the ${about}, as far as chance goes at every look${sayP(base.p)}.` })];
    case 'too-few': return [gate({ ...base, state: 'waiting', ...(difference.kind === 'too-few' && { have: difference.have, need: difference.need }), sentence: `${name} has too few visitors to be compared with the control.` })];
    case 'unknown': return [gate({ ...base, state: 'waiting', sentence: `${name} cannot be compared with the control: too many answers never came in time.` })];
  }
}

/** Only where ratings decide or are looked at. */
function responseGates(evidence: Evidence, nonResponse: readonly NonResponse[]): Gate[] {
  return nonResponse.flatMap(({ variantId, test }) => {
    if (!test) return [];
    const { difference, notComparable, sequentialP: p = test.p } = test;
    const sentence = notComparable
      ? `Visitors of ${nameOf(evidence, variantId)} rate ${difference > 0 ? 'more' : 'less'} often when asked${sayP(p)}: ratings do not compare, look at their bounds.`
      : `Visitors of ${nameOf(evidence, variantId)} rate as often as the control’s when asked${sayP(p)}.`;
    return [gate({ kind: 'response_rate', state: notComparable ? 'alarm' : 'ok', variantId, p, sentence })];
  });
}

function unitsGate(evidence: Evidence): Gate {
  const { variants, epochs } = evidence;
  const fewest = Math.min(...variants.map(({ id }) => epochs.reduce((sum, { assigned }) => sum + (assigned[id] ?? 0), 0)));
  const enough = fewest >= FEWEST_UNITS;
  return gate({
    kind: 'enough_units', state: enough ? 'ok' : 'waiting', have: fewest, need: FEWEST_UNITS, daysLeft: enough ? null : daysUntil(fewest, FEWEST_UNITS, evidence),
    sentence: enough ? `Each variant has at least ${sayCount(FEWEST_UNITS)} visitors.` : `The smallest variant has ${sayCount(fewest)} of ${sayCount(FEWEST_UNITS)} visitors.`,
  });
}

/** Weekdays and weekends differ; a replay has neither. */
function weekGate({ experiment, takenAt }: Evidence): Gate[] {
  if (experiment.traffic !== 'live' || !experiment.startedAt) return [];
  const days = (Date.parse(experiment.stoppedAt ?? takenAt) - Date.parse(experiment.startedAt)) / DAY_MS;
  const whole = Math.floor(days);
  if (days >= WEEK_DAYS) return [gate({ kind: 'full_week', state: 'ok', have: whole, need: WEEK_DAYS, sentence: 'It ran for a full week.' })];
  return [gate({ kind: 'full_week', state: 'waiting', have: whole, need: WEEK_DAYS, daysLeft: experiment.state === 'running' ? Math.ceil(WEEK_DAYS - days) : null, sentence: `It ran for ${whole} of ${WEEK_DAYS} days: weekends may differ from weekdays.` })];
}

function guardrailGate(evidence: Evidence, { variantId, measure, result, p, harm, margin, marginIs }: GuardrailCheck): Gate {
  const about = `${measureNames[measure]} of ${nameOf(evidence, variantId)}`;
  const [state, says] = harm ? ['alarm', 'is worse than its margin allows, at every look'] as const : saidOf[result];
  return gate({ kind: 'guardrail', state, variantId, measure, p, sentence: `The ${about} ${says} (margin ${sayMargin(measure, margin, marginIs)})${sayP(p)}.` });
}

const saidOf: Record<GuardrailCheck['result'], readonly [Gate['state'], string]> = {
  'pass': ['ok', 'stays within its margin'], 'inferior': ['waiting', 'looks worse than its margin allows; at one look, so watch it'],
  'early': ['waiting', 'looks as if it stayed within its margin; at one look, so wait for more visitors'],
  'inconclusive': ['waiting', 'is neither shown to stay within its margin nor to leave it'], 'too-few': ['waiting', 'has too few visitors to be tested'],
  'unknown': ['waiting', 'cannot be tested: too many answers never came in time'],
};

const inMs = (measure: GuardrailCheck['measure']): boolean => measureNamed(measure).source.kind === 'latency';

/** In the measure's unit, or as a share of the control. */
export function sayMargin(measure: GuardrailCheck['measure'], margin: number, marginIs: GuardrailCheck['marginIs']): string {
  if (marginIs === 'relative') return `${sayPercent(margin)} of the control`;
  if (measure === 'csat') return `${margin} points of 5`;
  if (inMs(measure)) return `${sayCount(margin)} ms`;
  return measure === 'cost' || measure === 'cost_resolved' ? `$${(margin / 1e6).toFixed(4)}` : `${(margin * 100).toFixed(1)} points`;
}

/** Where anything was known of the units before. */
function balanceGate(evidence: Evidence): Gate[] {
  const found = checkBalance(evidence);
  if (!found) return [];
  const { p, differing, alike } = found;
  const sentence = differing.length > 0
    ? `Variants did not meet the same visitors: they differ in their mix of ${sayAll(differing)}${sayP(p)}, though nothing was answered yet.`
    : `Variants met the same mix of ${sayAll(alike)}, as far as chance goes${sayP(p)}.`;
  return [gate({ kind: 'balance', state: differing.length > 0 ? 'alarm' : 'ok', p, sentence })];
}

function mixedGate({ health: { mixed }, epochs }: Evidence): Gate[] {
  const units = assignedUnits(epochs);
  if (mixed === 0 || units === 0) return [];
  const share = mixed / units;
  return [gate({ kind: 'mixed', state: share > MOST_MIXED ? 'alarm' : 'ok', have: mixed, need: Math.floor(MOST_MIXED * units), sentence: `${sayCount(mixed)} visitors (${sayPercent(share)}) met two variants from different browsers; each counts under the first.` })];
}

function elsewhereGates(evidence: Evidence): Gate[] {
  const { answers, servedElsewhere } = evidence.health;
  return evidence.variants.flatMap(({ id, name }) => {
    const [all, elsewhere] = [answers[id] ?? 0, servedElsewhere[id] ?? 0];
    if (elsewhere === 0 || all === 0) return [];
    const share = elsewhere / all;
    return [gate({ kind: 'served_elsewhere', state: share > MOST_ELSEWHERE ? 'alarm' : 'ok', variantId: id, have: elsewhere, sentence: `${sayPercent(share)} of the answers of ${name} came from another engine; they count for ${name} all the same.` })];
  });
}

function contradictionGates(evidence: Evidence, comparisons: readonly Comparison[]): Gate[] {
  return comparisons.flatMap(({ role, variantId, measure, difference }) =>
    role === 'primary' && difference.kind === 'difference' && difference.running?.contradiction
      ? [gate({ kind: 'contradiction', state: 'alarm', variantId, measure, sentence: `The effect of ${nameOf(evidence, variantId)} on the ${measureNames[measure]} changed while it was measured: earlier and later looks exclude each other.` })]
      : []);
}
