import type { Comparison, Evidence, Gate, GuardrailCheck, NonResponse, Verdict } from '#contracts';
import { daysUntil } from './pace.ts';
import { measureNames, sayAll, sayAmount, sayCount, sayDays, sayDoes, sayRelative } from './say.ts';
import { sayP } from '../report/say-p.ts';
import { claimOf, openGatesOf, primaryUnits, type Claim } from './standing.ts';

/** What a verdict looks at. */
export interface Shown {
  evidence: Evidence;
  comparisons: readonly Comparison[];
  guardrails: readonly GuardrailCheck[];
  nonResponse: readonly NonResponse[];
  gates: readonly Gate[];
}

/** Days beyond which an experiment is better planned anew. */
const TOO_LONG_DAYS = 365;

interface Candidate {
  id: string;
  name: string;
  claim: Claim;
}

/**
 * Where an experiment stands, in one sentence that may be read out, and what it rests on. What it claims holds however
 * often and whenever somebody looks: a difference counts once the interval that is valid at any time leaves zero out.
 * Gates come first.
 */
export function verdictOf(shown: Shown): Verdict {
  const { evidence } = shown;
  const { plan: { units: planned }, experiment } = evidence;
  const have = primaryUnits(evidence);
  const say = (conclusion: Verdict['conclusion'], sentence: string, variantId: string | null = null): Verdict =>
    ({ conclusion, variantId, sentence, evidence: conclusion === 'not_started' ? '' : restsOn(shown, have), daysLeft: daysUntil(have, planned, evidence) });
  if (experiment.state === 'draft') return say('not_started', 'Not started yet.');
  const broken = brokenGate(shown);
  if (broken) return say('broken', `Do not trust these numbers yet: ${lowerFirst(broken.sentence)}`);
  const harmed = shown.guardrails.find(({ harm }) => harm);
  if (harmed) return say('harm', `${nameOf(evidence, harmed.variantId)} harms: the ${measureNames[harmed.measure]} is worse than its margin allows.`, harmed.variantId);
  const claims = candidatesOf(shown);
  const [best] = claims.filter(({ claim }) => claim.side === 'better').sort((a, b) => Math.abs(b.claim.value) - Math.abs(a.claim.value));
  if (best) return say(openGatesOf(shown.gates, best.id).length === 0 ? 'ship' : 'continue', `${praise(shown, best)}.`, best.id);
  return undecided(shown, claims, have, say);
}

type Say = (conclusion: Verdict['conclusion'], sentence: string, variantId?: string | null) => Verdict;

/** No variant is shown to be better. */
function undecided({ evidence, comparisons }: Shown, claims: readonly Candidate[], have: number, say: Say): Verdict {
  const { plan: { units: planned, decision }, experiment, variants } = evidence;
  const control = variants.find(({ isControl }) => isControl)?.name ?? '';
  const treatments = variants.filter(({ isControl }) => !isControl);
  const worse = claims.filter(({ claim }) => claim.side === 'worse');
  if (worse.length > 0 && worse.length === treatments.length) return say('keep', `Keep ${control}: ${worse.map((one) => `${one.name} ${sayDoes(decision.primary, one.claim.value, one.claim)}`).join('; ')}.`);
  const { margin } = decision;
  if (margin !== null && claims.length === treatments.length && claims.every(({ claim }) => claim.low > -margin && claim.high < margin)) {
    return say('equivalent', `${sayAll(treatments.map(({ name }) => name))} and ${control} are the same in the ${measureNames[decision.primary]}, up to ${sayAmount(decision.primary, margin)}${isShare(decision.primary) ? ' points' : ''}.`);
  }
  const known = worse.length > 0 ? ` ${worse.map((one) => `${one.name} ${sayDoes(decision.primary, one.claim.value, one.claim)}`).join('; ')}.` : '';
  const count = countOf(evidence, have);
  if (have >= planned && comparisons.some(({ role, difference }) => role === 'primary' && difference.kind === 'no-spread')) {
    return say('continue', `Every visitor of a variant shows the same ${measureNames[decision.primary]}: how far chance goes cannot be told.`);
  }
  if (have >= planned && experiment.state !== 'stopped' && comparisons.some(({ plannedEnd }) => plannedEnd === null)) {
    return say('continue', `${sayCount(have)} are there: the one test at the planned end is read with the next look that is kept.${known}`);
  }
  if (have >= planned) return comparisons.some(({ role, difference }) => role === 'primary' && difference.kind === 'difference') ? say('nothing_shown', `No difference from ${control} is shown.${known}`) : say('continue', 'There is nothing to compare with yet.');
  if (experiment.state === 'stopped') return say('underpowered', `Stopped too early for a verdict: ${count}.${known}`);
  const days = daysUntil(have, planned, evidence);
  if (days !== null && days > TOO_LONG_DAYS) return say('underpowered', `At this pace it would take more than a year: ${count}.${known}`);
  return say('continue', `Too early: ${count}${days === null || days < 1 ? '' : `, ${sayDays(days)} to go`}.${known}`);
}

const nameOf = ({ variants }: Evidence, id: string): string => variants.find((one) => one.id === id)?.name ?? id;
const lowerFirst = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

function countOf({ plan: { units, decision } }: Evidence, have: number): string {
  const counted = decision.primary === 'csat' || decision.primary === 'csat_top' ? 'rated' : 'visitors';
  return have > units ? `${sayCount(have)} ${counted}, ${sayCount(units)} were planned` : `${sayCount(have)} of ${sayCount(units)} ${counted}`;
}

/** What makes all numbers worthless: lost visitors, a control that differs from its twin, or an effect that moved. */
const brokenGate = ({ gates }: Shown): Gate | undefined =>
  gates.find(({ kind, state }) => state === 'alarm' && (kind === 'sample_ratio' || kind === 'twin' || kind === 'contradiction'));

/** Treatments with an interval that holds at any time; ratings that do not compare only where the silent cannot turn them round. */
function candidatesOf({ evidence, comparisons, nonResponse }: Shown): Candidate[] {
  return comparisons.flatMap((comparison) => {
    const claim = comparison.role === 'primary' ? claimOf(comparison) : null;
    if (!claim) return [];
    const { test, leeBounds } = nonResponse.find(({ variantId }) => variantId === comparison.variantId) ?? { test: null, leeBounds: null };
    const doubtful = (comparison.measure === 'csat' || comparison.measure === 'csat_top') && test?.notComparable === true;
    const turned = doubtful && (leeBounds === null || (leeBounds.low <= 0 && leeBounds.high >= 0));
    return [{ id: comparison.variantId, name: nameOf(evidence, comparison.variantId), claim: turned ? { ...claim, side: 'open' } : claim }];
  });
}

/** "Fine-tuned resolves 3.1 points more (1.2 to 5.0), costs 41 % less per resolved conversation, p95 within the margin; one gate needs about 6 more days". */
function praise({ evidence, comparisons, guardrails, gates }: Shown, { id, name, claim }: Candidate): string {
  const { primary } = evidence.plan.decision;
  const parts = [`${name} ${sayDoes(primary, claim.value, claim)}`, ...costOf(comparisons, id, primary)];
  const kept = guardrails.filter(({ variantId, result }) => variantId === id && result === 'pass').map(({ measure }) => measureNames[measure]);
  if (kept.length > 0) parts.push(`${sayAll(kept)} within ${kept.length === 1 ? 'the margin' : 'their margins'}`);
  const open = openGatesOf(gates, id);
  return `${parts.join(', ')}${open.length === 0 ? '' : `; ${sayOpen(open)}`}`;
}

/** What it costs beside that, where a difference is shown. */
function costOf(comparisons: readonly Comparison[], id: string, primary: Comparison['measure']): string[] {
  const found = comparisons.filter(({ variantId, measure }) => variantId === id && measure !== primary && (measure === 'cost_resolved' || measure === 'cost'))
    .sort((a, b) => (a.measure === 'cost_resolved' ? 0 : 1) - (b.measure === 'cost_resolved' ? 0 : 1))
    .find((one) => ['better', 'worse'].includes(claimOf(one)?.side ?? 'open'));
  return found?.difference.kind === 'difference' && found.difference.lift ? [sayRelative(found.measure, found.difference.lift.value)] : [];
}

function sayOpen(open: readonly Gate[]): string {
  const gates = open.length === 1 ? 'one gate' : `${open.length} gates`;
  if (open.some(({ state }) => state === 'alarm')) return `${gates} ${open.length === 1 ? 'asks' : 'ask'} for a look first`;
  const days = open.map(({ daysLeft }) => daysLeft).filter((one) => one !== null);
  return days.length === open.length ? `${gates} ${open.length === 1 ? 'needs' : 'need'} ${sayDays(Math.max(...days))} more` : `${gates} ${open.length === 1 ? 'is' : 'are'} still open`;
}

/** "Mean rating: Prompt 4.00, Hybrid 4.40. 200 of 400 rated." */
function restsOn({ evidence, comparisons }: Shown, have: number): string {
  const { primary } = evidence.plan.decision;
  const own = comparisons.filter(({ role }) => role === 'primary');
  const control = own.find((one) => one.control !== null)?.control ?? null;
  const values = evidence.variants.flatMap(({ id, name, isControl }) => {
    const value = isControl ? control : (own.find(({ variantId }) => variantId === id)?.treatment ?? null);
    return value === null ? [] : [`${name} ${sayAmount(primary, value)}${isShare(primary) ? ' %' : ''}`];
  });
  const count = [`${countOf(evidence, have)}.`, ...sayEnds(evidence, own)].join(' ');
  if (values.length === 0) return count;
  const said = measureNames[primary];
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}: ${values.join(', ')}. ${count}`;
}

/** "The one test at the planned end, read on 2026-11-15 at 400 and never again: Hybrid p = 0.012, which decides from 0.04 down." */
const sayEnds = (evidence: Evidence, own: readonly Comparison[]): string[] => own.flatMap(({ variantId, plannedEnd }) => (plannedEnd
  ? [`The one test at the planned end, read on ${plannedEnd.at.slice(0, 10)} at ${sayCount(plannedEnd.units)} and never again: ${nameOf(evidence, variantId)} ${sayP(plannedEnd.p)}, which decides from ${sayP(plannedEnd.alpha)} down.`]
  : []));

const isShare = (measure: Comparison['measure']): boolean => ['csat_top', 'thumbs', 'resolved', 'hand_over', 'failure'].includes(measure);
