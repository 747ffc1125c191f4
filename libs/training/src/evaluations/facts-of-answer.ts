/** More would be lost by a good answer in other words. */
const MOST_FACTS = 4;

const units = [
  '%', '€', '£', 'percent', 'per cent', 'eur', 'euros?', 'usd', 'dollars?', 'gbp', 'pounds?', 'cents?', '(?:business |working |calendar )?days?', 'hours?', 'minutes?', 'seconds?', 'weeks?', 'months?', 'years?',
  'am', 'pm', 'a\\.m\\.', 'p\\.m\\.', 'o[’\']clock', 'kg', 'g', 'cm', 'mm', 'm', 'km', 'miles?', 'litres?', 'liters?', 'items?', 'points?', 'times',
  'prozent', '(?:werk|arbeits)?tagen?', 'stunden?', 'minuten?', 'wochen?', 'monaten?', 'jahren?', 'uhr',
].join('|');
const amount = '\\d+(?:[.,:]\\d+)*';
const measured = new RegExp(`(?<![\\p{L}\\p{N}.,-])(?:[€£$]\\s?)?${amount}(?:\\s?(?:-|–|to|bis|and|und)\\s?${amount})?(?:[\\s-]?(?:${units})(?!\\p{L}))?(?![\\p{L}\\p{N}])`, 'giu');
const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/**
 * The numbers of a good answer with their units, each in the wordings in which another good answer may say it: what a
 * model loses first when it learns a style only. Numbers without unit count from two digits on; smaller ones number steps.
 */
export function factsOfAnswer(answer: string): string[][] {
  const facts = new Map<string, string[]>();
  for (const [found] of answer.matchAll(measured)) {
    const fact = found.trim();
    const bare = /^\d+(?:[.,:]\d+)*$/.test(fact);
    if ((bare && fact.length < 2) || facts.has(fact.toLowerCase())) continue;
    facts.set(fact.toLowerCase(), wordingsOf(fact));
    if (facts.size === MOST_FACTS) break;
  }
  return [...facts.values()];
}

function wordingsOf(fact: string): string[] {
  const range = fact.replace(/(\d)\s?(?:-|–|to|bis)\s?(\d)/i, '$1-$2');
  const spoken = range.includes('-') ? range.replace(/(\d)-(\d)/, '$1 to $2') : fact;
  const hyphened = /^\d+ \p{L}+$/u.test(fact) ? [fact.replace(' ', '-').replace(/s$/, '')] : [];
  const inWords = fact.replace(/(?<![\d.,:])\d{1,2}(?![\d.,:])/g, (number) => words[Number(number)] ?? number);
  return [...new Set([fact, range, spoken, ...hyphened, inWords])];
}
