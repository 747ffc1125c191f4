import type { DuelSummary, DuelVariant } from '#contracts';
import { count, percent } from '../../format.ts';
import { tellRange, tellValue } from '../compared/measures.ts';
import { words } from './strings.ts';

type Chance = NonNullable<DuelVariant['overControl']>;

/** What may be said of a variant beside the control; null while there is nothing to say anything about. */
export const claimOf = ({ low, high }: Chance): 'preferred' | 'disliked' | 'open' => (low > 0.5 ? 'preferred' : high < 0.5 ? 'disliked' : 'open');

/** `51.2 to 72.4`: percent, like the share before it. */
export const intervalOf = ({ low, high }: Chance): string => `${(low * 100).toFixed(1)} to ${percent(high)}`;

export const isEmpty = ({ choices, withoutDraft }: Pick<DuelSummary, 'choices' | 'withoutDraft'>): boolean => choices + withoutDraft === 0;

export const isRanked = ({ ranking }: Pick<DuelSummary, 'ranking'>): boolean => ranking.kind === 'strengths' && !ranking.disconnected;

/** The answer first: one sentence for each variant of which something can be said. */
export function tellPreference(summary: DuelSummary): string {
  const { ranking, variants } = summary;
  if (ranking.kind === 'too-few') return words.tooFew[ranking.of](count(ranking.have), count(ranking.need));
  if (ranking.disconnected) return words.disconnected;
  const control = variants.find(({ isControl }) => isControl)?.name ?? '';
  const said = variants.flatMap(({ name, overControl }) => {
    const claim = overControl && claimOf(overControl);
    if (!overControl || !claim || claim === 'open') return [];
    return [words[claim === 'preferred' ? 'sayPreferred' : 'sayDisliked'](name, control, percent(overControl.share), intervalOf(overControl))];
  });
  return said.length > 0 ? said.join(' ') : words.sayOpen(control);
}

/** Below so many, a t interval is far wider than a normal one. */
const FEW_PEOPLE = 5;

/** What to keep in mind when reading the ranking. */
export function caveatsOf({ ranking, raters }: DuelSummary): string[] {
  if (ranking.kind === 'too-few') return [];
  return [...(ranking.separated && !ranking.disconnected ? [words.separated] : []), ...(raters < FEW_PEOPLE ? [words.fewPeople(count(raters))] : [])];
}

export const tellBasis = ({ choices, raters, conversations }: DuelSummary): string =>
  words.rests(count(choices), words.people(raters, count(raters)), words.conversations(conversations, count(conversations)));

const text = words.agreement;

/** One sentence for each variant but the control: does the winner of the duels agree with the winner of the ratings? */
export const tellAgreement = ({ agreement, variants }: Pick<DuelSummary, 'agreement' | 'variants'>): string[] => agreement.map(({ variantId, verdict, duels, csat }) => text[verdict](
  variants.find((one) => one.variantId === variantId)?.name ?? '',
  duels ? text.share(percent(duels.share), intervalOf(duels)) : text.noDuels,
  csat ? `${tellValue('csat', csat.value)} ${tellRange('csat', csat)}` : text.noCsat,
));
