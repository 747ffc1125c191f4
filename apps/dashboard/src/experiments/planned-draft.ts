import { Alpha, PlannedMeasure, usualAlpha, type Decision } from '#contracts';
import { withPrimary } from './decision/margins.ts';
import { competing, spread, withVariant, type Draft } from './draft.ts';
import { keptDraft } from './kept-draft.ts';
import { WHOLE } from './weights.ts';

const traffics = ['live', 'replay', 'test'] as const;
const MOST_VARIANTS = 10;

interface Opened {
  address: URLSearchParams;
  /** Whose draft it is. */
  owner: string;
  /** `new`, or an experiment's id. */
  of: string;
  nameOf: (at: number) => string;
}

/** The draft that a form begins with: as it was left for the power page, and with what the address brings from there. */
export function openedDraft(begin: Draft, { address, owner, of, nameOf }: Opened): Draft {
  const kept = address.get('draft') === 'kept' ? keptDraft(owner, of, begin) : null;
  return withPlan(kept ?? begin, address, nameOf);
}

function withPlan(draft: Draft, address: URLSearchParams, nameOf: Opened['nameOf']): Draft {
  const number = (name: string, low: number, high: number): number | null => {
    const value = Number(address.get(name) ?? NaN);
    return Number.isInteger(value) && value >= low && value <= high ? value : null;
  };
  const variants = number('variants', 2, MOST_VARIANTS) ?? competing(draft.variants).length;
  const primary = PlannedMeasure.options.find((one) => one === address.get('primary'));
  let grown = draft;
  while (competing(grown.variants).length < variants) grown = withVariant(grown, nameOf);
  return {
    ...grown, variants: grown === draft ? draft.variants : spread(grown.variants), siteId: address.get('siteId') ?? draft.siteId,
    traffic: traffics.find((one) => one === address.get('traffic')) ?? draft.traffic, coverage: number('coverage', 1, WHOLE) ?? draft.coverage,
    plannedRatings: number('plannedRatings', 1, 10_000_000) ?? draft.plannedRatings, decision: primary ? decidedAs(withPrimary(draft.decision, primary), address) : draft.decision,
  };
}

/** As was planned for: a plan that says nothing of when it is decided is one for any look. */
function decidedAs(decision: Decision, address: URLSearchParams): Decision {
  const { design: _design, alpha: _alpha, ...rest } = decision;
  const alpha = Alpha.safeParse(Number(address.get('alpha') ?? usualAlpha)).data ?? usualAlpha;
  return { ...rest, ...(address.get('design') === 'hybrid' && { design: 'hybrid' as const }), ...(alpha !== usualAlpha && { alpha }) };
}
