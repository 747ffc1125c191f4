import { normaliseText } from './normalise-text.ts';

/** Words that say nothing about what a question is about. */
const empty = new Set((
  'a about above after again all also am an and any are as ask at be because been before being but by can cannot could did do does doing don down for from ' +
  'get gets getting give go going good got had has have having hello help here hey hi him his how i if im in into is it its ive just know let like lot make me my ' +
  'need needs no nor not now of off ok on one only or other our out over please put question quite really right say see she should so some still such sure tell than ' +
  'thank thanks that the their them then there these they thing things this those though to too trying until up us use used using very via want wanted wants was way we ' +
  'well were what whats when where wheres which while who whom why will with wont would yes yet you your yours id ill isn doesn didn cant couldn wouldn haven hasn aren ' +
  'many much today think thinking lot lots didnt dont doesnt isnt wasnt arent hasnt havent wouldnt shouldnt couldnt werent ive youve take takes took long came come else either already actual happened happen ' +
  'seems seem able anything something someone anyone cheers regards dear sir madam guys trying work works tried try keep'
).split(/\s+/));

/** Words and pairs of neighbours, without those that say nothing; a pair may bridge none of them. */
function telling(text: string): string[] {
  const words = (normaliseText(text).replace(/[\u2019']/g, '').match(/[\p{L}\p{M}][\p{L}\p{M}\p{N}-]*/gu) ?? []);
  const told = (word: string | undefined): word is string => word !== undefined && word.length > 1 && !empty.has(word);
  return words.flatMap((word, at) => {
    if (!told(word)) return [];
    const next = words[at + 1];
    return told(next) && next !== word ? [word, `${word} ${next}`] : [word];
  });
}

/** How many words a name has at most. */
const LONGEST = 4;
/** Share of a group's texts in which a part of its name should stand, and in two of them at least. */
const COMMON = 0.2;

/**
 * A short name for each group of texts: the words and pairs of words that are frequent in it and rare in the others.
 *
 * A term's weight in a group is tf x ln(1 + A / f), where tf is the share of the group's texts that hold it, f the texts
 * of all groups that hold it, and A the mean number of texts in a group. Pairs weigh one and a half times as much: a name of them reads like
 * a phrase.
 *
 * @returns one name a group, different from each other where their terms allow it; empty for a group without telling words
 * @see M. Grootendorst (2022), BERTopic: Neural topic modeling with a class-based TF-IDF procedure, equation 2
 */
export function nameGroups(groups: readonly (readonly string[])[]): string[] {
  const counts = groups.map(countTerms);
  const everywhere = new Map<string, number>();
  for (const terms of counts) for (const [term, count] of terms) everywhere.set(term, (everywhere.get(term) ?? 0) + count);
  const mean = groups.reduce((sum, { length }) => sum + length, 0) / Math.max(1, groups.length);
  const taken = new Set<string>();
  return groups.map(({ length }, at) => {
    const ranked = [...counts[at]!]
      .map(([term, count]) => ({ term, common: count >= 2 && count / length >= COMMON, weight: (count / length) * Math.log(1 + mean / everywhere.get(term)!) * (term.includes(' ') ? 1.5 : 1) }))
      .sort((one, other) => Number(other.common) - Number(one.common) || other.weight - one.weight || (one.term < other.term ? -1 : 1));
    const name = phraseOf(ranked, taken);
    taken.add(name);
    return name;
  });
}

/** In how many texts each term stands. */
function countTerms(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const term of new Set(telling(text))) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

interface Ranked {
  term: string;
  /** In enough of the texts. */
  common: boolean;
}

/** The best term, and one more that is common enough or makes the name another than those taken. */
function phraseOf(ranked: readonly Ranked[], taken: ReadonlySet<string>): string {
  const parts: string[] = [];
  const words = (): string[] => parts.join(' ').split(' ').filter(Boolean);
  for (const { term, common } of ranked) {
    if (parts.length > 0 && !taken.has(spoken(parts)) && (parts.length > 1 || !common)) break;
    const added = term.split(' ');
    if (added.some((word) => words().some((known) => sameRoot(known, word)))) continue;
    if (words().length + added.length <= LONGEST) parts.push(term);
  }
  return spoken(parts);
}

/** `card` and `cards` say the same, and so do `cancelled` and `canceled`. */
function sameRoot(one: string, other: string): boolean {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  const shorter = Math.min(one.length, other.length);
  return one === other || shared >= 6 || (shared === shorter && shared >= 4 && Math.abs(one.length - other.length) <= 3);
}

/** `Exchange rate, weekend`. */
function spoken(parts: readonly string[]): string {
  const name = parts.join(', ');
  return name === '' ? '' : name[0]!.toUpperCase() + name.slice(1);
}
